import { Duration } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sns from 'aws-cdk-lib/aws-sns';
import { IReplicatedDatabase } from '../rds/i-replicated-database';
import { ProxyAlarmThresholds } from './proxy-alarms';
import { ProxyLogin } from './proxy-login';

/** The pool of connections that a `DatabaseProxy` shares out. */
export interface ConnectionPool {
  /**
   * How much of the database's `max_connections` the proxy may take, in whole percent from 1 to 100. The rest is for
   * rotation, people and whoever does not use the proxy.
   *
   * @default 90
   */
  readonly maxConnectionsPercent?: number;

  /**
   * How much of `max_connections` may stay open without work, in whole percent from 0 to `maxConnectionsPercent`.
   *
   * @default - half of `maxConnectionsPercent`
   */
  readonly maxIdleConnectionsPercent?: number;

  /**
   * How long an app waits for a connection when all are taken, in whole seconds up to five minutes. After that it is
   * refused.
   *
   * @default - 10 seconds: what waits longer is better told
   */
  readonly borrowTimeout?: Duration;

  /**
   * How long an app's connection may do nothing before it is closed, in whole seconds from one minute to 8 hours. Keep it
   * above the idle time of the app's own pool, which then closes its connections first.
   *
   * @default - 30 minutes
   */
  readonly idleClientTimeout?: Duration;

  /**
   * MySQL: whether `SET` statements leave a connection free to be shared. For apps whose connections all set the same.
   *
   * @default false
   */
  readonly shareAfterSet?: boolean;
}

/** What a `DatabaseProxy` is made from, wherever it stands. */
export interface DatabaseProxyOptions {
  /**
   * How apps log in.
   *
   * @default ProxyLogin.password()
   */
  readonly login?: ProxyLogin;

  /**
   * How connections are shared out. All of it changes in place.
   *
   * @default - see each
   */
  readonly pool?: ConnectionPool;

  /**
   * Where it is documented that RDS Proxy takes the database's major version, for one that this library does not know of.
   *
   * @default - PostgreSQL 11 to 17 and MySQL 5.7, 8.0 and 8.4 alone; Aurora PostgreSQL 11 to 17 and Aurora MySQL 2 and 3
   */
  readonly unlistedVersionSource?: string;

  /**
   * How long the proxy's log stays in CloudWatch.
   *
   * @default logs.RetentionDays.ONE_MONTH
   */
  readonly logRetention?: logs.RetentionDays;

  /**
   * When the alarms go off.
   *
   * @default - see each threshold
   */
  readonly alarmThresholds?: ProxyAlarmThresholds;
}

/** Props of a `DatabaseProxy`. */
export interface DatabaseProxyProps extends DatabaseProxyOptions {
  /** A `ReplicatedDatabase` or an `AuroraDatabase`, whose writer it fronts. It may stand in another stack, which learns nothing of the proxy. */
  readonly database: IReplicatedDatabase;

  /** The VPC of the database. */
  readonly vpc: ec2.IVpc;

  /** The isolated subnets of all zones, used yet or not. They can never change. */
  readonly vpcSubnets: ec2.SubnetSelection;

  /**
   * Who hears of the alarms, and of their end.
   *
   * @default - nobody: give the alarms their actions by `alarms`
   */
  readonly alarmTopic?: sns.ITopic;

  /**
   * Who hears of the alarms that are notices, early signs, and of their end.
   *
   * @default - `alarmTopic`, which then has all alarms
   */
  readonly noticeTopic?: sns.ITopic;
}
