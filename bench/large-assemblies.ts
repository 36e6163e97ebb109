import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Properties = Record<string, unknown>;

const STACKS = 12;
/** What each stack has many times over: a service with its network, data, role and function. */
const SETS = 30;

/** Writes two states of an app of 5,040 resources: half of them change in place, some are replaced, renamed or go. */
export function writeLargeAssemblies(folder: string): {
  readonly from: string;
  readonly to: string;
  readonly resources: number;
} {
  const [from, to] = (['from', 'to'] as const).map((state) => {
    const directory = join(folder, state);
    mkdirSync(directory, { recursive: true });
    const names = Array.from({ length: STACKS }, (_, i) => `shop-${i}`);
    for (const name of names)
      writeFileSync(join(directory, `${name}.template.json`), JSON.stringify(template(name, state === 'to')));
    const artifacts = Object.fromEntries(names.map((name, i) => [name, artifact(name, names.slice(0, i))]));
    writeFileSync(join(directory, 'manifest.json'), JSON.stringify({ version: '48.0.0', artifacts }));
    return directory;
  });
  return { from, to, resources: STACKS * SETS * Object.keys(set('shop-0', 0, false)).length };
}

function artifact(name: string, dependencies: readonly string[]): object {
  return {
    type: 'aws:cloudformation:stack',
    environment: 'aws://111111111111/eu-west-1',
    properties: { templateFile: `${name}.template.json`, stackName: name },
    dependencies,
  };
}

function template(stack: string, later: boolean): object {
  const sets = Array.from({ length: SETS }, (_, i) => set(stack, i, later));
  const outputs = Array.from({ length: SETS }, (_, i) => [`Topic${i}Arn`, { Value: { Ref: `Topic${i}` } }]);
  return { Resources: Object.assign({}, ...sets) as object, Outputs: Object.fromEntries(outputs) as object };
}

function set(stack: string, i: number, later: boolean): Record<string, object> {
  const changed = later && i % 2 === 0;
  // Written anew, with the same value.
  const named = (what: string) =>
    later ? { 'Fn::Sub': `\${AWS::StackName}-${what}-${i}` } : { 'Fn::Join': ['-', [stack, what, i]] };
  const tags = [{ Key: 'team', Value: changed ? 'web' : 'shop' }];
  const attribute = (id: string, name = 'Arn') => ({ 'Fn::GetAtt': [`${id}${i}`, name] });
  const resources: [string, string, Properties][] = [
    ['Vpc', 'AWS::EC2::VPC', { CidrBlock: `10.${i}.0.0/16`, Tags: tags }],
    [
      'Subnet',
      'AWS::EC2::Subnet',
      { VpcId: { Ref: `Vpc${i}` }, CidrBlock: `10.${i}.${later && i % 10 === 0 ? 1 : 0}.0/24` },
    ],
    ['Group', 'AWS::EC2::SecurityGroup', { GroupDescription: 'web', VpcId: { Ref: `Vpc${i}` }, Tags: tags }],
    ['Bucket', 'AWS::S3::Bucket', { BucketName: named('media'), Tags: tags }],
    [
      'Table',
      'AWS::DynamoDB::Table',
      { TableName: named('orders'), KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }], Tags: tags },
    ],
    ['Queue', 'AWS::SQS::Queue', { VisibilityTimeout: changed ? 60 : 30 }],
    ['Topic', 'AWS::SNS::Topic', { DisplayName: `orders ${i}` }],
    ['Role', 'AWS::IAM::Role', { AssumeRolePolicyDocument: policy('sts:AssumeRole', '*', later) }],
    [
      'Policy',
      'AWS::IAM::Policy',
      {
        PolicyName: `p${i}`,
        Roles: [{ Ref: `Role${i}` }],
        PolicyDocument: policy('s3:GetObject', attribute('Bucket'), later),
      },
    ],
    [
      'Function',
      'AWS::Lambda::Function',
      {
        Role: attribute('Role'),
        MemorySize: changed ? 512 : 256,
        Environment: { Variables: { TABLE: { Ref: `Table${i}` }, QUEUE: { Ref: `Queue${i}` } } },
      },
    ],
    [
      later && i % 15 === 0 ? 'LogsNew' : 'Logs',
      'AWS::Logs::LogGroup',
      { LogGroupName: { 'Fn::Join': ['', ['/aws/lambda/', { Ref: `Function${i}` }]] }, RetentionInDays: 30 },
    ],
    [
      'Mapping',
      'AWS::Lambda::EventSourceMapping',
      { FunctionName: { Ref: `Function${i}` }, EventSourceArn: attribute('Queue'), BatchSize: changed ? 5 : 10 },
    ],
    [
      'Alarm',
      'AWS::CloudWatch::Alarm',
      {
        MetricName: 'Errors',
        Threshold: changed ? 2 : 1,
        Dimensions: [{ Name: 'FunctionName', Value: { Ref: `Function${i}` } }],
      },
    ],
    [
      'Parameter',
      'AWS::SSM::Parameter',
      { Type: 'String', Value: { 'Fn::GetStackOutput': { StackName: 'shop-0', OutputName: `Topic${i}Arn` } } },
    ],
  ];
  return Object.fromEntries(
    resources.map(([id, Type, Properties]) => [
      `${id}${i}`,
      { Type, Properties, Metadata: { 'aws:cdk:path': `${stack}/${id}${i}/Resource` } },
    ]),
  );
}

function policy(action: string, resource: unknown, later: boolean): object {
  const statement = { Effect: 'Allow', Action: later ? [action] : action, Resource: resource };
  return { Version: '2012-10-17', Statement: [statement] };
}
