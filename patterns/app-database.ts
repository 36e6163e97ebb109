import { Duration } from 'aws-cdk-lib';
import { DatabaseProxyOptions } from '../lib/database/proxy/database-proxy-props';
import { DatabaseEngine } from '../lib/database/rds/database-engine';
import { ReplicatedDatabaseOptions } from '../lib/database/rds/replicated-database-props';

/**
 * The database of an app. The stage decides the class of its instances, its storage, its standby, its
 * replicas, and whether it has a proxy and copies of its backups. Its port is the engine's own, since it can never
 * change, and a proxy has no other.
 */
export interface AppDatabase extends ReplicatedDatabaseOptions {
  /**
   * The engine, which can never change, and its version, which can go up: a minor one in place, a major one with
   * `allowMajorVersionUpgrade` for that deployment.
   *
   * @default DatabaseEngine.postgres()
   */
  readonly engine?: DatabaseEngine;

  /**
   * How often the password changes, from the stage on whose VPC has a way out, by which the rotation reaches Secrets
   * Manager.
   *
   * @default - every 30 days
   */
  readonly rotateEvery?: Duration;

  /**
   * The Region that backups are copied to, from the stage on that copies them. Bootstrap it first.
   *
   * @default - one in the same country, or in the European Union: `BackupCopies.partnerOf(region)`; an error where there is none
   */
  readonly backupRegion?: string;

  /**
   * How long the copies of the backups are kept, 1 to 35 whole days.
   *
   * @default - as long as the backups: `backupRetention`
   */
  readonly backupCopyRetention?: Duration;

  /**
   * The pool of connections, from the stage on that has one.
   *
   * @default - see each
   */
  readonly proxy?: DatabaseProxyOptions;
}
