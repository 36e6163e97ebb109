import { join } from 'node:path';
import { durabilityOf } from '../../review/compare/durability';
import { Resource } from '../../review/model';
import { readAssembly } from '../../review/read/assembly';
import { STAGE_NAMES, STAGES_DIR } from '../support/stages';

/** The properties in which stages differ, by type: what a reviewer of a new size wants to see. */
const SIZES: Record<string, string[]> = {
  'AWS::ApplicationAutoScaling::ScalableTarget': ['MinCapacity', 'MaxCapacity'],
  'AWS::Budgets::Budget': ['Budget.BudgetLimit.Amount'],
  'AWS::DynamoDB::GlobalTable': ['BillingMode', 'Replicas.length'],
  'AWS::EC2::VPC': ['CidrBlock'],
  'AWS::ECS::Service': [
    'DeploymentConfiguration.Strategy',
    'NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp',
    'NetworkConfiguration.AwsvpcConfiguration.Subnets.length',
  ],
  'AWS::ECS::TaskDefinition': ['Cpu', 'Memory'],
  'AWS::ElasticLoadBalancingV2::LoadBalancer': ['Scheme', 'Subnets.length'],
  'AWS::RDS::DBInstance': [
    'DBInstanceClass',
    'MultiAZ',
    'AllocatedStorage',
    'MaxAllocatedStorage',
    'Iops',
    'StorageThroughput',
    'BackupRetentionPeriod',
  ],
  'AWS::SecretsManager::RotationSchedule': ['RotationRules.AutomaticallyAfterDays'],
};

function valueAt(object: unknown, path: string): unknown {
  return path.split('.').reduce((value, key) => (value as Record<string, unknown> | undefined)?.[key], object);
}

/** `Id: durable, Name value, …` of a resource that has a size or holds data; nothing of any other. */
function describeResource(id: string, resource: Resource): string[] {
  const sizes = (SIZES[resource.Type] ?? [])
    .map((path) => [path.split('.').slice(-2).join('.'), valueAt(resource.Properties, path)] as const)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name} ${value}`);
  const durable = durabilityOf(resource.Type, resource) === 'durable' ? ['durable'] : [];
  const told = [...durable, ...sizes];
  return told.length > 0 ? [`    ${id}: ${told.join(', ')}`] : [];
}

function describeStage(stage: string): string {
  const { stacks } = readAssembly(join(STAGES_DIR, stage));
  return stacks
    .map(({ name, region, template }) => ({ name, region, resources: Object.entries(template.Resources) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(({ name, region, resources }) => [
      `${name} (${region}), resources: ${resources.length}`,
      ...[...new Set(resources.map(([, { Type }]) => Type))].sort().flatMap((type) => {
        const ofType = resources.filter(([, { Type }]) => Type === type);
        const count = ofType.length > 1 ? ` × ${ofType.length}` : '';
        return [`  ${type}${count}`, ...ofType.flatMap(([id, resource]) => describeResource(id, resource))];
      }),
    ])
    .join('\n');
}

// Text as it is: no quotes, no escapes, so that a change of a stage reads like one.
expect.addSnapshotSerializer({ test: (value) => typeof value === 'string', serialize: (value: string) => value });

// Numbered, because Jest sorts by name.
test.each(STAGE_NAMES.map((stage, i) => [i + 1, stage] as const))('%i %s', (_, stage) => {
  const text = describeStage(stage);
  expect(text.split('\n').length).toBeLessThanOrEqual(200);
  expect(text).toMatchSnapshot();
});
