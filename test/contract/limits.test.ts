import { App, Duration, Stage } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as sns from 'aws-cdk-lib/aws-sns';
import { GrowthStage, QueueOrder, ScalableApp } from '../../index';
import { testApp } from '../support/app';

/** What CloudFormation fills in is as long as the longest ARN or host name that it could be. */
const LONGEST_VALUE = 256;

/** The properties of a resource, as its template has them. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- any JSON
type Json = any;

/** A document that grows with names or counts: what of which resources, and how much of it a service takes. */
interface Limit {
  readonly type: string;
  readonly what: string;
  readonly most: number;
  readonly source: string;
  size(properties: Json): number;
}

/** A value as long as it can be. */
function longest(value: Json): Json {
  if (Array.isArray(value)) return value.map(longest);
  if (typeof value !== 'object' || value === null) return value;
  const [[name, argument], ...more] = Object.entries<Json>(value).concat([['', undefined]]);
  if (more.length === 1) {
    if (name === 'Fn::Join') return argument[1].map(longest).join(argument[0]);
    if (name === 'Ref' && /^AWS::/.test(argument)) return 'x'.repeat(24);
    if (name === 'Ref' || name.startsWith('Fn::')) return 'x'.repeat(LONGEST_VALUE);
  }
  return Object.fromEntries(Object.entries<Json>(value).map(([key, one]) => [key, longest(one)]));
}
const bytes = (value: Json) => (value === undefined ? 0 : JSON.stringify(longest(value)).length);
const text = (value: Json) => (value === undefined ? 0 : String(longest(value)).length);

/** The names in a pattern are those of databases, up to 63 characters, and ARNs of alarms, up to 320. */
function namedAsLongAsCanBe({ resources, detail, ...pattern }: Json): Json {
  const fill = (list: Json[] | undefined, length: number) => list?.map(() => 'x'.repeat(length));
  const filled = { ...detail, SourceIdentifier: fill(detail?.SourceIdentifier, 63) };
  return { ...pattern, detail: filled, resources: fill(resources, 320) };
}

const IAM = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html';
const WIDGETS = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html';

/** Read on 2026-12-01. */
const LIMITS: readonly Limit[] = [
  {
    type: 'AWS::Events::Rule',
    what: 'event pattern',
    most: 2048,
    source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html',
    size: ({ EventPattern }) => bytes(namedAsLongAsCanBe(EventPattern)),
  },
  {
    type: 'AWS::IAM::Policy',
    what: 'inline policies of a role',
    most: 10_240,
    source: IAM,
    size: (p) => bytes(p.PolicyDocument),
  },
  { type: 'AWS::IAM::ManagedPolicy', what: 'policy', most: 6144, source: IAM, size: (p) => bytes(p.PolicyDocument) },
  {
    type: 'AWS::IAM::Role',
    what: 'trust policy',
    most: 2048,
    source: IAM,
    size: (p) => bytes(p.AssumeRolePolicyDocument),
  },
  {
    type: 'AWS::CloudWatch::Alarm',
    what: 'description',
    most: 1024,
    source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html',
    size: ({ AlarmDescription }) => text(AlarmDescription),
  },
  {
    type: 'AWS::CloudWatch::Alarm',
    what: 'metrics and expressions',
    most: 10,
    source: WIDGETS,
    size: ({ Metrics = [] }) => Metrics.filter((metric: Json) => metric.MetricStat).length,
  },
  {
    type: 'AWS::CloudWatch::Dashboard',
    what: 'widgets',
    most: 500,
    source: WIDGETS,
    size: ({ DashboardBody }) => JSON.parse(longest(DashboardBody)).widgets.length,
  },
  {
    type: 'AWS::CloudWatch::Dashboard',
    what: 'metrics of a widget',
    most: 500,
    source: WIDGETS,
    size: ({ DashboardBody }) =>
      Math.max(
        ...JSON.parse(longest(DashboardBody)).widgets.map((widget: Json) => widget.properties?.metrics?.length ?? 0),
      ),
  },
  {
    type: 'AWS::Lambda::Function',
    what: 'environment',
    most: 4096,
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html',
    size: ({ Environment }) => bytes(Environment?.Variables),
  },
  {
    type: 'AWS::ECS::TaskDefinition',
    what: 'task definition',
    most: 65_536,
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html',
    size: (properties) => bytes(properties),
  },
  {
    type: 'AWS::SNS::TopicPolicy',
    what: 'policy',
    most: 30_720,
    source: 'https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html',
    size: (p) => bytes(p.PolicyDocument),
  },
  {
    type: 'AWS::SNS::Subscription',
    what: 'filter policy',
    most: 262_144,
    source: 'https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html',
    size: ({ FilterPolicy }) => bytes(FilterPolicy),
  },
  {
    type: 'AWS::KMS::Key',
    what: 'key policy',
    most: 32_768,
    source: 'https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html',
    size: ({ KeyPolicy }) => bytes(KeyPolicy),
  },
  {
    type: 'AWS::S3::BucketPolicy',
    what: 'policy',
    most: 20_480,
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html',
    size: (p) => bytes(p.PolicyDocument),
  },
  {
    type: 'AWS::Logs::ResourcePolicy',
    what: 'policy',
    most: 5120,
    source: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutResourcePolicy.html',
    size: ({ PolicyDocument }) => text(PolicyDocument),
  },
  {
    type: 'AWS::CloudFront::Function',
    what: 'code',
    most: 10_240,
    source: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html',
    size: ({ FunctionCode }) => text(FunctionCode),
  },
];

/** An app with names as long as they may be, and as many of what it may have many of as a large one has. */
function largest(app: App): ScalableApp {
  const order = QueueOrder.standard();
  const work = { longestJob: Duration.minutes(1), jobDuration: Duration.seconds(5) };
  const zone = { hostedZoneId: 'Z0123456789ABC', zoneName: `${'z'.repeat(30)}.example` };
  const names = Array.from({ length: 10 }, (_, i) => `${'n'.repeat(23)}${i}.${zone.zoneName}`);
  return new ScalableApp(new Stage(app, `Production${'x'.repeat(30)}`), 'Shop', {
    appName: 'a'.repeat(40),
    stage: GrowthStage.TEN_MILLION.customize({ database: { readReplicas: 15 } }),
    region: 'ap-northeast-1',
    account: '111111111111',
    web: { image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:stable') },
    operations: { alarmEmails: ['ops@example.com'] },
    edge: {
      domain: { ...zone, names: names.slice(0, 5), redirects: { names: names.slice(5), zones: [zone] } },
    },
    jobs: { order, ...work },
    events: {
      order,
      subscribers: Array.from({ length: 15 }, (_, i) => ({
        name: `${'S'.repeat(37)}${i}`,
        ...work,
        filterPolicy: { type: sns.SubscriptionFilter.stringFilter({ allowlist: ['e'.repeat(100)] }) },
      })),
    },
  });
}

const app = testApp({ builtinCloudFormationValidation: false });
largest(app);
const stacks = app.synth().nestedAssemblies.flatMap(({ nestedAssembly }) => nestedAssembly.stacks);
const resources = stacks.flatMap(({ stackName, template }) =>
  Object.entries<{ Type: string; Properties?: Json }>(template.Resources).map(
    ([id, { Type, Properties = {} }]) => [`${stackName} ${id}`, Type, Properties] as const,
  ),
);

test.each(LIMITS.map((limit) => [limit.type, limit.what, limit] as const))('%s: %s', (type, _, { most, size }) => {
  const sizes = resources
    .filter(([, found]) => found === type)
    .map(([name, , properties]) => [name, size(properties)] as const);
  expect(sizes.filter(([, found]) => found > most)).toEqual([]);
});

test('roles have one inline policy each, so that its size is that of all of them', () => {
  const roles = resources
    .filter(([, type]) => type === 'AWS::IAM::Policy')
    .map(([name, , { Roles }]) => `${name.split(' ')[0]} ${JSON.stringify(Roles)}`);
  expect(roles.filter((role, i) => roles.indexOf(role) < i)).toEqual([]);
});

test('stacks have outputs and resources that CloudFormation takes, by names that it takes', () => {
  for (const { stackName, template } of stacks) {
    const outputs = Object.keys(template.Outputs ?? {});
    expect([stackName, outputs.length <= 200, Object.keys(template.Resources).length <= 500]).toEqual([
      stackName,
      true,
      true,
    ]);
    expect(outputs.filter((name) => name.length > 255)).toEqual([]);
    expect(stackName.length).toBeLessThanOrEqual(128);
    expect(JSON.stringify(template).length).toBeLessThan(1_000_000);
  }
});
