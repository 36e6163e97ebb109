import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { topicsOf } from '../../internal/alarm';
import { checkProps } from '../../internal/checks/check';
import { checkArguments, checkTypes } from '../../internal/checks/types';
import { makeStorageRules } from '../../internal/database-events';
import { IReplicatedDatabase } from '../rds/i-replicated-database';
import {
  makeKey,
  makeParameterGroup,
  makeRotation,
  makeSecret,
  makeSecurityGroup,
  makeSubnetGroup,
  grantConnect,
} from '../shared/key-secret-and-groups';
import { acknowledgeLogRetention } from '../shared/log-retention';
import { AuroraAlarms } from './aurora-alarms';
import { makeCluster, makeInstance, retainLogs } from './aurora-cluster';
import { auroraRow } from './aurora-dashboard';
import { AURORA_CHECKS } from './aurora-data-checks';
import { AuroraDatabaseProps } from './aurora-database-props';
import { AuroraEngine } from './aurora-engine';
import { scaleReaders } from './aurora-scaling';
import { AuroraSettings, auroraSettingsOf } from './aurora-settings';

/**
 * A PostgreSQL or MySQL database on Aurora that grows in place: from a serverless writer that pauses when nobody is there
 * to a fleet of readers that follows its load, without replacing the cluster, its key or its secret. Apps see of it what
 * they see of a `ReplicatedDatabase`.
 *
 * It is encrypted, backed up, reachable by its consumers alone and over TLS alone, protected against deletion and kept
 * when its stack goes. The data is in three zones from the start, whatever runs on it. Database Insights (standard)
 * watches it where the instance type allows: everywhere on PostgreSQL, not on MySQL's t3 and small t4g types.
 *
 * **Cost** a month (us-east-1): an ACU 87.60 $, so 43.80 at the default minimum and nothing while it is paused;
 * t4g.medium 53.29, r6g.large 189.44; as much again for each reader. Storage 0.10 a GiB, requests 0.20 a million, or
 * `AuroraStorage.ioOptimized()`; backups beyond the size of the data 0.021 a GiB; the key 1.00, and 1.00 more after each
 * of its first two yearly rotations; the secret 0.40; alarms 0.10 each: eight, and four more with readers; logs 0.50 a
 * GB. Sources: https://aws.amazon.com/rds/aurora/pricing/, https://aws.amazon.com/kms/pricing/,
 * https://aws.amazon.com/secrets-manager/pricing/, https://aws.amazon.com/cloudwatch/pricing/
 *
 * **One-way doors**, each set at creation: `vpc`, `engine`, `databaseName`, `masterUsername`, `encryptionKey`,
 * `backtrack`, `source`, being a secondary of a global database, the subnet group. The default key is multi-Region, as no
 * key can become so later.
 *
 * **Readers** are apart from the writer and hold no data. Those of the template are numbered: fewer of them remove the
 * last ones and leave the others alone. A change of capacity reaches the writer first, and then one reader after the
 * other. Those that autoscaling makes are in no template: they answer behind the reader endpoint, the alarms see them,
 * and they have to go before the cluster can be deleted.
 *
 * **Moving here from RDS** is a migration and never an update: docs/rds-to-aurora.md has the steps.
 *
 * @example
 * declare const network: Network;
 * declare const service: ecs.FargateService;
 * const database = new AuroraDatabase(this, 'Database', {
 *   vpc: network.vpc,
 *   vpcSubnets: network.allIsolatedSubnets,
 *   engine: AuroraEngine.postgres(),
 *   capacity: AuroraCapacity.serverless({ minAcu: 0.5, maxAcu: 16 }),
 *   readers: AuroraReaders.fixed(1),
 *   rotation: CredentialsRotation.every(Duration.days(30), { subnets: network.privateSubnets }),
 * });
 * database.grantConnect(service, service.taskDefinition.taskRole);
 */
export class AuroraDatabase extends Construct implements IReplicatedDatabase {
  public readonly writerEndpoint: rds.Endpoint;
  public readonly port: number;
  public readonly databaseName: string;

  /** The user who owns the database. */
  public readonly masterUsername: string;

  /** The engine and its version. */
  public readonly engine: AuroraEngine;

  public readonly secret: secretsmanager.ISecret;
  public readonly connections: ec2.Connections;

  /** The cluster, for what CDK offers on it. */
  public readonly cluster: rds.IDatabaseCluster;

  /** The instance that the template made as the writer. After a failover it is a reader: `writerEndpoint` follows. */
  public readonly instance: rds.IDatabaseInstance;

  /** Where all readers answer, those included that autoscaling made. Without a reader the writer does. */
  public readonly readerEndpoint: rds.Endpoint;

  /** The key of the storage. */
  public readonly encryptionKey: kms.IKey;

  /** The security group of all instances. */
  public readonly securityGroup: ec2.SecurityGroup;

  /** The parameters of the cluster. */
  public readonly parameterGroup: rds.ParameterGroup;

  /** The subnets of all instances. */
  public readonly subnetGroup: rds.SubnetGroup;

  /** The function that rotates the password; `undefined` while rotation is off. */
  public readonly rotationFunction?: lambda.IFunction;

  private readonly settings: AuroraSettings;
  private readonly clusterAlarms: AuroraAlarms;
  private readonly readerInstances: rds.IDatabaseInstance[];

  constructor(scope: Construct, id: string, props: AuroraDatabaseProps) {
    super(scope, id);
    checkTypes(this, 'AuroraDatabase', props);
    this.settings = auroraSettingsOf(props);
    const { input, removal } = this.settings;
    checkProps(this, 'AuroraDatabase', input, AURORA_CHECKS);
    this.port = input.port;
    this.databaseName = input.databaseName;
    this.masterUsername = input.masterUsername;
    this.engine = input.engine;

    this.securityGroup = makeSecurityGroup(this, props.vpc, removal.keySecretAndGroups);
    this.connections = new ec2.Connections({
      securityGroups: [this.securityGroup],
      defaultPort: ec2.Port.tcp(this.port),
    });
    this.subnetGroup = makeSubnetGroup(this, props.vpc, props.vpcSubnets, removal.keySecretAndGroups);
    this.parameterGroup = makeParameterGroup(this, this.settings.input, removal.keySecretAndGroups);
    this.encryptionKey = props.encryptionKey ?? makeKey(this, removal.keySecretAndGroups);
    const given = input.globalMembership._secret;
    const secret = given ?? this.makeSecret();
    const cluster = this.makeCluster(secret);
    this.writerEndpoint = new rds.Endpoint(cluster.attrEndpointAddress, this.port);
    this.readerEndpoint = new rds.Endpoint(cluster.attrReadEndpointAddress, this.port);
    const instances = this.makeInstances(cluster);
    const [writer, ...readers] = instances.map((instance, number) => this.describeInstance(instance, number));
    this.instance = writer;
    this.readerInstances = readers;
    this.cluster = this.describeCluster(cluster, [writer, ...readers]);
    this.secret = given ?? this.attach(secret, instances[0]);
    this.clusterAlarms = new AuroraAlarms(this, cluster.ref, input, topicsOf(props));
    makeStorageRules(this, 'Storage', [writer, ...readers], topicsOf(props));
    this.rotationFunction = makeRotation(this, this.settings, props.vpc);
    retainLogs(this, this.settings, cluster);
    acknowledgeLogRetention(this);
  }

  /** The readers of the template, in the order of their numbers. */
  public get replicas(): rds.IDatabaseInstance[] {
    return [...this.readerInstances];
  }

  public get readerHosts(): string[] {
    return [(this.readerInstances.length > 0 ? this.readerEndpoint : this.writerEndpoint).hostname];
  }

  /** @internal */
  public get _pauses(): boolean {
    return this.settings.input.capacity._acus?.min === 0;
  }

  /** @internal */
  public get _isReplicaOfInstance(): boolean {
    return this.settings.input.source._kind === 'replica';
  }

  /** The alarms of the writer, of the cluster, and of its readers where there are some. */
  public get alarms(): cloudwatch.Alarm[] {
    return [...this.clusterAlarms.alarms];
  }

  /**
   * A row for a dashboard, such as `SteadyState`'s `rows`: by role, so that a failover is followed and the readers that
   * autoscaling made are seen.
   */
  public dashboardRow(title: string = 'Database'): cloudwatch.IWidget[] {
    checkArguments('AuroraDatabase.dashboardRow', { title });
    return auroraRow(this.cluster.clusterIdentifier, this.settings.input, title);
  }

  public grantConnect(consumer: ec2.IConnectable, grantee: iam.IGrantable): iam.Grant {
    checkArguments('AuroraDatabase.grantConnect', { consumer, grantee });
    const reachable = {
      className: 'AuroraDatabase',
      construct: this,
      securityGroup: this.securityGroup,
      port: this.port,
      secret: this.secret,
    };
    return grantConnect(reachable, consumer, grantee);
  }

  private makeSecret(): secretsmanager.Secret {
    const { input, removal } = this.settings;
    return makeSecret(this, {
      username: input.masterUsername,
      rotationOffReason: input.rotationOffReason,
      removalPolicy: removal.keySecretAndGroups,
    });
  }

  /** The attached secret: whoever refers to it waits until it names the host, and until the writer answers there. */
  private attach(secret: secretsmanager.ISecret, writer: rds.CfnDBInstance): secretsmanager.ISecret {
    const attached = secret.attach(this.cluster);
    attached.node.addDependency(writer);
    return attached;
  }

  private makeCluster(secret: secretsmanager.ISecret): rds.CfnDBCluster {
    const cluster = makeCluster(this, this.settings, {
      subnetGroupName: this.subnetGroup.subnetGroupName,
      securityGroupId: this.securityGroup.securityGroupId,
      parameterGroup: this.parameterGroup,
      keyArn: this.encryptionKey.keyArn,
      secret,
    });
    const { globalMembership } = this.settings.input;
    if (globalMembership._role === 'primary') {
      const global = new rds.CfnGlobalCluster(this, 'Global', {
        globalClusterIdentifier: globalMembership._globalClusterIdentifier,
        sourceDbClusterIdentifier: cluster.attrDbClusterArn,
        deletionProtection: this.settings.input.protectionOffReason === undefined,
      });
      global.applyRemovalPolicy(this.settings.removal.keySecretAndGroups);
    }
    return cluster;
  }

  /** The writer, then the readers. */
  private makeInstances(cluster: rds.CfnDBCluster): rds.CfnDBInstance[] {
    const { readers } = this.settings.input;
    const instances: rds.CfnDBInstance[] = [];
    for (let number = 0; number <= readers._fixed; number++) {
      const instance = makeInstance(this, this.settings, cluster, number);
      // The first one becomes the writer; and a change of all of them takes one at a time away.
      if (number > 0) instance.addResourceDependency(instances[number - 1]);
      instances.push(instance);
    }
    scaleReaders(this, cluster.ref, readers, instances);
    return instances;
  }

  private describeInstance(instance: rds.CfnDBInstance, number: number): rds.IDatabaseInstance {
    return rds.DatabaseInstance.fromDatabaseInstanceAttributes(this, `Instance${number}`, {
      instanceIdentifier: instance.ref,
      instanceEndpointAddress: instance.attrEndpointAddress,
      port: this.port,
      securityGroups: [this.securityGroup],
    });
  }

  private describeCluster(cluster: rds.CfnDBCluster, instances: rds.IDatabaseInstance[]): rds.IDatabaseCluster {
    return rds.DatabaseCluster.fromDatabaseClusterAttributes(this, 'Described', {
      clusterIdentifier: cluster.ref,
      clusterResourceIdentifier: cluster.attrDbClusterResourceId,
      clusterEndpointAddress: cluster.attrEndpointAddress,
      readerEndpointAddress: cluster.attrReadEndpointAddress,
      engine: this.settings.input.engine._engine,
      port: this.port,
      securityGroups: [this.securityGroup],
      instanceIdentifiers: instances.map(({ instanceIdentifier }) => instanceIdentifier),
      instanceEndpointAddresses: instances.map(({ dbInstanceEndpointAddress }) => dbInstanceEndpointAddress),
    });
  }
}
