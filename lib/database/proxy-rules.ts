import { Duration } from 'aws-cdk-lib';
import { Rule } from '../internal/validation';
import { percentage, positive, rule, wholeWithin } from './common-rules';
import { DatabaseEngine } from './database-engine';
import { DatabaseProxyProps } from './database-proxy-props';
import { ProxyAlarmSettings } from './proxy-alarms';

/** The props of a `DatabaseProxy` after defaults, as the rules check them. */
export interface ProxyInput extends ProxyAlarmSettings {
  readonly engine: DatabaseEngine;
  readonly port: number;
  readonly subnetCount: number;
  readonly maxConnectionsPercent: number;
  readonly maxIdleConnectionsPercent: number;
  readonly borrowSeconds: number;
  readonly idleClientSeconds: number;
  readonly shareAfterSet: boolean;
  readonly unlistedVersionSource: string | undefined;
}

export function resolveProxyInput(props: DatabaseProxyProps): ProxyInput {
  const { database, pool = {}, alarmThresholds = {} } = props;
  const maxConnectionsPercent = pool.maxConnectionsPercent ?? 90;
  return {
    engine: database.engine,
    port: database.port,
    subnetCount: props.vpc.selectSubnets(props.vpcSubnets).subnets.length,
    maxConnectionsPercent,
    maxIdleConnectionsPercent: pool.maxIdleConnectionsPercent ?? Math.floor(maxConnectionsPercent / 2),
    borrowSeconds: (pool.borrowTimeout ?? Duration.seconds(10)).toSeconds({ integral: false }),
    idleClientSeconds: (pool.idleClientTimeout ?? Duration.minutes(30)).toSeconds({ integral: false }),
    shareAfterSet: pool.shareAfterSet ?? false,
    unlistedVersionSource: props.unlistedVersionSource,
    poolPercent: alarmThresholds.poolPercent ?? 80,
    pinnedPercent: alarmThresholds.pinnedPercent ?? 50,
    borrowMicroseconds: (alarmThresholds.borrowLatency ?? Duration.millis(100)).toMilliseconds() * 1000,
    failedLogins: alarmThresholds.failedLogins ?? 20,
  };
}

/** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ConnectionPoolConfiguration.html */
const POOL = { least: 1, most: 100 };
const BORROW = { least: 0, most: 300 };
/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-creating.html */
const IDLE = { least: 60, most: 28_800 };

export const PROXY_RULES: readonly Rule<ProxyInput>[] = [
  rule(
    'database (engine version)',
    ({ engine }) => `${engine._traits.name} ${engine._majorVersion}`,
    ({ engine, unlistedVersionSource }) =>
      unlistedVersionSource === undefined && !engine._traits.proxyVersions.includes(engine._majorVersion),
    ({ engine }) =>
      `we know of RDS Proxy that it takes ${engine._traits.name} ${engine._traits.proxyVersions.join(', ')}. Where this one is documented, name the page by unlistedVersionSource.`,
  ),
  rule(
    'unlistedVersionSource',
    ({ unlistedVersionSource }) => unlistedVersionSource,
    ({ unlistedVersionSource }) => unlistedVersionSource?.trim() === '',
    'name the page that lists the version.',
  ),
  rule(
    'database (port)',
    ({ port }) => port,
    ({ engine, port }) => port !== engine._traits.port,
    ({ engine }) =>
      `a proxy listens at ${engine._traits.port} alone, and apps have one port for writer and readers. Use a proxy with databases at that port.`,
  ),
  rule(
    'vpcSubnets (number of subnets)',
    ({ subnetCount }) => subnetCount,
    ({ subnetCount }) => subnetCount < 2,
    'a proxy needs subnets in two zones or more. Pass those of all zones, used yet or not.',
  ),
  rule(
    'pool.maxConnectionsPercent',
    ({ maxConnectionsPercent }) => maxConnectionsPercent,
    ({ maxConnectionsPercent }) => !wholeWithin(maxConnectionsPercent, POOL),
    'write whole percent from 1 to 100.',
  ),
  rule(
    'pool.maxIdleConnectionsPercent > pool.maxConnectionsPercent',
    ({ maxIdleConnectionsPercent, maxConnectionsPercent }) => [maxIdleConnectionsPercent, maxConnectionsPercent],
    ({ maxIdleConnectionsPercent, maxConnectionsPercent }) =>
      !wholeWithin(maxIdleConnectionsPercent, { least: 0, most: maxConnectionsPercent }),
    'write whole percent from 0 to maxConnectionsPercent.',
  ),
  rule(
    'pool.borrowTimeout (seconds)',
    ({ borrowSeconds }) => borrowSeconds,
    ({ borrowSeconds }) => !wholeWithin(borrowSeconds, BORROW),
    'write whole seconds from 0 to 300.',
  ),
  rule(
    'pool.idleClientTimeout (seconds)',
    ({ idleClientSeconds }) => idleClientSeconds,
    ({ idleClientSeconds }) => !wholeWithin(idleClientSeconds, IDLE),
    'write whole seconds from 60 to 28800.',
  ),
  rule(
    'pool.shareAfterSet',
    ({ shareAfterSet }) => shareAfterSet,
    ({ engine, shareAfterSet }) => shareAfterSet && !engine._traits.proxyPinningFilters,
    'RDS Proxy has no session pinning filter for PostgreSQL. Leave it out.',
  ),
  percentage('poolPercent', ({ poolPercent }) => poolPercent),
  percentage('pinnedPercent', ({ pinnedPercent }) => pinnedPercent),
  positive('borrowLatency (microseconds)', ({ borrowMicroseconds }) => borrowMicroseconds),
  positive('failedLogins', ({ failedLogins }) => failedLogins),
];
