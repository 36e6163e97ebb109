import { ResourceImpact } from '@aws-cdk/cloudformation-diff';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Availability } from '../../../lib/database/rds/availability';
import { DatabaseEngine } from '../../../lib/database/rds/database-engine';
import { impacts, rotateMonthly, synthDatabase, TestProps } from '../support';

const { WILL_CREATE, WILL_UPDATE, WILL_DESTROY, MAY_REPLACE } = ResourceImpact;
const WRITER = 'DatabaseWriter7794273E';

/** The life of a database, from its first stage to its last. */
const LIFE: [string, TestProps][] = [
  ['one', {}],
  ['multi-AZ', { availability: Availability.multiAz() }],
  ['rotation', { availability: Availability.multiAz(), ...rotateMonthly }],
  ['one replica', { availability: Availability.multiAz(), ...rotateMonthly, readReplicas: 1 }],
  [
    'larger, three replicas, more storage',
    {
      availability: Availability.multiAz(),
      ...rotateMonthly,
      readReplicas: 3,
      instanceType: new ec2.InstanceType('m8g.large'),
      maxStorageGiB: 1000,
    },
  ],
];

const synthLife = (props: TestProps = {}) =>
  LIFE.map(([name, stage]): [string, Template] => [name, synthDatabase({ ...stage, ...props })]);

describe.each([
  ['PostgreSQL', DatabaseEngine.postgres()],
  ['MySQL', DatabaseEngine.mysql()],
])('%s', (_, engine) => {
  const life = synthLife({ engine });
  const pairs = life.flatMap(([from, before], index) =>
    life.slice(index + 1).map(([to, after]): [string, string, Template, Template] => [from, to, before, after]),
  );

  test.each(pairs)('from %s to %s nothing is replaced or goes', (_from, _to, before, after) => {
    for (const { id, impact, properties } of impacts(before, after)) {
      if (impact === WILL_CREATE || impact === WILL_UPDATE) continue;
      // "May" by the specification, and in place by the guide: Concepts.MultiAZ.Migrating.
      expect({ id, impact }).toEqual({ id: WRITER, impact: MAY_REPLACE });
      expect(properties).toContain('MultiAZ');
      expect(properties.filter((property) => property !== 'MultiAZ')).toEqual(
        properties.filter((property) => IN_PLACE.includes(property)),
      );
    }
  });

  test.each(pairs)('from %s to %s every logical ID stays', (_from, _to, before, after) => {
    const ids = Object.keys(after.toJSON().Resources);
    expect(ids).toEqual(expect.arrayContaining(Object.keys(before.toJSON().Resources)));
  });
});

/** The properties of the writer that a stage may change. The specification says of each: no replacement. */
const IN_PLACE = [
  'DBInstanceClass',
  'DatabaseInsightsMode',
  'EnablePerformanceInsights',
  'MaxAllocatedStorage',
  'PerformanceInsightsRetentionPeriod',
];

describe('read replicas', () => {
  const withReplicas = (readReplicas: number) => synthDatabase({ readReplicas });

  test.each([
    [0, 1],
    [1, 2],
    [2, 15],
  ])('from %i to %i the existing resources are left alone', (from, to) => {
    const changes = impacts(withReplicas(from), withReplicas(to));

    expect(new Set(changes.map(({ impact }) => impact))).toEqual(new Set([WILL_CREATE]));
    expect(changes.filter(({ type }) => type === 'AWS::RDS::DBInstance')).toHaveLength(to - from);
  });

  test('going back to one removes the last one, and what watches it', () => {
    const changes = impacts(withReplicas(2), withReplicas(1));

    expect(new Set(changes.map(({ impact }) => impact))).toEqual(new Set([WILL_DESTROY]));
    expect(changes.every(({ id }) => id.startsWith('DatabaseReplica2'))).toBe(true);
  });
});

test('rotation goes on and off and touches neither the database nor its secret', () => {
  const [off, on] = [synthDatabase(), synthDatabase(rotateMonthly)];

  const added = impacts(off, on);
  expect(new Set(added.map(({ impact }) => impact))).toEqual(new Set([WILL_CREATE]));
  expect(impacts(on, off).map(({ id }) => id)).toEqual(added.map(({ id }) => id));
});

test('a larger instance changes the class, and the thresholds that follow from it', () => {
  const changes = impacts(synthDatabase(), synthDatabase({ instanceType: new ec2.InstanceType('m8g.large') }));

  expect(changes).toEqual([
    { id: WRITER, type: 'AWS::RDS::DBInstance', impact: WILL_UPDATE, properties: ['DBInstanceClass'] },
    ...['MemoryAlarm', 'ConnectionsAlarm'].map((id) => ({
      id: expect.stringContaining(id),
      type: 'AWS::CloudWatch::Alarm',
      impact: WILL_UPDATE,
      properties: ['Threshold'],
    })),
  ]);
});

test('a higher limit of storage changes the limit alone', () => {
  expect(impacts(synthDatabase(), synthDatabase({ maxStorageGiB: 500 }))).toEqual([
    { id: WRITER, type: 'AWS::RDS::DBInstance', impact: WILL_UPDATE, properties: ['MaxAllocatedStorage'] },
  ]);
});
