import { Duration } from 'aws-cdk-lib';
import { check, isWholeWithin, percent, threshold, whole } from '../../internal/checks/blocks';
import { Check } from '../../internal/checks/check';
import { IReplicatedDatabase } from '../rds/i-replicated-database';

import { DatabaseProxyProps } from './database-proxy-props';
import { ProxyAlarmSettings } from './proxy-alarms';
import { proxiedDatabase, ProxiedDatabase } from './proxy-target';

/** The props of a `DatabaseProxy` after defaults, as the rules check them. */
export interface ProxyInput extends ProxyAlarmSettings {
  readonly database: ProxiedDatabase;
  readonly port: number;
  readonly subnetCount: number;
  readonly maxConnectionsPercent: number;
  readonly maxIdleConnectionsPercent: number;
  readonly borrowSeconds: number;
  readonly idleClientSeconds: number;
  readonly shareAfterSet: boolean;
  readonly unlistedVersionSource: string | undefined;
}

export function proxySettingsOf(props: DatabaseProxyProps, target: ProxiedDatabase): ProxyInput {
  const { database, pool = {}, alarmThresholds = {} } = props;
  const maxConnectionsPercent = pool.maxConnectionsPercent ?? 90;
  return {
    database: target,
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

export const PROXY_DATABASE_CHECK: Check<IReplicatedDatabase> = check(
  'database',
  (database) => database.node.path,
  (database) => proxiedDatabase(database) === undefined,
  'a proxy fronts a ReplicatedDatabase or an AuroraDatabase. Pass one of them',
);

export const PROXY_CHECKS: readonly Check<ProxyInput>[] = [
  check(
    'database (capacity.minAcu)',
    () => 0,
    ({ database }) => database.pauses,
    'a proxy keeps connections open, so that the database never pauses. Set minAcu to 0.5 or more, or leave the proxy out',
  ),
  check(
    'database (source)',
    () => 'replicaOf',
    ({ database }) => database.isReplicaOfInstance,
    'until its promotion it has the password of its instance, not that of its secret. Add the proxy afterwards',
  ),
  check(
    'database (engine version)',
    ({ database }) => `${database.engineName} ${database.version}`,
    ({ database, unlistedVersionSource }) => unlistedVersionSource === undefined && !database.isVersionTaken,
    ({ database }) =>
      `we know of RDS Proxy that it takes ${database.versionsTaken}. Where this one is documented, name the page by unlistedVersionSource`,
  ),
  check(
    'database (port)',
    ({ port }) => port,
    ({ database, port }) => port !== database.enginePort,
    ({ database }) =>
      `a proxy listens at ${database.enginePort} alone, and apps have one port for writer and readers. Use a proxy with databases at that port`,
  ),
  check(
    'vpcSubnets (number of subnets)',
    ({ subnetCount }) => subnetCount,
    ({ subnetCount }) => subnetCount < 2,
    'a proxy needs subnets in two zones or more. Pass those of all zones, used yet or not',
  ),
  whole(
    'pool.maxConnectionsPercent',
    ({ maxConnectionsPercent }) => maxConnectionsPercent,
    POOL,
    'write whole percent from 1 to 100',
  ),
  check(
    'pool.maxIdleConnectionsPercent > pool.maxConnectionsPercent',
    ({ maxIdleConnectionsPercent, maxConnectionsPercent }) => [maxIdleConnectionsPercent, maxConnectionsPercent],
    ({ maxIdleConnectionsPercent, maxConnectionsPercent }) =>
      !isWholeWithin(maxIdleConnectionsPercent, { least: 0, most: maxConnectionsPercent }),
    'write whole percent from 0 to maxConnectionsPercent',
  ),
  whole(
    'pool.borrowTimeout (seconds)',
    ({ borrowSeconds }) => borrowSeconds,
    BORROW,
    'write whole seconds from 0 to 300',
  ),
  whole(
    'pool.idleClientTimeout (seconds)',
    ({ idleClientSeconds }) => idleClientSeconds,
    IDLE,
    'write whole seconds from 60 to 28800',
  ),
  check(
    'pool.shareAfterSet',
    ({ shareAfterSet }) => shareAfterSet,
    ({ database, shareAfterSet }) => shareAfterSet && !database.pinningFilters,
    'RDS Proxy has no session pinning filter for PostgreSQL. Leave it out',
  ),
  percent('alarmThresholds.poolPercent', ({ poolPercent }) => poolPercent),
  percent('alarmThresholds.pinnedPercent', ({ pinnedPercent }) => pinnedPercent),
  threshold('borrowLatency (microseconds)', ({ borrowMicroseconds }) => borrowMicroseconds),
  threshold('failedLogins', ({ failedLogins }) => failedLogins),
];
