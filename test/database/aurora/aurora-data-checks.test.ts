import { Duration, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { AuroraBacktrack } from '../../../lib/database/aurora/aurora-backtrack';
import { AuroraCapacity } from '../../../lib/database/aurora/aurora-capacity';
import { AuroraEngine } from '../../../lib/database/aurora/aurora-engine';
import { GlobalMembership } from '../../../lib/database/aurora/aurora-global-membership';
import { AuroraReaders } from '../../../lib/database/aurora/aurora-readers';
import { AuroraSource } from '../../../lib/database/aurora/aurora-source';
import { quickApp } from '../support';
import { addAurora, AuroraTestProps, provisioned, rotateMonthly } from './aurora-support';

const mysql = AuroraEngine.mysql();
const pinned = AuroraEngine.postgres({ version: rds.AuroraPostgresEngineVersion.VER_17_7 });
const sized = (type: string) => AuroraCapacity.provisioned({ instanceType: new ec2.InstanceType(type) });
const back = (window: Duration): AuroraTestProps => ({ engine: mysql, backtrack: AuroraBacktrack.window(window) });
const replica = AuroraSource.replicaOf('arn:aws:rds:eu-west-1:123456789012:db:cars');
const secondary = () => {
  const secret = secretsmanager.Secret.fromSecretNameV2(new Stack(quickApp(), 'secrets'), 'Secret', 'cars');
  return GlobalMembership.secondary({ globalClusterIdentifier: 'cars', secret });
};

const WINDOW = 'a database is turned back by 72 hours at most. Write 1 to 72 hours';
const ONLY_EMPTY = 'only a database that begins empty, or with a snapshot, gets it from CloudFormation. Leave it out';
const GLOBAL_SOURCE =
  'a secondary has the data of its primary, and a replica of an instance cannot be part of a global database. Leave one ' +
  'of them out';
const GLOBAL_CLASS = 'a global database wants memory-optimised instances (r or x), or serverless capacity';
const GLOBAL_NAME =
  'a name has letters, digits and single hyphens, begins with a letter, and has 63 characters at most';

const CASES: [string, AuroraTestProps][] = [
  // backtrack
  [`backtrack (seconds) is 1800: ${WINDOW}`, back(Duration.minutes(30))],
  [`backtrack (seconds) is 262800: ${WINDOW}`, back(Duration.hours(73))],
  [
    'backtrack and engine is [3600,"aurora-postgresql"]: MySQL alone can be turned back. Leave it out: point-in-time ' +
      'recovery is there all the same',
    { ...back(Duration.hours(1)), engine: AuroraEngine.postgres() },
  ],
  [
    `backtrack and source is [3600,"clone"]: ${ONLY_EMPTY}`,
    { ...back(Duration.hours(1)), source: AuroraSource.cloneOf('original') },
  ],
  [
    `backtrack and source is [3600,"promoted"]: ${ONLY_EMPTY}`,
    { ...back(Duration.hours(1)), source: AuroraSource.promotedReplica() },
  ],
  [
    'backtrack and globalMembership is [3600,"primary"]: a global database cannot be turned back. Leave one of them out',
    { ...back(Duration.hours(1)), globalMembership: GlobalMembership.primary('cars') },
  ],
  // source
  [
    'source (time) is "yesterday": write a time in UTC, such as \'2026-03-31T09:30:00Z\'',
    { source: AuroraSource.pointInTime('original', 'yesterday') },
  ],
  [
    'engine.version and source is ["17","replica"]: RDS might choose a minor version below that of the instance, which ' +
      'cannot follow it. Write the one of the instance, or a later one of the same major version',
    { source: replica },
  ],
  [
    'rotation and source is "every and replicaOf": a replica\'s users are those of its instance, and the secret is not ' +
      'valid yet. Write CredentialsRotation.off(…) until it is promoted',
    { engine: pinned, source: replica, ...rotateMonthly },
  ],
  [
    'readers and source is [1,"replica"]: a replica of an instance is one instance itself. Add readers once it is ' +
      'promoted',
    { engine: pinned, source: replica, readers: AuroraReaders.fixed(1) },
  ],
  // global membership
  [`globalMembership (name) is "1st": ${GLOBAL_NAME}`, { globalMembership: GlobalMembership.primary('1st') }],
  [
    `globalMembership (name) is "${'a'.repeat(64)}": ${GLOBAL_NAME}`,
    { globalMembership: GlobalMembership.primary('a'.repeat(64)) },
  ],
  [
    `globalMembership and capacity is "t4g.medium": ${GLOBAL_CLASS}`,
    { globalMembership: GlobalMembership.primary('cars'), capacity: sized('t4g.medium') },
  ],
  [
    `globalMembership and source is ["secondary","snapshot"]: ${GLOBAL_SOURCE}`,
    { globalMembership: secondary(), source: AuroraSource.snapshot('arn:aws:rds:eu-west-1:123456789012:snapshot:s') },
  ],
  [
    `globalMembership and source is ["primary","replica"]: ${GLOBAL_SOURCE}`,
    { globalMembership: GlobalMembership.primary('cars'), source: replica, engine: pinned },
  ],
  [
    'globalMembership and readers is "secondary and scaled": Aurora does not scale the number of readers of a secondary. ' +
      'Write AuroraReaders.fixed(…)',
    { capacity: provisioned, readers: AuroraReaders.scaled({ min: 1, max: 2 }), globalMembership: secondary() },
  ],
  [
    'globalMembership and rotation is "secondary and every": the primary rotates the password, and Secrets Manager ' +
      'copies it. Write CredentialsRotation.off(…)',
    { globalMembership: secondary(), ...rotateMonthly },
  ],
];

test.each(CASES)('%s', (message, props) => {
  expect(() => addAurora(quickApp(), props)).toThrow(
    expect.objectContaining({ message: `AuroraDatabase at 'database/Database':\n  - ${message}` }),
  );
});

test.each([1, 72])('a database is turned back by %i hours', (hours) => {
  expect(() => addAurora(quickApp(), back(Duration.hours(hours)))).not.toThrow();
});

test('a snapshot may be turned back as well', () => {
  const source = AuroraSource.snapshot('arn:aws:rds:eu-west-1:123456789012:snapshot:cars');
  expect(() => addAurora(quickApp(), { ...back(Duration.hours(1)), source })).not.toThrow();
});

test('a secondary takes fixed readers and serverless capacity', () => {
  const globalMembership = secondary();
  expect(() => addAurora(quickApp(), { globalMembership, readers: AuroraReaders.fixed(2) })).not.toThrow();
});
