import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { CacheScaling } from '../../lib/cache/cache-scaling';
import { CacheUse } from '../../lib/cache/cache-use';
import { ValkeyVersion } from '../../lib/cache/valkey-version';
import { urgencyOf } from '../../lib/internal/alarm';
import { buildCache, cacheStack, ENV, synthCache } from './support';

const GROUP = 'AWS::ElastiCache::ReplicationGroup';
const large = new ec2.InstanceType('m7g.large');

describe('the replication group', () => {
  test('has every one-way door set, and failover over two zones', () => {
    synthCache().hasResource(GROUP, {
      Properties: {
        Engine: 'valkey',
        EngineVersion: '8.2',
        CacheNodeType: 'cache.t4g.small',
        ClusterMode: 'enabled',
        NumNodeGroups: 1,
        ReplicasPerNodeGroup: 1,
        AutomaticFailoverEnabled: true,
        MultiAZEnabled: true,
        Port: 6379,
        NetworkType: 'ipv4',
        AtRestEncryptionEnabled: true,
        TransitEncryptionEnabled: true,
        TransitEncryptionMode: 'required',
        CacheSubnetGroupName: { Ref: Match.stringLikeRegexp('SubnetGroup') },
        KmsKeyId: Match.absent(),
        NodeGroupConfiguration: Match.absent(),
        PreferredCacheClusterAZs: Match.absent(),
        ReplicationGroupId: Match.absent(),
        AuthToken: Match.absent(),
        AutoMinorVersionUpgrade: true,
      },
      UpdatePolicy: { UseOnlineResharding: true },
      DependsOn: [Match.stringLikeRegexp('UsersGroup')],
    });
  });

  test('stands in all subnets that it is given', () => {
    synthCache().hasResourceProperties('AWS::ElastiCache::SubnetGroup', {
      SubnetIds: [1, 2, 3].map((zone) => `subnet-0123456789abcde2${zone}`),
      CacheSubnetGroupName: Match.absent(),
    });
  });

  test('takes a key of yours', () => {
    const stack = cacheStack();
    const key = kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:123456789012:key/1');
    buildCache(stack, { encryptionKey: key });
    Template.fromStack(stack).hasResourceProperties(GROUP, { KmsKeyId: key.keyArn });
  });

  test.each([
    [CacheUse.sessionState(), 'volatile-lru', 'Snapshot', 1, 0],
    [CacheUse.readThrough(), 'allkeys-lru', 'Delete', 0, 1000],
    [CacheUse.jobResults(), 'volatile-ttl', 'Snapshot', 1, 0],
  ])('drops, saves and alarms as its use asks: %#', (use, policy, deletion, days, evictions) => {
    const template = synthCache({ use });
    template.hasResourceProperties('AWS::ElastiCache::ParameterGroup', {
      CacheParameterGroupFamily: 'valkey8',
      Properties: { 'cluster-enabled': 'yes', 'maxmemory-policy': policy },
      CacheParameterGroupName: Match.absent(),
    });
    template.hasResource(GROUP, {
      DeletionPolicy: deletion,
      UpdateReplacePolicy: deletion,
      Properties: { SnapshotRetentionLimit: days },
    });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmDescription: Match.stringLikeRegexp('drops keys'),
      Threshold: evictions,
    });
  });

  test('takes parameters beside its own', () => {
    synthCache({ parameters: { 'notify-keyspace-events': 'Ex' } }).hasResourceProperties(
      'AWS::ElastiCache::ParameterGroup',
      { Properties: { 'notify-keyspace-events': 'Ex', 'cluster-enabled': 'yes', 'maxmemory-policy': 'allkeys-lru' } },
    );
  });

  test('takes the parameters of its major version', () => {
    const template = synthCache({ version: ValkeyVersion.of('9.0') });
    template.hasResourceProperties(GROUP, { EngineVersion: '9.0' });
    template.hasResourceProperties('AWS::ElastiCache::ParameterGroup', { CacheParameterGroupFamily: 'valkey9' });
  });

  test('sends both logs to groups of its own', () => {
    const template = synthCache();
    template.resourceCountIs('AWS::Logs::LogGroup', 2);
    template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });
    const log = (type: string, id: string) => ({
      LogType: type,
      LogFormat: 'json',
      DestinationType: 'cloudwatch-logs',
      DestinationDetails: { CloudWatchLogsDetails: { LogGroup: { Ref: Match.stringLikeRegexp(id) } } },
    });
    template.hasResourceProperties(GROUP, {
      LogDeliveryConfigurations: [log('slow-log', 'SlowLog'), log('engine-log', 'EngineLog')],
    });
  });

  test('has windows that do not meet', () => {
    synthCache().hasResourceProperties(GROUP, {
      SnapshotWindow: '03:00-04:00',
      PreferredMaintenanceWindow: 'sun:04:30-sun:05:30',
    });
  });
});

describe('scaling', () => {
  const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';
  const POLICY = 'AWS::ApplicationAutoScaling::ScalingPolicy';

  test('of shards follows memory, and takes none away, unless told otherwise', () => {
    const template = synthCache({ nodeType: large, shards: 2, scaling: CacheScaling.shards({ max: 6 }) });
    template.hasResourceProperties(TARGET, {
      ServiceNamespace: 'elasticache',
      ScalableDimension: 'elasticache:replication-group:NodeGroups',
      ResourceId: { 'Fn::Join': ['', ['replication-group/', { Ref: Match.stringLikeRegexp('ReplicationGroup') }]] },
      MinCapacity: 2,
      MaxCapacity: 6,
      RoleARN: Match.absent(),
    });
    template.hasResourceProperties(POLICY, {
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: {
        PredefinedMetricSpecification: {
          PredefinedMetricType: 'ElastiCacheDatabaseMemoryUsageCountedForEvictPercentage',
        },
        TargetValue: 60,
        DisableScaleIn: true,
      },
    });
  });

  test('of shards follows the CPU of primary nodes on demand', () => {
    const scaling = CacheScaling.shards({ min: 3, max: 6, cpuPercent: 50, scaleIn: true });
    const template = synthCache({ nodeType: large, scaling });
    template.hasResourceProperties(TARGET, { MinCapacity: 3 });
    template.hasResourceProperties(POLICY, {
      TargetTrackingScalingPolicyConfiguration: {
        PredefinedMetricSpecification: { PredefinedMetricType: 'ElastiCachePrimaryEngineCPUUtilization' },
        TargetValue: 50,
        DisableScaleIn: false,
      },
    });
  });

  test('of replicas starts at those that there are, and alarms watch all that there may be', () => {
    const template = synthCache({ nodeType: large, scaling: CacheScaling.replicas({ max: 4 }) });
    template.hasResourceProperties(TARGET, {
      ScalableDimension: 'elasticache:replication-group:Replicas',
      MinCapacity: 1,
      MaxCapacity: 4,
    });
    template.hasResourceProperties(POLICY, {
      TargetTrackingScalingPolicyConfiguration: {
        PredefinedMetricSpecification: { PredefinedMetricType: 'ElastiCacheReplicaEngineCPUUtilization' },
        DisableScaleIn: false,
      },
    });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmDescription: Match.stringLikeRegexp('replica of the cache is behind'),
      Metrics: Match.arrayWith([Match.objectLike({ Expression: 'MAX([n1,n2,n3,n4,n5])' })]),
    });
  });
});

describe('alarms', () => {
  const alarmsOf = (template: Template) =>
    Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties);

  test('one alarm tells of silence: on nodes that are there as long as the cache is', () => {
    const alarms = Object.entries(synthCache({ watchedShards: 8 }).findResources('AWS::CloudWatch::Alarm'));
    const silent = alarms.filter(([, { Properties }]) => Properties.TreatMissingData === 'breaching');
    expect(silent.map(([id]) => id)).toEqual([expect.stringMatching(/^CacheDownAlarm[0-9A-F]{8}$/)]);
  });

  const nodesIn = (metrics: unknown) => JSON.stringify(metrics).match(/-\d{4}-\d{3}/g);

  test('are on the group and on the nodes that there are', () => {
    const stack = cacheStack();
    const cache = buildCache(stack, { shards: 2 });
    const alarms = alarmsOf(Template.fromStack(stack));
    expect(cache.alarms).toHaveLength(6);
    expect(alarms).toHaveLength(6);
    expect(
      alarms
        .slice(0, 2)
        .map(({ MetricName, Dimensions }) => [MetricName, Dimensions.map((d: { Name: string }) => d.Name)]),
    ).toEqual([
      ['DatabaseMemoryUsageCountedForEvictPercentage', ['ReplicationGroupId']],
      ['EngineCPUUtilization', ['ReplicationGroupId', 'Role']],
    ]);
    expect(nodesIn(alarms[2].Metrics)).toEqual(['-0001-001', '-0001-002']);
    for (const { Metrics } of alarms.slice(3))
      expect(nodesIn(Metrics)).toEqual(['-0001-001', '-0001-002', '-0002-001', '-0002-002']);
  });

  test('are on the nodes that scaling may add', () => {
    const alarms = alarmsOf(synthCache({ nodeType: large, scaling: CacheScaling.shards({ max: 3 }) }));
    expect(nodesIn(alarms[5].Metrics)).toHaveLength(6);
  });

  test('of further shards may stand in another stack, so that resharding changes nothing beside it', () => {
    const made = (shards: number) => {
      const stack = cacheStack();
      const ops = new Stack(stack.node.root as App, 'ops', { env: ENV });
      const cache = buildCache(stack, { shards, watchedShards: 1 });
      const further = cache.watchFurtherShards(ops, 'CacheNodes');
      return { further, cache: Template.fromStack(stack), ops: Template.fromStack(ops) };
    };
    const [one, four] = [made(1), made(4)];
    expect(one.further).toEqual([]);
    expect(four.further).toHaveLength(3);
    expect(alarmsOf(four.cache)).toEqual(alarmsOf(one.cache));
    expect(nodesIn(alarmsOf(four.ops)[0].Metrics)).toEqual(
      ['0002', '0003', '0004'].flatMap((shard) => [`-${shard}-001`, `-${shard}-002`]),
    );
  });

  test('say who gets up: a session that is dropped is lost, a copy is read again', () => {
    const urgencies = (use: CacheUse) =>
      buildCache(cacheStack(), { use }).alarms.map((alarm) => `${alarm.node.id} ${urgencyOf(alarm)}`);
    expect(urgencies(CacheUse.readThrough())).toEqual([
      'MemoryAlarm notice',
      'EngineCpuAlarm notice',
      'DownAlarm page',
      'EvictionsAlarm notice',
      'ReplicationLagAlarm notice',
      'ConnectionsAlarm notice',
    ]);
    expect(urgencies(CacheUse.sessionState())).toContain('EvictionsAlarm page');
    expect(urgencies(CacheUse.jobResults())).toContain('EvictionsAlarm page');
  });

  test('come in lots where there are more nodes than one can watch', () => {
    const ids = Object.keys(
      synthCache({ watchedShards: 8, replicasPerShard: 2 }).findResources('AWS::CloudWatch::Alarm'),
    );
    expect(ids.map((id) => id.replace(/^Cache|[A-F0-9]{8}$/g, '')).filter((id) => id.startsWith('Evictions'))).toEqual([
      'EvictionsAlarm',
      'EvictionsAlarm2',
      'EvictionsAlarm3',
    ]);
  });

  test('go to a topic, with their end', () => {
    const stack = cacheStack();
    const topic = new sns.Topic(stack, 'Topic');
    buildCache(stack, { alarmTopic: topic });
    Template.fromStack(stack).allResourcesProperties('AWS::CloudWatch::Alarm', {
      AlarmActions: [stack.resolve(topic.topicArn)],
      OKActions: [stack.resolve(topic.topicArn)],
    });
  });
});
