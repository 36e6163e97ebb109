import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { topicsOf } from '../internal/alarm';
import { checkProps } from '../internal/checks/check';
import { checkArguments, checkTypes } from '../internal/checks/types';
import { APP_ACCESS } from './access-string';
import { CacheAccess } from './cache-access';
import { allowConsumer, CacheUsers, makeCacheSecurityGroup } from './cache-users';
import { ICache } from './i-cache';
import { serverlessAlarms } from './serverless-alarms';
import { SERVERLESS_CACHE_CHECKS, ServerlessCacheInput } from './serverless-cache-checks';
import { cacheResourceName } from './unique-name';
import { ValkeyVersion } from './valkey-version';

/** Props of a `ServerlessCache`. */
export interface ServerlessCacheProps {
  /** The VPC of the cache. */
  readonly vpc: ec2.IVpc;

  /** Two or three subnets in different zones: isolated ones, and those of all zones, used yet or not. They can never change. */
  readonly vpcSubnets: ec2.SubnetSelection;

  /**
   * The most that it may hold, in whole GB from 1 to 5000. At the limit it drops keys that have a time to live, the least
   * recently used first, and then refuses writes.
   */
  readonly maxDataGb: number;

  /**
   * The most that it may do a second, in ECPU from 1000 to 15,000,000; one is a simple command of up to 1 KB. Above it,
   * commands are refused.
   */
  readonly maxEcpuPerSecond: number;

  /**
   * How apps log in.
   *
   * @default CacheAccess.iam()
   */
  readonly access?: CacheAccess;

  /**
   * What the users may do, in the engine's own words for access rules, without passwords.
   *
   * @default - every key, every channel, and every command but the dangerous ones: `on ~* &* +@all -@dangerous +info`
   */
  readonly accessString?: string;

  /**
   * The version of Valkey, of which the major one counts.
   *
   * @default ValkeyVersion.V8_2
   */
  readonly version?: ValkeyVersion;

  /**
   * The key of what is written to disks. It can never change.
   *
   * @default - AWS's own key for ElastiCache, which is free
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * How long daily snapshots are kept, up to 35 days; 0 for none.
   *
   * @default - one day
   */
  readonly snapshotRetention?: Duration;

  /**
   * When the daily snapshot is taken, in UTC.
   *
   * @default '03:00'
   */
  readonly snapshotTime?: string;

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

/** ElastiCache gives no other: one to write and read, the next to read from a replica. */
const PORT = 6379;
const READER_PORT = 6380;

/**
 * A cache on ElastiCache Serverless for Valkey, which has no nodes to choose: it grows and shrinks by itself between
 * nothing and the two limits that you give, in two or three zones.
 *
 * For load that comes in bursts, or is small. Above about 50 GB, or with steady load, a `ReplicatedCache` costs less.
 * Apps see the same of both (`ICache`): cluster mode, TLS, users. What is dropped when it is full cannot be chosen, and
 * there is no slow log.
 *
 * **Cost** (us-east-1): 0.084 $ a GB and hour, 61.32 a GB and month, at least 6.13 a month (100 MB are billed always);
 * 0.0023 $ a million ECPU; snapshots 0.085 a GB and month. Full at 5 GB and 5000 ECPU a second all month it is 337 $,
 * so the limits are a budget as well. Source: https://aws.amazon.com/elasticache/pricing/
 *
 * **One-way doors**, each set at creation: `vpc` and `vpcSubnets`, `encryptionKey`, IPv4, and the name, which follows
 * from the stack's name and the path. The limits, access, snapshots and version change in place. A cache that is replaced
 * is empty and has another host; and as its name is fixed, the replacement is refused before it begins.
 *
 * **Limits**: 65,000 connections; a hot key gets no more than one shard's 30,000 ECPU a second, 90,000 with reads at port
 * 6380 (https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/quota-limits.html). It doubles what it can do about every
 * ten minutes; above that, commands are refused until it has.
 *
 * @example
 * declare const network: Network;
 * declare const service: ecs.FargateService;
 * const cache = new ServerlessCache(this, 'Cache', {
 *   vpc: network.vpc,
 *   vpcSubnets: network.allIsolatedSubnets,
 *   maxDataGb: 5,
 *   maxEcpuPerSecond: 5_000,
 * });
 * cache.grantConnect(service, service.taskDefinition.taskRole);
 */
export class ServerlessCache extends Construct implements ICache {
  public readonly host: string;
  public readonly port: number = PORT;
  public readonly cacheName: string;
  public readonly secret?: secretsmanager.ISecret;
  public readonly iamUserName?: string;
  public readonly connections: ec2.Connections;

  /** The cache itself. */
  public readonly resource: elasticache.CfnServerlessCache;

  /** The security group of its endpoints. */
  public readonly securityGroup: ec2.SecurityGroup;

  /** Whoever may log in. */
  public readonly userGroup: elasticache.CfnUserGroup;

  private readonly users: CacheUsers;
  private readonly madeAlarms: cloudwatch.Alarm[];

  constructor(scope: Construct, id: string, props: ServerlessCacheProps) {
    super(scope, id);
    checkTypes(this, 'ServerlessCache', props);
    const subnets = props.vpc.selectSubnets(props.vpcSubnets).subnets;
    const access = props.access ?? CacheAccess.iam();
    const input = serverlessCacheSettingsOf(props, access, subnets.length);
    checkProps(this, 'ServerlessCache', input, SERVERLESS_CACHE_CHECKS);

    this.cacheName = cacheResourceName(this);
    this.securityGroup = makeCacheSecurityGroup(this, props.vpc);
    this.connections = new ec2.Connections({ securityGroups: [this.securityGroup], defaultPort: ec2.Port.tcp(PORT) });
    this.users = new CacheUsers(this, 'Users', {
      access,
      accessString: input.accessString,
      logRetention: logs.RetentionDays.ONE_MONTH,
    });
    this.userGroup = this.users.group;
    this.secret = this.users.secret;
    this.iamUserName = this.users.iamUser?.userName;
    this.resource = new elasticache.CfnServerlessCache(this, 'Cache', {
      serverlessCacheName: this.cacheName,
      description: 'Cache',
      engine: 'valkey',
      majorEngineVersion: (props.version ?? ValkeyVersion.V8_2).major,
      networkType: 'ipv4',
      subnetIds: subnets.map(({ subnetId }) => subnetId),
      securityGroupIds: [this.securityGroup.securityGroupId],
      kmsKeyId: props.encryptionKey?.keyArn,
      userGroupId: this.userGroup.userGroupId,
      cacheUsageLimits: {
        dataStorage: { maximum: input.maxDataGb, unit: 'GB' },
        ecpuPerSecond: { maximum: input.maxEcpuPerSecond },
      },
      snapshotRetentionLimit: input.snapshotDays,
      // Without snapshots a time for them is refused.
      dailySnapshotTime: input.snapshotDays === 0 ? undefined : input.snapshotTime,
    });
    this.resource.addResourceDependency(this.userGroup);
    this.host = this.resource.attrEndpointAddress;
    this.madeAlarms = serverlessAlarms(this, this.cacheName, input.maxDataGb, topicsOf(props));
  }

  public get alarms(): cloudwatch.Alarm[] {
    return [...this.madeAlarms];
  }

  public grantConnect(consumer: ec2.IConnectable, grantee: iam.IGrantable): iam.Grant {
    checkArguments('ServerlessCache.grantConnect', { consumer, grantee });
    const ports = ec2.Port.tcpRange(PORT, READER_PORT);
    allowConsumer('ServerlessCache', this, this.securityGroup, ports, consumer);
    return this.users.grantLogin(grantee, this.users.arnOf('serverlesscache', this.cacheName));
  }
}

function serverlessCacheSettingsOf(
  props: ServerlessCacheProps,
  access: CacheAccess,
  subnetCount: number,
): ServerlessCacheInput {
  const retention = props.snapshotRetention ?? Duration.days(1);
  return {
    subnetCount,
    maxDataGb: props.maxDataGb,
    maxEcpuPerSecond: props.maxEcpuPerSecond,
    accessString: props.accessString ?? APP_ACCESS,
    snapshotDays: retention.toDays({ integral: false }),
    snapshotTime: props.snapshotTime ?? '03:00',
    rotationDays: access._rotation?._interval?.toDays({ integral: false }),
  };
}
