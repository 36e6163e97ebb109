import { App, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  AppCaching,
  CacheUse,
  Fallback,
  GrowthStage,
  ManagedRules,
  QueueOrder,
  ScalableApp,
  ScalableAppProps,
} from '../../index';
import { base, make, stacksOf } from './support';

const domain = { names: ['www.example.com', 'example.com'], hostedZoneId: 'Z0123456789ABC', zoneName: 'example.com' };

const orgZone = { hostedZoneId: 'Z0123456789ORG', zoneName: 'example.org' };
const order = QueueOrder.standard();
const work = { longestJob: Duration.minutes(1), jobDuration: Duration.seconds(5) };
const billing = { name: 'Billing', ...work };

const REFUSED = [
  [
    { appName: 'Shop' },
    'appName is "Shop": use 1 to 40 lower-case letters, digits and single hyphens, a letter first; it can never change',
  ],
  [
    { appName: 'a--b' },
    'appName is "a--b": use 1 to 40 lower-case letters, digits and single hyphens, a letter first; it can never change',
  ],
  [{ region: 'Ireland' }, 'region is "Ireland": give the code of a Region, such as \'us-east-1\''],
  [
    { environment: { DATABASE_PORT: '1', LOG_LEVEL: 'debug' } },
    'environment is ["DATABASE_PORT"]: these names belong to the environment contract (docs/environment.md): take others',
  ],
  [
    { operations: { alarmEmails: [] } },
    'operations.alarmEmails is []: give at least one address: alarms and the budget must reach somebody',
  ],
  [
    { edge: { domain: { ...domain, names: ['www.example.org'] } } },
    'edge.domain.names is ["www.example.org"]: give one host name or more, each \'example.com\' or below it',
  ],
  [
    { edge: { domain: { ...domain, apiNames: ['api.example.org'] } } },
    'edge.domain.apiNames is ["api.example.org"]: give one host name or more, each \'example.com\' or below it, or leave it out',
  ],
  [
    { edge: { domain: { ...domain, redirects: { names: ['example.org', 'example.net'], zones: [orgZone] } } } },
    'edge.domain.redirects is ["example.net"]: none of redirects.zones holds these names: add their zones',
  ],
  [
    { edge: { domain: { ...domain, apiNames: ['example.com'] } } },
    'edge.domain is ["example.com"]: a name belongs to one distribution: leave it in one of names, apiNames and redirects.names',
  ],
  [
    { region: 'me-south-1', stage: GrowthStage.TEN_THOUSAND },
    "database.backupRegion is undefined: we know no Region for the backups of 'me-south-1', which the stage copies: name one",
  ],
  [
    { events: { order, subscribers: [{ name: 'my receipts', ...work }] } },
    'events.subscribers is ["my receipts"]: name each by a letter, then up to 39 letters and digits; a name must stay',
  ],
  [
    { events: { order, subscribers: [billing, billing] } },
    'events.subscribers is ["Billing","Billing"]: give each a name of its own',
  ],
  [
    { events: { order, subscribers: Array.from({ length: 16 }, (_, i) => ({ ...billing, name: `Billing${i}` })) } },
    'events.subscribers (number) is 16: give 15 at most, since their stack may have 500 resources: let the others subscribe by a SubscriberQueue and a WorkerPool in a stack of yours',
  ],
  [
    { events: { order, subscribers: [billing] }, stage: GrowthStage.TEN_THOUSAND.withoutWorkers() },
    'stage.sizes.workers is "left out": the stage has a topic, whose subscribers need workers: customize it with workers, or without eventFanOut',
  ],
  [
    { jobs: { order, ...work }, stage: GrowthStage.HUNDRED.customize({ workers: {} }) },
    'stage.sizes.workers is "in a network without a way out": workers stand in private subnets and call SQS from there: customize the stage with network.natGateways, or without workers',
  ],
  [
    { web: { ...base.web, environment: { CACHE_HOST: 'x' } } },
    'environment is ["CACHE_HOST"]: these names belong to the environment contract (docs/environment.md): take others',
  ],
  [
    { jobs: { order, ...work, environment: { DATABASE_NAME: 'x' } } },
    'environment is ["DATABASE_NAME"]: these names belong to the environment contract (docs/environment.md): take others',
  ],
  [
    { web: { ...base.web, idleTimeout: Duration.seconds(30) } },
    'edge.originKeepAlive >= web.idleTimeout is [55,30]: CloudFront would use connections that the load balancer has closed: give CloudFront fewer seconds than the load balancer',
  ],
  [
    {
      web: { ...base.web, taskRole: iam.Role.fromRoleArn(new Stack(), 'Role', 'arn:aws:iam::111111111111:role/mine') },
    },
    `account with taskRole is ["left out","111111111111"]: a task has a role of its own account: give the app account '111111111111', or another role`,
  ],
] as const;
test.each(REFUSED.map(([props, message]) => [message, props] as const))('refuses: %s', (message, props) => {
  expect(() => make(props as Partial<ScalableAppProps>)).toThrow(`ScalableApp at 'Shop':\n  - ${message}`);
});

test('lives in one Region where CloudFront needs nothing in us-east-1', () => {
  const stacks = stacksOf(make());
  expect(Object.keys(stacks).sort()).toEqual(
    ['database', 'edge', 'network', 'ops', 'storage', 'tables', 'web'].map((part) => `shop-${part}`),
  );
  expect(new Set(Object.values(stacks).map((stack) => stack.environment.region))).toEqual(new Set(['eu-west-1']));
});

test('has its certificate in us-east-1 where there is a domain', () => {
  const stacks = stacksOf(make({ edge: { domain } }));
  expect(stacks['shop-edge-global-eu-west-1'].environment.region).toBe('us-east-1');
  Template.fromJSON(stacks['shop-edge-global-eu-west-1'].template).hasResourceProperties(
    'AWS::CertificateManager::Certificate',
    {
      DomainName: 'www.example.com',
      SubjectAlternativeNames: ['example.com'],
    },
  );
  const edge = Template.fromJSON(stacks['shop-edge'].template);
  edge.hasResourceProperties('AWS::CloudFront::Distribution', {
    DistributionConfig: {
      Aliases: domain.names,
      ViewerCertificate: {
        AcmCertificateArn: { 'Fn::GetStackOutput': { StackName: 'shop-edge-global-eu-west-1', Region: 'us-east-1' } },
      },
    },
  });
  edge.resourceCountIs('AWS::Route53::RecordSet', 4);
});

test('CloudFront is watched from us-east-1 where the app lives elsewhere and has a stack there', () => {
  const stacks = stacksOf(make({ edge: { domain } }));
  expect(stacks['shop-edge-ops-eu-west-1'].environment.region).toBe('us-east-1');
  const watch = Template.fromJSON(stacks['shop-edge-ops-eu-west-1'].template);
  watch.resourceCountIs('AWS::CloudWatch::Dashboard', 0);
  watch.hasResourceProperties('AWS::SNS::Subscription', { Endpoint: 'ops@example.com' });
  watch.resourceCountIs('AWS::CloudWatch::Alarm', 1);
  expect(JSON.stringify(watch.findResources('AWS::CloudWatch::Alarm'))).toContain('"5xxErrorRate"');

  expect(Object.keys(stacksOf(make({ edge: { domain }, region: 'us-east-1' })))).not.toContain('shop-edge-ops');
});

test('the containers get the environment contract beside their own variables', () => {
  const made = make({ environment: { LOG_LEVEL: 'debug' } });
  const web = Template.fromJSON(stacksOf(made)['shop-web'].template);
  const [task] = Object.values(web.findResources('AWS::ECS::TaskDefinition'));
  const variables = Object.fromEntries(
    task.Properties.ContainerDefinitions[0].Environment.map((v: { Name: string; Value: unknown }) => [v.Name, v.Value]),
  );
  expect(variables).toMatchObject({ LOG_LEVEL: 'debug', DATABASE_NAME: 'app', ASSETS_PATH: '/assets', CACHE_HOST: '' });
  expect(variables.DATABASE_PORT).toBe('5432');
  expect(variables.DATABASE_WRITER_HOST).toMatchObject({ 'Fn::GetStackOutput': { StackName: 'shop-database' } });
  expect(variables.DATABASE_READER_HOSTS).toEqual(variables.DATABASE_WRITER_HOST);
});

test('the certificate stays when another list of names replaces it', () => {
  const { template } = stacksOf(make({ edge: { domain } }))['shop-edge-global-eu-west-1'];
  Template.fromJSON(template).hasResource('AWS::CertificateManager::Certificate', {
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
  });
});

test('copies of the backups go to the Region that is named, with a key of that Region', () => {
  const stacks = stacksOf(make({ stage: GrowthStage.TEN_THOUSAND, database: { backupRegion: 'eu-south-1' } }));
  expect(stacks['shop-backup-eu-west-1'].environment.region).toBe('eu-south-1');
  Template.fromJSON(stacks['shop-database'].template).hasResourceProperties('AWS::RDS::DBInstance', {
    AutomaticBackupReplicationRegion: 'eu-south-1',
    AutomaticBackupReplicationKmsKeyId: {
      'Fn::GetStackOutput': { StackName: 'shop-backup-eu-west-1', Region: 'eu-south-1' },
    },
  });
});

test('what the app chooses for its edge and its cache is there from the stage on that has them', () => {
  const chosen = {
    edge: {
      webAcl: { managedRules: [ManagedRules.core({ onTrial: true })], blockedPerMinute: 500 },
      caching: AppCaching.byOrigin(),
      fallback: Fallback.pageAndCopies(['/prices'], { html: 'Back soon', copies: { '/prices': '1 $' } }),
    },
    cache: { use: CacheUse.jobResults() },
  };
  const stacks = stacksOf(make({ ...chosen, stage: GrowthStage.TEN_THOUSAND, region: 'us-east-1' }));
  const webAcl = Template.fromJSON(stacks['shop-edge-global'].template);
  webAcl.hasResourceProperties('AWS::WAFv2::WebACL', {
    Rules: Match.arrayWith([Match.objectLike({ OverrideAction: { Count: {} } })]),
  });
  const [blocked] = Object.keys(webAcl.findResources('AWS::CloudWatch::Alarm'));
  expect(JSON.stringify(stacks['shop-ops'].template)).toContain(blocked);
  Template.fromJSON(stacks['shop-edge'].template).hasResourceProperties('AWS::CloudFront::Distribution', {
    DistributionConfig: { OriginGroups: { Quantity: 1 } },
  });
  Template.fromJSON(stacks['shop-cache'].template).hasResourceProperties('AWS::ElastiCache::ParameterGroup', {
    Properties: { 'maxmemory-policy': 'volatile-ttl' },
  });
  Template.fromJSON(stacks['shop-ops'].template).hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmDescription: Match.stringLikeRegexp('CloudFront answers with errors'),
  });

  expect(Object.keys(stacksOf(make({ ...chosen })))).not.toContain('shop-edge-global');
});

test('no stack locks another, even in an app without feature flags', () => {
  const made = new ScalableApp(new App({ builtinCloudFormationValidation: false }), 'Shop', base);
  for (const { template } of Object.values(stacksOf(made))) {
    expect(JSON.stringify(template)).not.toContain('Fn::ImportValue');
    expect(Object.values(template.Outputs ?? {}).filter((output) => (output as { Export?: object }).Export)).toEqual(
      [],
    );
  }
});
