import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { checkProps } from '../../internal/checks/check';
import { checkArguments, checkTypes } from '../../internal/checks/types';
import { makeStorageRules } from '../../internal/database-events';
import {
  acknowledgePort,
  makeKey,
  makeParameterGroup,
  makeReplicaParameterGroup,
  makeRotation,
  makeSecret,
  makeSecurityGroup,
  makeSubnetGroup,
  grantConnect,
} from '../shared/key-secret-and-groups';
import { acknowledgeLogRetention } from '../shared/log-retention';
import { instanceAlarms } from './alarms';
import { DatabaseEngine } from './database-engine';
import { replicaFigures, writerFigures } from './gp3-storage';
import { IReplicatedDatabase } from './i-replicated-database';
import { acknowledgeReplica, declareReplaceable, replicaParameters, restartAfter } from './replica';
import { DATABASE_CHECKS } from './replicated-database-checks';
import { ReplicatedDatabaseProps } from './replicated-database-props';
import { DatabaseSettings, databaseSettingsOf } from './settings';
import { acknowledgeWriter, copyBackups, restoreFrom } from './writer';

/**
 * A PostgreSQL or MySQL database on RDS that grows in place: from one small instance to a Multi-AZ writer with read
 * replicas, without replacing it, its key or its secret.
 *
 * It is encrypted, backed up, reachable by its consumers alone and over TLS alone, protected against deletion and kept
 * when its stack goes. Minor versions are upgraded in the maintenance window. Database Insights (standard) watches it
 * where the instance type allows: everywhere on PostgreSQL, from `medium` up among MySQL's burstable types.
 *
 * **Cost** a month (us-east-1): t4g.small 23.36 $ on PostgreSQL, twice that with Multi-AZ, and as much again for each
 * replica; gp3 storage 0.115 a GiB (0.23 with Multi-AZ) for each instance, 2.30 at the default size; backups beyond the
 * size of the storage 0.095 a GiB; the key 1.00, and 1.00 more after each of its first two yearly rotations; the secret
 * 0.40; alarms 0.10 a metric: eleven for the writer and twelve for
 * each replica; logs 0.50 a GB; copies in a second Region 0.095 a
 * GiB and 0.02 a GiB for the way there. Rotation is free but for the way out of the VPC. Sources: https://aws.amazon.com/rds/postgresql/pricing/, https://aws.amazon.com/kms/pricing/,
 * https://aws.amazon.com/secrets-manager/pricing/, https://aws.amazon.com/cloudwatch/pricing/
 *
 * **One-way doors**, each set at creation: `vpc`, `engine`, `databaseName`, `masterUsername`, `port`, `encryptionKey`,
 * `source`, the subnet group. `storageGiB` grows but never shrinks. The writer's zone is never pinned, since Multi-AZ refuses a
 * pinned one. The default key is the database's own, as snapshots under AWS's key can be shared with no other account;
 * and it is multi-Region, which no key can become later, so that data which crosses Regions finds the same key there.
 *
 * **Rotation** changes the password of the app's user at once: an app reads `secret` when it opens a connection, and
 * again when it is refused. A value that was put into an environment variable at start is stale after the first
 * rotation. Turning rotation on changes no password by itself: the first change comes with the schedule.
 *
 * **Backups** stay in the Region unless `backupCopies` copies them to a second one, in place and at any time. They are
 * restored beside the database, which then takes the old one's name, so that stack, logical ID and host name stay:
 * docs/restore.md. `source` is for a database that is new.
 *
 * **Replicas** hold no data of their own, are not protected, and may be replaced. Each goes to the next zone of
 * `replicaZones`, or of `vpcSubnets` where those are known here; else RDS chooses. A new one takes minutes to an hour and needs no downtime; it follows the writer asynchronously. A change
 * of the type reaches the writer first, and then one replica after the other.
 *
 * **Not done here**: a major version upgrade is in place but takes the database down for minutes. Set
 * `allowMajorVersionUpgrade` for it, or use an RDS blue/green deployment. See docs/database.md.
 *
 * @example
 * declare const network: Network;
 * declare const service: ecs.FargateService;
 * const database = new ReplicatedDatabase(this, 'Database', {
 *   vpc: network.vpc,
 *   vpcSubnets: network.allIsolatedSubnets,
 *   engine: DatabaseEngine.postgres(),
 *   availability: Availability.multiAz(),
 *   readReplicas: 2,
 *   rotation: CredentialsRotation.every(Duration.days(30), { subnets: network.privateSubnets }),
 * });
 * database.grantConnect(service, service.taskDefinition.taskRole);
 */
export class ReplicatedDatabase extends Construct implements IReplicatedDatabase {
  public readonly writerEndpoint: rds.Endpoint;
  public readonly port: number;
  public readonly databaseName: string;

  /** The user who owns the database. */
  public readonly masterUsername: string;

  /** The engine and its major version. */
  public readonly engine: DatabaseEngine;

  public readonly secret: secretsmanager.ISecret;
  public readonly connections: ec2.Connections;

  /** The writer. */
  public readonly instance: rds.DatabaseInstance;

  /** The key of the storage. */
  public readonly encryptionKey: kms.IKey;

  /** The security group of all instances. */
  public readonly securityGroup: ec2.SecurityGroup;

  /** The parameters of all instances. */
  public readonly parameterGroup: rds.ParameterGroup;

  /** The subnets of all instances. */
  public readonly subnetGroup: rds.SubnetGroup;

  /** The function that rotates the password; `undefined` while rotation is off. */
  public readonly rotationFunction?: lambda.IFunction;

  private readonly settings: DatabaseSettings;
  private readonly madeAlarms: cloudwatch.Alarm[] = [];
  private readonly replicaInstances: rds.DatabaseInstanceReadReplica[] = [];

  constructor(scope: Construct, id: string, props: ReplicatedDatabaseProps) {
    super(scope, id);
    checkTypes(this, 'ReplicatedDatabase', props);
    this.settings = databaseSettingsOf(this, props);
    checkProps(this, 'ReplicatedDatabase', this.settings.input, DATABASE_CHECKS);
    this.port = this.settings.input.port;
    this.databaseName = this.settings.input.databaseName;
    this.masterUsername = this.settings.input.masterUsername;
    this.engine = this.settings.input.engine;

    const { vpc, vpcSubnets, removal } = this.settings;
    this.securityGroup = makeSecurityGroup(this, vpc, removal.keySecretAndGroups);
    this.connections = new ec2.Connections({
      securityGroups: [this.securityGroup],
      defaultPort: ec2.Port.tcp(this.port),
    });
    this.subnetGroup = makeSubnetGroup(this, vpc, vpcSubnets, removal.keySecretAndGroups);
    this.parameterGroup = makeParameterGroup(this, this.settings.input, removal.keySecretAndGroups);
    this.encryptionKey = props.encryptionKey ?? makeKey(this, removal.keySecretAndGroups);
    this.instance = this.makeInstance(
      makeSecret(this, {
        username: this.settings.input.masterUsername,
        rotationOffReason: this.settings.input.rotationOffReason,
        removalPolicy: removal.keySecretAndGroups,
      }),
    );
    // The attached secret: whoever refers to it waits until it names the host.
    this.secret = this.instance.secret!;
    this.writerEndpoint = new rds.Endpoint(this.instance.dbInstanceEndpointAddress, this.port);
    this.madeAlarms.push(...instanceAlarms(this, 'Writer', this.instance, 'writer', this.settings.alarms));
    this.addReplicas(this.settings.input.readReplicas);
    makeStorageRules(this, 'Storage', [this.instance, ...this.replicaInstances], this.settings.alarms.topics);
    this.rotationFunction = makeRotation(this, this.settings, vpc);
    acknowledgeLogRetention(this);
  }

  /** The read replicas, in the order of their numbers. */
  public get replicas(): rds.IDatabaseInstance[] {
    return [...this.replicaInstances];
  }

  public get readerHosts(): string[] {
    const readers = this.replicaInstances.map((replica) => replica.dbInstanceEndpointAddress);
    return readers.length > 0 ? readers : [this.writerEndpoint.hostname];
  }

  /** The alarms of the writer, then those of each replica. */
  public get alarms(): cloudwatch.Alarm[] {
    return [...this.madeAlarms];
  }

  public grantConnect(consumer: ec2.IConnectable, grantee: iam.IGrantable): iam.Grant {
    checkArguments('ReplicatedDatabase.grantConnect', { consumer, grantee });
    const reachable = {
      className: 'ReplicatedDatabase',
      construct: this,
      securityGroup: this.securityGroup,
      port: this.port,
      secret: this.secret,
    };
    return grantConnect(reachable, consumer, grantee);
  }

  private makeInstance(secret: secretsmanager.Secret): rds.DatabaseInstance {
    const { input, common, removal } = this.settings;
    const instance = new rds.DatabaseInstance(this, 'Writer', {
      ...common,
      subnetGroup: this.subnetGroup,
      securityGroups: [this.securityGroup],
      parameterGroup: this.parameterGroup,
      engine: input.engine._engine,
      allowMajorVersionUpgrade: this.settings.allowMajorVersionUpgrade,
      databaseName: input.databaseName,
      credentials: rds.Credentials.fromSecret(secret, input.masterUsername),
      multiAz: this.settings.multiAz,
      allocatedStorage: input.storageGiB,
      ...writerFigures(input.storageGiB, input.performance),
      storageEncrypted: true,
      storageEncryptionKey: this.encryptionKey,
      backupRetention: Duration.days(input.backupRetentionDays),
      preferredBackupWindow: input.backupWindow,
      deleteAutomatedBackups: input.protectionOffReason !== undefined,
      deletionProtection: input.protectionOffReason === undefined,
      removalPolicy: removal.instance,
    });
    restoreFrom(instance, input.source);
    copyBackups(instance, this.settings.backupCopies, input.copiesDays);
    acknowledgePort(instance, input.port, input.engine._traits.port);
    acknowledgeWriter(instance, {
      majorVersionsListed: input.engine._traits.majorVersionsListed,
      multiAz: this.settings.multiAz,
      protectionOffReason: input.protectionOffReason,
    });
    return instance;
  }

  private addReplicas(count: number): void {
    const more = count > 0 ? replicaParameters(this.settings.input) : undefined;
    const parameterGroup = more ? makeReplicaParameterGroup(this, this.settings.input, more) : this.parameterGroup;
    for (let number = 1; number <= count; number++) this.addReplica(number, parameterGroup);
  }

  private addReplica(number: number, parameterGroup: rds.ParameterGroup): void {
    const { input, common, zones } = this.settings;
    const replica = new rds.DatabaseInstanceReadReplica(this, `Replica${number}`, {
      ...common,
      sourceDatabaseInstance: this.instance,
      subnetGroup: this.subnetGroup,
      securityGroups: [this.securityGroup],
      parameterGroup,
      multiAz: false,
      ...replicaFigures(input.storageGiB, input.performance),
      availabilityZone: zones?.[(number - 1) % zones.length],
      deletionProtection: false,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    acknowledgePort(replica, input.port, input.engine._traits.port);
    acknowledgeReplica(replica);
    if (!zones) declareReplaceable(replica);
    restartAfter(replica, this.replicaInstances.at(-1));
    this.replicaInstances.push(replica);
    this.madeAlarms.push(...instanceAlarms(this, `Replica${number}`, replica, 'replica', this.settings.alarms));
  }
}
