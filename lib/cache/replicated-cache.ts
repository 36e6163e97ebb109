import { CfnDeletionPolicy, RemovalPolicy, Token, Validations } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { checkProps } from '../internal/checks/check';
import { checkArguments, checkTypes } from '../internal/checks/types';
import { groupAlarms, nodeAlarms } from './alarms';
import { CACHE_CHECKS } from './cache-checks';
import { allowConsumer, CacheUsers, makeCacheSecurityGroup } from './cache-users';
import { ICache } from './i-cache';
import { ReplicatedCacheProps } from './replicated-cache-props';
import { scaleCache } from './scale-cache';
import { CacheSettings, cacheSettingsOf } from './settings';

/**
 * A cache on ElastiCache for Valkey that grows in place, from two small nodes to many shards: cluster mode from the
 * first day on, each shard with a replica in another zone that takes over when its primary node fails.
 *
 * It is encrypted on disks and on the way, reachable by its consumers alone, and every connection is made by a user with
 * rights of its own: by an IAM token, or with a generated password. Slow commands and what the engine says of itself are
 * logged, six things have alarms.
 *
 * **Cost** a month (us-east-1): t4g.micro 9.34 $ a node, t4g.small 18.69, m7g.large 92.27, r7g.large 127.90; nodes are
 * shards times (1 + replicas), so two at the start. Snapshots 0.085 a GB; alarms 0.10 a metric: 0.40 and 0.30 for
 * each node; logs 0.50 a GB; a secret, where there is one, 0.40; traffic between zones 0.01 a GB each way. Sources:
 * https://aws.amazon.com/elasticache/pricing/, https://aws.amazon.com/cloudwatch/pricing/
 *
 * **One-way doors**, each set at creation: `vpc` and `vpcSubnets`, `port`, `encryptionKey`, `replicasPerShard`, cluster
 * mode, encryption, IPv4. Shards change online, but take a stack of the cache's own, so that nothing changes with them:
 * AWS wants that update alone and does not roll it back. `version` only goes up. Node type, use, access, scaling, alarms,
 * windows and snapshots change in place. A cache that is replaced is empty and has another host.
 *
 * **Clients** must speak cluster mode and TLS, and begin at `host`. Commands on several keys work where the keys share a
 * `{tag}`. A failover takes seconds, in which writes to one shard fail: retry them. Replicas follow asynchronously, so
 * a failover can lose the last writes; what must not be lost belongs in a database.
 *
 * **While shards scale by themselves**, leave `shards` as it is: an update of that number would set the cache back to it.
 * Raise the `min` of the scaling.
 *
 * @example
 * declare const network: Network;
 * declare const service: ecs.FargateService;
 * const cache = new ReplicatedCache(this, 'Cache', {
 *   vpc: network.vpc,
 *   vpcSubnets: network.allIsolatedSubnets,
 *   use: CacheUse.readThrough(),
 *   nodeType: new ec2.InstanceType('m7g.large'),
 *   scaling: CacheScaling.shards({ max: 4 }),
 * });
 * cache.grantConnect(service, service.taskDefinition.taskRole);
 */
export class ReplicatedCache extends Construct implements ICache {
  public readonly host: string;
  public readonly port: number;
  public readonly cacheName: string;
  public readonly secret?: secretsmanager.ISecret;
  public readonly iamUserName?: string;
  public readonly connections: ec2.Connections;

  /** The cache itself. */
  public readonly replicationGroup: elasticache.CfnReplicationGroup;

  /** The security group of all nodes. */
  public readonly securityGroup: ec2.SecurityGroup;

  /** The parameters of all nodes. */
  public readonly parameterGroup: elasticache.CfnParameterGroup;

  /** The subnets of all nodes. */
  public readonly subnetGroup: elasticache.CfnSubnetGroup;

  /** Whoever may log in. */
  public readonly userGroup: elasticache.CfnUserGroup;

  private readonly settings: CacheSettings;
  private readonly users: CacheUsers;
  private readonly madeAlarms: cloudwatch.Alarm[];
  private watchedFurther = false;

  constructor(scope: Construct, id: string, props: ReplicatedCacheProps) {
    super(scope, id);
    checkTypes(this, 'ReplicatedCache', props);
    this.settings = cacheSettingsOf(props);
    const { input, access } = this.settings;
    checkProps(this, 'ReplicatedCache', input, CACHE_CHECKS);
    this.port = input.port;

    this.securityGroup = makeCacheSecurityGroup(this, props.vpc);
    this.connections = new ec2.Connections({
      securityGroups: [this.securityGroup],
      defaultPort: ec2.Port.tcp(this.port),
    });
    this.subnetGroup = new elasticache.CfnSubnetGroup(this, 'SubnetGroup', {
      description: 'Subnets of the cache',
      subnetIds: this.settings.subnets.map(({ subnetId }) => subnetId),
    });
    this.parameterGroup = new elasticache.CfnParameterGroup(this, 'ParameterGroup', {
      description: 'Parameters of the cache',
      cacheParameterGroupFamily: `valkey${this.settings.version.major}`,
      properties: this.settings.parameters,
    });
    this.users = new CacheUsers(this, 'Users', {
      access,
      accessString: input.accessString,
      logRetention: this.settings.logRetention,
    });
    this.userGroup = this.users.group;
    this.secret = this.users.secret;
    this.iamUserName = this.users.iamUser?.userName;

    this.replicationGroup = this.makeReplicationGroup(props);
    this.cacheName = this.replicationGroup.ref;
    this.host = this.replicationGroup.attrConfigurationEndPointAddress;
    if (input.scaling) scaleCache(this, this.cacheName, input.scaling);
    this.madeAlarms = this.makeAlarms();
    this.node.addValidation({ validate: () => this.unwatched() });
  }

  public get alarms(): cloudwatch.Alarm[] {
    return [...this.madeAlarms];
  }

  /**
   * Makes the alarms on single nodes of the shards beyond `watchedShards`, in another stack than the cache's: there they
   * follow the shards, and resharding stays the only change of the cache's stack.
   *
   * @param scope a construct of the other stack
   * @param id the ID below which the alarms stand
   * @returns the alarms; none where all shards are watched already
   */
  public watchFurtherShards(scope: Construct, id: string): cloudwatch.Alarm[] {
    checkArguments('ReplicatedCache.watchFurtherShards', { scope, id });
    const { alarms, input, nodesPerShard } = this.settings;
    this.watchedFurther = true;
    const shards = { id: this.cacheName, first: input.watchedShards + 1, last: input.mostShards, nodesPerShard };
    return shards.first > shards.last ? [] : nodeAlarms(new Construct(scope, id), shards, alarms);
  }

  public grantConnect(consumer: ec2.IConnectable, grantee: iam.IGrantable): iam.Grant {
    checkArguments('ReplicatedCache.grantConnect', { consumer, grantee });
    allowConsumer('ReplicatedCache', this, this.securityGroup, ec2.Port.tcp(this.port), consumer);
    return this.users.grantLogin(grantee, this.users.arnOf('replicationgroup', this.cacheName));
  }

  private makeAlarms(): cloudwatch.Alarm[] {
    const { alarms, input, nodesPerShard } = this.settings;
    const watched = { id: this.cacheName, first: 1, last: input.watchedShards, nodesPerShard };
    return [...groupAlarms(this, this.cacheName, nodesPerShard, alarms), ...nodeAlarms(this, watched, alarms)];
  }

  private unwatched(): string[] {
    const { shards, watchedShards } = this.settings.input;
    if (this.watchedFurther || Token.isUnresolved(shards) || shards <= watchedShards) return [];
    return [
      `ReplicatedCache at '${this.node.path}': watchedShards is ${watchedShards}, and shards ${shards}: the alarms on single nodes leave out the last shards. Call watchFurtherShards() from another stack, or set watchedShards to ${shards} or more in a step before the one that adds shards`,
    ];
  }

  private makeReplicationGroup(props: ReplicatedCacheProps): elasticache.CfnReplicationGroup {
    const { input, version } = this.settings;
    const group = new elasticache.CfnReplicationGroup(this, 'ReplicationGroup', {
      replicationGroupDescription: 'Cache',
      engine: 'valkey',
      engineVersion: version.version,
      cacheNodeType: `cache.${input.nodeType}`,
      clusterMode: 'enabled',
      numNodeGroups: input.shards,
      replicasPerNodeGroup: input.replicasPerShard,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      port: this.port,
      networkType: 'ipv4',
      ipDiscovery: 'ipv4',
      cacheSubnetGroupName: this.subnetGroup.ref,
      securityGroupIds: [this.securityGroup.securityGroupId],
      cacheParameterGroupName: this.parameterGroup.ref,
      atRestEncryptionEnabled: true,
      kmsKeyId: props.encryptionKey?.keyArn,
      transitEncryptionEnabled: true,
      transitEncryptionMode: 'required',
      userGroupIds: [this.userGroup.userGroupId],
      snapshotRetentionLimit: input.snapshotDays,
      snapshotWindow: input.snapshotWindow,
      preferredMaintenanceWindow: input.maintenanceWindow,
      autoMinorVersionUpgrade: true,
      logDeliveryConfigurations: [this.logsOf('SlowLog', 'slow-log'), this.logsOf('EngineLog', 'engine-log')],
    });
    group.addResourceDependency(this.userGroup);
    group.cfnOptions.updatePolicy = { useOnlineResharding: true };
    const policy = props.use._traits.finalSnapshot ? CfnDeletionPolicy.SNAPSHOT : CfnDeletionPolicy.DELETE;
    group.cfnOptions.deletionPolicy = policy;
    group.cfnOptions.updateReplacePolicy = policy;
    Validations.of(group).acknowledge({
      id: 'AwsSolutions-AEC6',
      reason: 'Users with rights of their own log in (RBAC), which takes the place of the one password of AUTH.',
    });
    return group;
  }

  private logsOf(id: string, logType: string): elasticache.CfnReplicationGroup.LogDeliveryConfigurationRequestProperty {
    const logGroup = new logs.LogGroup(this, id, {
      retention: this.settings.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    return {
      logType,
      logFormat: 'json',
      destinationType: 'cloudwatch-logs',
      destinationDetails: { cloudWatchLogsDetails: { logGroup: logGroup.logGroupName } },
    };
  }
}
