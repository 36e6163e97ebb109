import { Resource } from '../../model';
import { review } from '../../review';
import { found, only } from '../rules/support';
import { assembly, resource, reviewStack } from '../support';

const RULE = 'fixed-name-collision';
const labels = { from: 'before', to: 'after' };
const topic = { Topic: resource('AWS::SNS::Topic') };
const severities = (before: Record<string, Resource>, after: Record<string, Resource>) =>
  found(RULE, reviewStack({ ...topic, ...before }, { ...topic, ...after })).map(({ severity }) => severity);

describe('keys that are compared as their service does', () => {
  const domain = (DomainName: string) => resource('AWS::ApiGateway::DomainName', { DomainName });
  const cluster = (DBClusterIdentifier: string) => resource('AWS::RDS::DBCluster', { DBClusterIdentifier });
  const record = (Name: string, Type = 'A') => resource('AWS::Route53::RecordSet', { HostedZoneId: 'Z1', Name, Type });
  const provider = (Url: string) => resource('AWS::IAM::OIDCProvider', { Url });
  const queue = (QueueName: string) => resource('AWS::SQS::Queue', { QueueName });
  const rule = (Name: string, EventBusName?: string) => resource('AWS::Events::Rule', { Name, EventBusName });

  test.each<[string, Resource, Resource, string[]]>([
    [
      'names of hosts in any case, with or without the last dot',
      domain('API.acme.example'),
      domain('api.acme.example.'),
      ['hazard'],
    ],
    ['identifiers of databases in any case', cluster('Shop'), cluster('shop'), ['hazard']],
    ['names of queues as they are', queue('Shop'), queue('shop'), []],
    ['record sets by name and type', record('www.acme.example'), record('www.acme.example.'), ['hazard']],
    ['record sets of two types apart', record('www.acme.example'), record('www.acme.example', 'AAAA'), []],
    ['a CNAME beside anything', record('www.acme.example'), record('www.acme.example', 'CNAME'), ['hazard']],
    ['issuers without their scheme', provider('https://ci.example'), provider('https://ci.example/'), ['hazard']],
    ['a default that is written out', rule('nightly'), rule('nightly', 'default'), ['hazard']],
    ['rules of two buses apart', rule('nightly'), rule('nightly', 'orders'), []],
  ])('%s', (_, old, young, expected) => {
    expect(severities({ Old: old }, { New: young })).toEqual(expected);
  });
});

test('a mount target meets another one of its zone, whichever subnet it is in', () => {
  const subnet = (AvailabilityZone: string) => resource('AWS::EC2::Subnet', { AvailabilityZone });
  const base = { Files: resource('AWS::EFS::FileSystem'), A: subnet('a'), A2: subnet('a'), B: subnet('b') };
  const target = (id: string) =>
    resource('AWS::EFS::MountTarget', { FileSystemId: { Ref: 'Files' }, SubnetId: { Ref: id } });
  expect(severities({ ...base, Old: target('A') }, { ...base, New: target('A2') })).toEqual(['hazard']);
  expect(severities({ ...base, Old: target('A') }, { ...base, New: target('B') })).toEqual([]);
});

test('a name is the same by reference, through an output of another stack, and in a nested one', () => {
  const named = { Bucket: resource('AWS::S3::Bucket', { BucketName: 'acme' }) };
  const policy = (Bucket: unknown) => ({ Policy: resource('AWS::S3::BucketPolicy', { Bucket, PolicyDocument: {} }) });
  const outputs = { Name: { Value: { Ref: 'Bucket' } } };
  const state = (here: Record<string, Resource>, there: Record<string, Resource>) =>
    assembly({
      data: { template: { Resources: { ...named, ...here }, Outputs: outputs } },
      web: { ...topic, ...there },
    });
  const step = review(
    state(policy({ Ref: 'Bucket' }), {}),
    state({}, policy({ 'Fn::GetStackOutput': { StackName: 'data', OutputName: 'Name' } })),
    labels,
  );
  expect(only(RULE, step)).toMatchObject({ severity: 'hazard', stack: 'web', logicalId: 'Policy' });
  const holder = resource('AWS::CloudFormation::Stack', { Parameters: { Name: { Ref: 'Bucket' } } });
  const nested = (inner: Record<string, Resource>, outer: Record<string, Resource>) =>
    assembly({
      data: { ...named, ...outer, Inner: holder },
      'data/Inner': { template: { Parameters: { Name: { Type: 'String' } }, Resources: { ...topic, ...inner } } },
    });
  const moved = review(nested({}, policy({ Ref: 'Bucket' })), nested(policy({ Ref: 'Name' }), {}), labels);
  expect(only(RULE, moved)).toMatchObject({ severity: 'hazard', stack: 'data/Inner', logicalId: 'Policy' });
});

test('Lambda publishes no version of a function that stays as it is', () => {
  const code = (MemorySize: number) => ({ Code: resource('AWS::Lambda::Function', { MemorySize }) });
  const version = () => resource('AWS::Lambda::Version', { FunctionName: { Ref: 'Code' } });
  expect(severities({ ...code(128), V1: version() }, { ...code(128), V2: version() })).toEqual(['hazard']);
  expect(severities({ ...code(128), V1: version() }, { ...code(256), V2: version() })).toEqual([]);
});

test('a key that stays, one that is let go, and one that is conditional', () => {
  const alias = (AliasName: string) => resource('AWS::KMS::Alias', { AliasName, TargetKeyId: 'k' });
  expect(severities({ Old: alias('alias/a') }, { Old: alias('alias/a'), New: alias('alias/a') })).toEqual(['hazard']);
  const listener = (Port: number) =>
    resource('AWS::ElasticLoadBalancingV2::Listener', { LoadBalancerArn: 'lb', Port, DefaultActions: [] });
  expect(severities({ Old: listener(80) }, { Old: listener(81), New: listener(80) })).toEqual(['hazard']);
  const sometimes = { ...alias('alias/a'), Condition: 'IsProd' };
  const conditions = { Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } } };
  const state = (resources: Record<string, Resource>) => ({
    template: { ...conditions, Resources: { ...topic, ...resources } },
  });
  const step = reviewStack(state({ Old: sometimes }), state({ New: { ...sometimes, Condition: undefined } }));
  expect(only(RULE, step)).toMatchObject({ severity: 'caution' });
});

describe('an API key of one usage plan for each stage of an API', () => {
  const plan = (...stages: string[]) =>
    resource('AWS::ApiGateway::UsagePlan', { ApiStages: stages.map((Stage) => ({ ApiId: 'a', Stage })) });
  const inPlan = (UsagePlanId: string) =>
    resource('AWS::ApiGateway::UsagePlanKey', { KeyId: 'k', KeyType: 'API_KEY', UsagePlanId: { Ref: UsagePlanId } });

  test('is refused in a second plan of the same stage', () => {
    const plans = { Silver: plan('prod'), Gold: plan('prod') };
    expect(severities({ ...plans, Old: inPlan('Silver') }, { ...plans, New: inPlan('Gold') })).toEqual(['hazard']);
  });

  test('is taken by a plan of another stage', () => {
    const plans = { Silver: plan('prod'), Gold: plan('test') };
    expect(severities({ ...plans, Old: inPlan('Silver') }, { ...plans, New: inPlan('Gold') })).toEqual([]);
  });
});
