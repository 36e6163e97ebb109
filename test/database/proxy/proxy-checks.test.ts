import { Duration, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { ProxyLogin } from '../../../lib/database/proxy/proxy-login';
import { DatabaseEngine } from '../../../lib/database/rds/database-engine';
import { policyFindings } from '../../support/growth';
import { buildDatabase, ENV, quickApp, rotateMonthly, TestProps } from '../support';
import { addProxy, buildProxy, ProxyTestProps } from './proxy-support';

const postgres18 = DatabaseEngine.postgres({ version: rds.PostgresEngineVersion.of('18', '18') });
const PERCENT = 'give a percentage above 0, up to 100';
const THRESHOLD = 'an alarm needs a threshold above zero';

test.each<[string, ProxyTestProps, TestProps?]>([
  [
    'database (engine version) is "PostgreSQL 18": we know of RDS Proxy that it takes PostgreSQL 11, 12, 13, 14, 15, 16, 17. Where this one is documented, name the page by unlistedVersionSource',
    {},
    { engine: postgres18 },
  ],
  [
    'database (port) is 6432: a proxy listens at 5432 alone, and apps have one port for writer and readers. Use a proxy with databases at that port',
    {},
    { port: 6432 },
  ],
  [
    'vpcSubnets (number of subnets) is 1: a proxy needs subnets in two zones or more. Pass those of all zones, used yet or not',
    { vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED, availabilityZones: ['eu-west-1a'] } },
  ],
  ['pool.maxConnectionsPercent is 101: write whole percent from 1 to 100', { pool: { maxConnectionsPercent: 101 } }],
  [
    'pool.maxIdleConnectionsPercent > pool.maxConnectionsPercent is [60,50]: write whole percent from 0 to maxConnectionsPercent',
    { pool: { maxConnectionsPercent: 50, maxIdleConnectionsPercent: 60 } },
  ],
  [
    'pool.borrowTimeout (seconds) is 301: write whole seconds from 0 to 300',
    { pool: { borrowTimeout: Duration.seconds(301) } },
  ],
  [
    'pool.idleClientTimeout (seconds) is 59: write whole seconds from 60 to 28800',
    { pool: { idleClientTimeout: Duration.seconds(59) } },
  ],
  [
    'pool.shareAfterSet is true: RDS Proxy has no session pinning filter for PostgreSQL. Leave it out',
    { pool: { shareAfterSet: true } },
  ],
  [`alarmThresholds.poolPercent is 0: ${PERCENT}`, { alarmThresholds: { poolPercent: 0 } }],
  [`alarmThresholds.pinnedPercent is 101: ${PERCENT}`, { alarmThresholds: { pinnedPercent: 101 } }],
  [
    `alarmThresholds.borrowLatency (microseconds) is 0: ${THRESHOLD}`,
    { alarmThresholds: { borrowLatency: Duration.millis(0) } },
  ],
  [`alarmThresholds.failedLogins is 0: ${THRESHOLD}`, { alarmThresholds: { failedLogins: 0 } }],
])('%s', (message, props, databaseProps = {}) => {
  expect(() => addProxy(quickApp(), props, databaseProps)).toThrow(
    expect.objectContaining({ message: `DatabaseProxy at 'proxy/Proxy':\n  - ${message}` }),
  );
});

test('a version that is documented elsewhere is taken on that word', () => {
  expect(() =>
    addProxy(quickApp(), { unlistedVersionSource: 'https://docs.aws.amazon.com/…' }, { engine: postgres18 }),
  ).not.toThrow();
});

test('no finding is left on a proxy', () => {
  const build = (stack: Stack) => {
    const database = buildDatabase(stack, { readReplicas: 1, ...rotateMonthly });
    buildProxy(new Construct(stack, 'Postgres'), database);
    const scope = new Construct(stack, 'Mysql');
    const mysql = buildDatabase(scope, { engine: DatabaseEngine.mysql() });
    buildProxy(new Construct(scope, 'Tokens'), mysql, { login: ProxyLogin.iam() });
  };
  expect(policyFindings(build, ENV)).toEqual([]);
});
