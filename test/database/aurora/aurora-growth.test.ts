import { ResourceImpact } from '@aws-cdk/cloudformation-diff';
import { Duration } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import { AuroraCapacity } from '../../../lib/database/aurora/aurora-capacity';
import { AuroraEngine } from '../../../lib/database/aurora/aurora-engine';
import { GlobalMembership } from '../../../lib/database/aurora/aurora-global-membership';
import { AuroraReaders } from '../../../lib/database/aurora/aurora-readers';
import { AuroraSource } from '../../../lib/database/aurora/aurora-source';
import { AuroraStorage } from '../../../lib/database/aurora/aurora-storage';
import { impacts } from '../support';
import { AuroraTestProps, provisioned, rotateMonthly, synthAurora } from './aurora-support';

const { WILL_CREATE, WILL_UPDATE, WILL_DESTROY, WILL_REPLACE, WILL_ORPHAN } = ResourceImpact;
const CLUSTER = 'AWS::RDS::DBCluster';
const INSTANCE = 'AWS::RDS::DBInstance';

/** The life of a database, from its first stage to its last. */
const LIFE: [string, AuroraTestProps][] = [
  ['paused when idle', { capacity: AuroraCapacity.serverless({ minAcu: 0, maxAcu: 2 }) }],
  ['serverless', { capacity: AuroraCapacity.serverless({ minAcu: 0.5, maxAcu: 16 }), ...rotateMonthly }],
  ['Multi-AZ', { readers: AuroraReaders.fixed(1), ...rotateMonthly }],
  ['three readers', { readers: AuroraReaders.fixed(3), ...rotateMonthly }],
  ['provisioned', { capacity: provisioned, readers: AuroraReaders.fixed(3), ...rotateMonthly }],
  [
    'scaled, I/O-optimised, global',
    {
      capacity: provisioned,
      readers: AuroraReaders.scaled({ min: 3, max: 15 }),
      storage: AuroraStorage.ioOptimized(),
      globalMembership: GlobalMembership.primary('cars'),
      backupRetention: Duration.days(35),
      iamAuthentication: true,
      ...rotateMonthly,
    },
  ],
];

const pinned = rds.AuroraMysqlEngineVersion.VER_3_10_4;

describe.each([
  ['PostgreSQL', AuroraEngine.postgres()],
  ['MySQL', AuroraEngine.mysql({ version: pinned })],
])('%s', (_, engine) => {
  const life = LIFE.map(([name, stage]): [string, Template] => [name, synthAurora({ ...stage, engine })]);
  const pairs = life.flatMap(([from, before], index) =>
    life.slice(index + 1).map(([to, after]): [string, string, Template, Template] => [from, to, before, after]),
  );

  test.each(pairs)('from %s to %s everything is created or updated', (_from, _to, before, after) => {
    const rest = impacts(before, after).filter(({ impact }) => impact !== WILL_CREATE && impact !== WILL_UPDATE);
    expect(rest).toEqual([]);
  });

  test.each(pairs)('and back from %s to %s nothing is replaced', (_from, _to, after, before) => {
    const rest = impacts(before, after).filter(
      ({ impact }) => impact !== WILL_CREATE && impact !== WILL_UPDATE && impact !== WILL_DESTROY,
    );
    // The global database stays in the account, as documented.
    expect(rest.filter(({ type, impact }) => type !== 'AWS::RDS::GlobalCluster' || impact !== WILL_ORPHAN)).toEqual([]);
  });
});

test('from serverless to provisioned and back the instances change their class, and the cluster its range', () => {
  const [serverless, fixed] = [
    synthAurora({ readers: AuroraReaders.fixed(1) }),
    synthAurora({ readers: AuroraReaders.fixed(1), capacity: provisioned }),
  ];
  for (const changes of [impacts(serverless, fixed), impacts(fixed, serverless)]) {
    expect(changes.filter(({ type }) => type === INSTANCE)).toEqual([
      expect.objectContaining({ impact: WILL_UPDATE, properties: ['DBInstanceClass'] }),
      expect.objectContaining({ impact: WILL_UPDATE, properties: ['DBInstanceClass'] }),
    ]);
    expect(changes.filter(({ type }) => type === CLUSTER)).toEqual([
      expect.objectContaining({ impact: WILL_UPDATE, properties: ['ServerlessV2ScalingConfiguration'] }),
    ]);
  }
});

test('storage is paid otherwise, and nothing else changes', () => {
  const at = (storage: AuroraStorage) => synthAurora({ storage });
  expect(impacts(at(AuroraStorage.standard()), at(AuroraStorage.ioOptimized()))).toEqual([
    expect.objectContaining({ type: CLUSTER, impact: WILL_UPDATE, properties: ['StorageType'] }),
  ]);
});

test('a larger size is a change of each instance, and of the thresholds that follow from it', () => {
  const at = (type: string) =>
    synthAurora({ capacity: AuroraCapacity.provisioned({ instanceType: new ec2.InstanceType(type) }) });
  expect(
    impacts(at('r8g.large'), at('r8g.xlarge')).map(({ type, impact, properties }) => [type, impact, properties]),
  ).toEqual([
    [INSTANCE, WILL_UPDATE, ['DBInstanceClass']],
    // Connections and memory.
    ['AWS::CloudWatch::Alarm', WILL_UPDATE, ['Threshold']],
    ['AWS::CloudWatch::Alarm', WILL_UPDATE, ['Threshold']],
  ]);
});

test('a major version goes up in place, with a parameter group of the new family', () => {
  const at = (version: string) =>
    synthAurora({ engine: AuroraEngine.postgres({ version: rds.AuroraPostgresEngineVersion.of(version, version) }) });
  expect(impacts(at('16'), at('17')).map(({ type, impact }) => [type, impact])).toEqual([
    ['AWS::RDS::DBClusterParameterGroup', WILL_REPLACE],
    [CLUSTER, WILL_UPDATE],
  ]);
});

test('a database that begins with other data is another database: the cluster would be replaced', () => {
  const changes = impacts(synthAurora({ source: AuroraSource.cloneOf('original') }), synthAurora());
  expect(changes.find(({ type }) => type === CLUSTER)!.impact).toBe(WILL_REPLACE);
});
