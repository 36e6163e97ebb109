import { Duration } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Protection } from '../../protection/protection';
import { BackupCopies } from '../backup/backup-copies';
import { CredentialsRotation } from '../shared/credentials-rotation';
import { DatabaseTuning } from '../tuning/database-tuning';
import { DatabaseAlarmThresholds } from './alarms';
import { Availability } from './availability';
import { DatabaseEngine } from './database-engine';
import { DatabaseSource } from './database-source';

/** What a `ReplicatedDatabase` is made from, wherever it stands and whatever its size. */
export interface ReplicatedDatabaseOptions {
  /**
   * The name of the database on the server: a letter, then letters, digits and underscores. It can never change.
   *
   * @default 'app'
   */
  readonly databaseName?: string;

  /**
   * The name of the user who owns the database. It can never change.
   *
   * @default 'app_owner'
   */
  readonly masterUsername?: string;

  /**
   * The key of the storage, its snapshots and its backups. It can never change.
   *
   * @default - a key of the database's own: customer managed, multi-Region, rotated every year, retained
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * How long point-in-time recovery reaches back, from 7 to 35 days.
   *
   * @default - 7 days
   */
  readonly backupRetention?: Duration;

  /**
   * What a new database begins with. It can never change: leave it in the code for good.
   *
   * @default DatabaseSource.empty()
   */
  readonly source?: DatabaseSource;

  /**
   * When the daily backup is taken, in UTC.
   *
   * @default '03:00-04:00'
   */
  readonly backupWindow?: string;

  /**
   * When RDS may patch and restart the instances, in UTC.
   *
   * @default 'sun:04:30-sun:05:30'
   */
  readonly maintenanceWindow?: string;

  /**
   * Whether the engine may go up a major version with the next deployment. Needed for that deployment alone.
   *
   * @default false
   */
  readonly allowMajorVersionUpgrade?: boolean;

  /**
   * How the engine is tuned, the writer and all replicas alike.
   *
   * @default DatabaseTuning.standard()
   */
  readonly tuning?: DatabaseTuning;

  /**
   * Parameters that `tuning` has no option for, by the engine's names, beside those of this construct (TLS required,
   * statements of a second or more logged).
   *
   * @default - none
   */
  readonly parameters?: { [name: string]: string };

  /**
   * The names of the zones that replicas stand in, one after the other, such as `['eu-west-1a', 'eu-west-1b']`. A zone
   * can never change: another one makes a replica anew.
   *
   * @default - the zones of `vpcSubnets`, one after the other, where they are known here or in this stack; else RDS
   *   chooses a zone for each replica
   */
  readonly replicaZones?: string[];

  /**
   * Whether the database withstands its deletion.
   *
   * @default Protection.on()
   */
  readonly protection?: Protection;

  /**
   * How long the logs of the engine and of the rotation stay in CloudWatch.
   *
   * @default logs.RetentionDays.ONE_MONTH
   */
  readonly logRetention?: logs.RetentionDays;

  /**
   * When the alarms go off.
   *
   * @default - see each threshold
   */
  readonly alarmThresholds?: DatabaseAlarmThresholds;
}

/** Props of a `ReplicatedDatabase`. */
export interface ReplicatedDatabaseProps extends ReplicatedDatabaseOptions {
  /** The VPC. The database can never leave it. */
  readonly vpc: ec2.IVpc;

  /** Where the instances may run: isolated subnets of all zones, used yet or not. */
  readonly vpcSubnets: ec2.SubnetSelection;

  /** The engine, which can never change, and its major version, which can go up. */
  readonly engine: DatabaseEngine;

  /**
   * Whether the password rotates. Until the VPC has a way out, `CredentialsRotation.off(reason)`; later, in place,
   * `CredentialsRotation.every(Duration.days(30), { subnets })`.
   */
  readonly rotation: CredentialsRotation;

  /**
   * The port, from 1150 to 65535. It can never change.
   *
   * @default - the engine's own: 5432 for PostgreSQL, 3306 for MySQL
   */
  readonly port?: number;

  /**
   * The size of the writer and of every replica. A change restarts the writer, which with Multi-AZ is a failover, and
   * then the replicas. PostgreSQL's replicas go on meanwhile, where the writer has up to ten times their memory or
   * they have 48 GB or more.
   *
   * @default - t4g.small: two Graviton vCPUs, 2 GiB
   */
  readonly instanceType?: ec2.InstanceType;

  /**
   * Whether the writer outlives the loss of its zone.
   *
   * @default Availability.singleAz()
   */
  readonly availability?: Availability;

  /**
   * How many read replicas there are, from 0 to 15. They are numbered: a lower number removes the last ones and leaves
   * the others alone.
   *
   * @default 0
   */
  readonly readReplicas?: number;

  /**
   * The storage at the start in GiB, from 20 to 65536. Storage autoscaling takes it from there, and it never shrinks. A
   * larger value later is a growth in place; RDS refuses it where it is less than 110 % of what autoscaling has made of
   * the storage by then. So leave it, or give at least 110 % of the `maxStorageGiB` that was deployed before.
   *
   * @default 20
   */
  readonly storageGiB?: number;

  /**
   * Operations a second that the storage gives, from 12,000 to 64,000, where `storageGiB` is 400 or more. RDS refuses
   * another value for six hours after each change of the storage.
   *
   * @default - what gp3 has for `storageGiB`: 3,000, and 12,000 from 400 GiB on
   */
  readonly storageIops?: number;

  /**
   * MiB a second that the storage gives, from 500 to 4,000 and at most a quarter of `storageIops`, where `storageGiB` is
   * 400 or more. RDS refuses another value for six hours after each change of the storage.
   *
   * @default - what gp3 has for `storageGiB`: 125, and 500 from 400 GiB on
   */
  readonly storageThroughputMiBps?: number;

  /**
   * Where storage autoscaling ends, in GiB. It can be raised at any time.
   *
   * @default - ten times `storageGiB`, up to 65536
   */
  readonly maxStorageGiB?: number;

  /**
   * Whether backups are copied to a second Region.
   *
   * @default BackupCopies.none()
   */
  readonly backupCopies?: BackupCopies;

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
