import { vCpusOf } from '../../quotas/count';
import { QUOTAS, quotasOf } from '../../quotas/quotas';
import { assembly, resource } from '../support';

const service = (properties: object) =>
  resource('AWS::ECS::Service', { TaskDefinition: { Ref: 'Task' }, ...properties });
const task = (Cpu: string) => resource('AWS::ECS::TaskDefinition', { Cpu });
const target = (min: number, max: number) =>
  resource('AWS::ApplicationAutoScaling::ScalableTarget', {
    MinCapacity: min,
    MaxCapacity: max,
    ScalableDimension: 'ecs:service:DesiredCount',
    ResourceId: { 'Fn::Join': ['/', ['service', 'cluster', { 'Fn::GetAtt': ['Service', 'Name'] }]] },
  });
const use = (resources: Parameters<typeof assembly>[0][string], code: string) =>
  quotasOf(assembly({ app: resources })).find((one) => one.code === code);

test('tasks on Fargate count from their least to their most, as often as a deployment runs them', () => {
  const fargate = { Task: task('2048'), Service: service({ LaunchType: 'FARGATE' }), Target: target(2, 10) };
  expect(use(fargate, 'L-3032A538')).toEqual({
    region: 'eu-west-1',
    service: 'fargate',
    code: 'L-3032A538',
    name: 'Fargate On-Demand vCPUs',
    default: 4000,
    newAccounts: 6,
    min: 8,
    max: 40,
    request: 'before this stage',
  });
  const alone = { Task: task('512'), Service: service({ LaunchType: 'FARGATE', DesiredCount: 3 }) };
  expect(use(alone, 'L-3032A538')).toMatchObject({ min: 3, max: 3 });
  const rolling = service({
    CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE', Weight: 1 }],
    DesiredCount: 4,
    DeploymentConfiguration: { MaximumPercent: 100 },
  });
  expect(use({ Task: task('1024'), Service: rolling }, 'L-3032A538')).toMatchObject({ min: 4, max: 4 });
  expect(use({ Task: task('1024'), Service: service({ LaunchType: 'EC2' }) }, 'L-3032A538')).toBeUndefined();
});

test('instances count by the largest type that a group may start', () => {
  const group = (more: object) =>
    resource('AWS::AutoScaling::AutoScalingGroup', { MinSize: '1', MaxSize: '4', ...more });
  const overrides = (...list: object[]) => ({ MixedInstancesPolicy: { LaunchTemplate: { Overrides: list } } });
  expect(
    use({ G: group(overrides({ InstanceType: 'c7g.xlarge' }, { InstanceType: 'c7g.2xlarge' })) }, 'L-1216C47A'),
  ).toMatchObject({ min: 8, max: 32, request: 'before this stage' });
  const byNeed = overrides({ InstanceRequirements: { VCpuCount: { Min: 2, Max: 4 } } });
  expect(use({ G: group(byNeed) }, 'L-1216C47A')).toMatchObject({ min: 4, max: 16 });
  const template = resource('AWS::EC2::LaunchTemplate', { LaunchTemplateData: { InstanceType: 'm7g.large' } });
  const reference = { LaunchTemplate: { LaunchTemplateId: { Ref: 'T' } } };
  expect(use({ T: template, G: group(reference) }, 'L-1216C47A')).toMatchObject({ min: 2, max: 8 });
});

test.each([
  ['t4g.nano', 2],
  ['m7g.large', 2],
  ['c7gn.xlarge', 4],
  ['r7g.16xlarge', 64],
  ['m7g.metal', 0],
  [{ Ref: 'Type' }, 0],
])('the vCPUs of %j are %i', (type, vCpus) => {
  expect(vCpusOf(type)).toBe(vCpus);
});

test('nodes, storage and reserved concurrency count by what they are set to', () => {
  const cache = resource('AWS::ElastiCache::ReplicationGroup', { NumNodeGroups: 3, ReplicasPerNodeGroup: 2 });
  expect(use({ Cache: cache }, 'L-DFE45DF3')).toMatchObject({ min: 9, max: 9 });
  const database = resource('AWS::RDS::DBInstance', { AllocatedStorage: '20', MaxAllocatedStorage: 200_000 });
  expect(use({ Db: database }, 'L-7ADDB58A')).toMatchObject({
    min: 20,
    max: 200_000,
    request: 'before it scales to its most',
  });
  const reserved = resource('AWS::Lambda::Function', { ReservedConcurrentExecutions: 50 });
  expect(use({ F: reserved }, 'L-B99A9384')).toMatchObject({ min: 50, request: 'before this stage' });
});

test('what is in another Region counts there, and what is not used is not listed', () => {
  const topic = { Topic: resource('AWS::SNS::Topic') };
  const vpc = { template: { Resources: { Vpc: resource('AWS::EC2::VPC') } } };
  const found = quotasOf(assembly({ a: vpc, b: { ...vpc, region: 'us-east-1' }, c: topic }));
  expect(found.map(({ region, name, max }) => [region, name, max])).toEqual([
    ['eu-west-1', 'VPCs', 1],
    ['us-east-1', 'VPCs', 1],
  ]);
});

test('every quota has a code, a default and a source', () => {
  for (const { code, value, source } of QUOTAS) {
    expect(code).toMatch(/^L-[0-9A-F]{8}$/);
    expect(value).toBeGreaterThan(0);
    expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
  }
  expect(new Set(QUOTAS.map(({ code }) => code)).size).toBe(QUOTAS.length);
});
