import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Protection } from '../../lib/protection/protection';
import { Consistency } from '../../lib/table/consistency';
import { GlobalTable, GlobalTableProps } from '../../lib/table/global-table';
import { TableRegions } from '../../lib/table/table-regions';
import { testApp } from '../support/app';
import { growthFaults, policyFindings, synthTemplate, TEST_ENV } from '../support/growth';

const partitionKey = { name: 'id', type: dynamodb.AttributeType.STRING };
const index = (name: string) => ({
  indexName: name,
  partitionKey: { name: `${name}Key`, type: dynamodb.AttributeType.STRING },
});
const table =
  (props: Partial<GlobalTableProps> = {}) =>
  (stack: Stack) =>
    new GlobalTable(stack, 'Sessions', { partitionKey, ...props });
const synth = (props?: Partial<GlobalTableProps>) => synthTemplate((stack) => void table(props)(stack));
const template = (props?: Partial<GlobalTableProps>) => Template.fromJSON(synth(props));

describe('by default', () => {
  const small = template();

  test('it is a global table in one Region, on demand, with its stream on', () => {
    small.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      Replicas: [{ Region: 'us-east-1' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      TableName: Match.absent(),
      TimeToLiveSpecification: Match.absent(),
      MultiRegionConsistency: Match.absent(),
      GlobalSecondaryIndexes: Match.absent(),
      ReadOnDemandThroughputSettings: Match.absent(),
      WriteOnDemandThroughputSettings: Match.absent(),
    });
  });

  test('it can be restored to any second of 35 days and is kept', () => {
    small.hasResource('AWS::DynamoDB::GlobalTable', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        Replicas: [
          {
            DeletionProtectionEnabled: true,
            PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
            ContributorInsightsSpecification: { Enabled: false },
          },
        ],
      },
    });
  });

  test('DynamoDB owns the key', () => {
    small.hasResourceProperties('AWS::DynamoDB::GlobalTable', { SSESpecification: { SSEEnabled: false } });
  });

  test('it needs to know no Region', () => {
    const stack = new Stack(testApp(), 'Stack');
    table()(stack);
    Template.fromStack(stack).hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      Replicas: [{ Region: { Ref: 'AWS::Region' } }],
    });
  });
});

test('every prop arrives', () => {
  const stack = new Stack(testApp(), 'Stack', { env: TEST_ENV });
  const encryption = dynamodb.TableEncryptionV2.customerManagedKey(new kms.Key(stack, 'Key'));
  table({
    sortKey: { name: 'at', type: dynamodb.AttributeType.NUMBER },
    ttlAttribute: 'expiresAt',
    maxReadRequestUnits: 100,
    maxWriteRequestUnits: 50,
    recoveryPeriodDays: 7,
    contributorInsights: true,
    encryption,
    globalSecondaryIndexes: [index('byOwner')],
  })(stack);
  Template.fromStack(stack).hasResourceProperties('AWS::DynamoDB::GlobalTable', {
    KeySchema: [
      { AttributeName: 'id', KeyType: 'HASH' },
      { AttributeName: 'at', KeyType: 'RANGE' },
    ],
    TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    WriteOnDemandThroughputSettings: { MaxWriteRequestUnits: 50 },
    SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
    GlobalSecondaryIndexes: [{ IndexName: 'byOwner' }],
    Replicas: [
      {
        ReadOnDemandThroughputSettings: { MaxReadRequestUnits: 100 },
        PointInTimeRecoverySpecification: { RecoveryPeriodInDays: 7 },
        ContributorInsightsSpecification: { Enabled: true },
      },
    ],
  });
});

test('a replica is as protected as the table', () => {
  template({ regions: TableRegions.replicas(['eu-west-1']) }).hasResourceProperties('AWS::DynamoDB::GlobalTable', {
    Replicas: ['eu-west-1', 'us-east-1'].map((Region) => ({
      Region,
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
    })),
  });
});

test('strong consistency has three Regions, or two and a witness', () => {
  const three = { consistency: Consistency.strong(), regions: TableRegions.replicas(['us-east-2', 'us-west-2']) };
  template(three).hasResourceProperties('AWS::DynamoDB::GlobalTable', {
    MultiRegionConsistency: 'STRONG',
    Replicas: [{ Region: 'us-east-2' }, { Region: 'us-west-2' }, { Region: 'us-east-1' }],
    GlobalTableWitnesses: Match.absent(),
  });
  const witnessed = {
    consistency: Consistency.strongWithWitness('us-west-2'),
    regions: TableRegions.replicas(['us-east-2']),
  };
  template(witnessed).hasResourceProperties('AWS::DynamoDB::GlobalTable', {
    MultiRegionConsistency: 'STRONG',
    Replicas: [{ Region: 'us-east-2' }, { Region: 'us-east-1' }],
    GlobalTableWitnesses: [{ Region: 'us-west-2' }],
  });
});

test('a table that may be lost goes with its stack, and says why', () => {
  const stack = new Stack(testApp(), 'Stack', { env: TEST_ENV });
  const made = table({ protection: Protection.off({ reason: 'Integration test, torn down at once.' }) })(stack);
  Template.fromStack(stack).hasResource('AWS::DynamoDB::GlobalTable', {
    DeletionPolicy: 'Delete',
    Properties: { Replicas: [{ DeletionProtectionEnabled: false }] },
  });
  expect(made.node.metadata).toContainEqual(
    expect.objectContaining({
      type: 'cdk-scaling-patterns:unprotected',
      data: 'Integration test, torn down at once.',
    }),
  );
});

test('indexes can be added', () => {
  const stack = new Stack(testApp(), 'Stack', { env: TEST_ENV });
  table()(stack).addGlobalSecondaryIndex(index('byOwner'));
  Template.fromStack(stack).hasResourceProperties('AWS::DynamoDB::GlobalTable', {
    GlobalSecondaryIndexes: [{ IndexName: 'byOwner' }],
  });
});

test.each([
  ['grantRead', ['dynamodb:GetItem', 'dynamodb:Query'], ['dynamodb:PutItem']],
  ['grantWrite', ['dynamodb:PutItem', 'dynamodb:DeleteItem'], ['dynamodb:Query']],
  ['grantReadWrite', ['dynamodb:GetItem', 'dynamodb:PutItem'], ['dynamodb:DeleteTable']],
] as const)('%s allows what it says', (grant, allowed, refused) => {
  const stack = new Stack(testApp(), 'Stack', { env: TEST_ENV });
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
  table()(stack)[grant](role);
  const [policy] = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'));
  const actions = policy.Properties.PolicyDocument.Statement.flatMap(({ Action }: { Action: string[] }) => Action);
  expect(actions).toEqual(expect.arrayContaining([...allowed]));
  refused.forEach((action) => expect(actions).not.toContain(action));
});

describe('growth', () => {
  const steps: Partial<GlobalTableProps>[] = [
    {},
    { ttlAttribute: 'expiresAt', maxWriteRequestUnits: 1000, contributorInsights: true },
    { ttlAttribute: 'expiresAt', globalSecondaryIndexes: [index('byOwner')] },
    { ttlAttribute: 'expiresAt', regions: TableRegions.replicas(['eu-west-1']) },
    { ttlAttribute: 'expiresAt', regions: TableRegions.replicas(['eu-west-1', 'ap-southeast-1']) },
  ];
  const pairs = steps.flatMap((_, from) => steps.slice(from + 1).map((__, step) => [from, from + 1 + step]));

  test.each(pairs)('step %i → %i replaces nothing', (from, to) => {
    expect(growthFaults(synth(steps[from]), synth(steps[to]))).toEqual([]);
  });

  test('the stream, which only a single replica lets change, is the same before and after', () => {
    const stream = (props?: Partial<GlobalTableProps>) => {
      const [made] = Object.values(template(props).findResources('AWS::DynamoDB::GlobalTable'));
      return made.Properties.StreamSpecification;
    };
    expect(stream(steps[4])).toEqual(stream());
  });
});

test.each<[string, Partial<GlobalTableProps>]>([
  ['small', {}],
  ['big', { ttlAttribute: 'expiresAt', globalSecondaryIndexes: [index('byOwner')], contributorInsights: true }],
  ['replicated', { regions: TableRegions.replicas(['eu-west-1']) }],
])('policy, %s: no finding', (_, props) => {
  expect(policyFindings((stack) => void table(props)(stack))).toEqual([]);
});

test.each(['grantRead', 'grantWrite', 'grantReadWrite'] as const)('policy, %s with an index: no finding', (grant) => {
  const findings = policyFindings((stack) => {
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });
    table({ globalSecondaryIndexes: [index('byOwner')] })(stack)[grant](role);
  });
  expect(findings).toEqual([]);
});

describe('the alarms', () => {
  const metrics = (resources: Record<string, { Properties: { Metrics: Query[] } }>) =>
    Object.values(resources).map(({ Properties }) =>
      Properties.Metrics.flatMap(({ MetricStat }) =>
        MetricStat
          ? [[MetricStat.Metric.MetricName, ...MetricStat.Metric.Dimensions.map(({ Name }) => Name)].join(' ')]
          : [],
      ),
    );
  interface Query {
    MetricStat?: { Metric: { MetricName: string; Dimensions: { Name: string }[] } };
  }
  const find = (made: Template) => metrics(made.findResources('AWS::CloudWatch::Alarm') as never);

  test('tell of throttled reads and writes', () => {
    expect(find(template())).toEqual([['ReadThrottleEvents TableName', 'WriteThrottleEvents TableName']]);
  });

  test('of indexes stand in another stack, since an index wants to come alone', () => {
    const app = testApp({ builtinCloudFormationValidation: false });
    const [tables, ops] = ['tables', 'ops'].map((name) => new Stack(app, name, { env: TEST_ENV }));
    const sessions = table({ globalSecondaryIndexes: [index('byUser')] })(tables);
    sessions.addGlobalSecondaryIndex(index('byDay'));
    expect(sessions.watchIndexes(ops, 'Indexes')).toHaveLength(2);
    expect(find(Template.fromStack(tables))).toEqual(find(template()));
    const both = ['ReadThrottleEvents', 'WriteThrottleEvents'].map(
      (name) => `${name} GlobalSecondaryIndexName TableName`,
    );
    expect(find(Template.fromStack(ops))).toEqual([both, both]);
    expect(sessions.alarms).toHaveLength(1);
  });
});
