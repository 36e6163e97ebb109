import { Duration } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Protection } from '../../protection/protection';
import { CredentialsRotation } from '../shared/credentials-rotation';
import { DatabaseTuning } from '../tuning/database-tuning';
import { AuroraAlarmThresholds } from './aurora-alarm-thresholds';
import { AuroraBacktrack } from './aurora-backtrack';
import { AuroraCapacity } from './aurora-capacity';
import { AuroraEngine } from './aurora-engine';
import { GlobalMembership } from './aurora-global-membership';
import { AuroraReaders } from './aurora-readers';
import { AuroraSource } from './aurora-source';
import { AuroraStorage } from './aurora-storage';

/** Props of an `AuroraDatabase`. */
export interface AuroraDatabaseProps {
  /** The VPC. The database can never leave it. */
  readonly vpc: ec2.IVpc;

  /**
   * Where the instances may run: isolated subnets of all zones, used yet or not, three zones at most: Aurora keeps the
   * data in three, and takes instances in those alone.
   */
  readonly vpcSubnets: ec2.SubnetSelection;

  /** The engine, which can never change, and its version, which can go up. */
  readonly engine: AuroraEngine;

  /** What the writer and the readers are: serverless, or of a size. It changes in place. */
  readonly capacity: AuroraCapacity;

  /**
   * Whether the password rotates. Until the VPC has a way out, `CredentialsRotation.off(reason)`; later, in place,
   * `CredentialsRotation.every(Duration.days(30), { subnets })`.
   */
  readonly rotation: CredentialsRotation;

  /**
   * The readers, beside the writer.
   *
   * @default AuroraReaders.none()
   */
  readonly readers?: AuroraReaders;

  /**
   * How storage and its requests are paid.
   *
   * @default AuroraStorage.standard()
   */
  readonly storage?: AuroraStorage;

  /**
   * Whether the database can be turned back in place. MySQL alone. It can never come later.
   *
   * @default AuroraBacktrack.off()
   */
  readonly backtrack?: AuroraBacktrack;

  /**
   * What the database begins with. It can never change, but from `replicaOf` to `promotedReplica`.
   *
   * @default AuroraSource.empty()
   */
  readonly source?: AuroraSource;

  /**
   * Whether it is part of a global database.
   *
   * @default GlobalMembership.none()
   */
  readonly globalMembership?: GlobalMembership;

  /**
   * The name of the database on the server: a letter, then letters, digits and underscores. It can never change. With a
   * `source` or as a secondary it says which of the databases that are there the app uses.
   *
   * @default 'app'
   */
  readonly databaseName?: string;

  /**
   * The name of the user who owns the database. It can never change. With a `source` it must be the user of that one.
   *
   * @default 'app_owner'
   */
  readonly masterUsername?: string;

  /**
   * The port, from 1150 to 65535. Consumers' security groups allow it by its number.
   *
   * @default - the engine's own: 5432 for PostgreSQL, 3306 for MySQL
   */
  readonly port?: number;

  /**
   * The key of the storage, its snapshots and its backups. It can never change.
   *
   * @default - a key of the database's own: customer managed, multi-Region, rotated every year, retained
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * Whether the engine takes IAM tokens as well as the password. It changes in place.
   *
   * @default false
   */
  readonly iamAuthentication?: boolean;

  /**
   * How long point-in-time recovery reaches back, from 7 to 35 days.
   *
   * @default - 7 days
   */
  readonly backupRetention?: Duration;

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
   * How the engine is tuned, by options with units and bounds. What Aurora sees to by itself is refused.
   *
   * @default DatabaseTuning.standard()
   */
  readonly tuning?: DatabaseTuning;

  /**
   * Parameters of the cluster that `tuning` has no option for, by the engine's names, beside those of this construct
   * (TLS required, statements of a second or more logged).
   *
   * @default - none
   */
  readonly parameters?: { [name: string]: string };

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

  /**
   * When the alarms go off.
   *
   * @default - see each threshold
   */
  readonly alarmThresholds?: AuroraAlarmThresholds;
}
