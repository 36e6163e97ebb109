import { Duration, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CacheAccess, CacheRotation } from '../../lib/cache/cache-access';
import { CacheScaling } from '../../lib/cache/cache-scaling';
import { ReplicatedCacheProps } from '../../lib/cache/replicated-cache-props';
import { ServerlessCacheProps } from '../../lib/cache/serverless-cache';
import { ValkeyVersion } from '../../lib/cache/valkey-version';
import { buildCache, buildServerless, cacheStack, synthCache } from './support';

const type = (name: string) => new ec2.InstanceType(name);
const large = type('m7g.large');
const zones = (...availabilityZones: string[]) => ({
  subnetType: ec2.SubnetType.PRIVATE_ISOLATED,
  availabilityZones,
});
const rotating = (interval: Duration) => ({ access: CacheAccess.password(CacheRotation.every(interval)) });

const PERCENT = 'give a percentage above 0, up to 100';
const ABOVE_ZERO = 'an alarm needs a threshold above zero';
const FAMILIES =
  'Application Auto Scaling serves the families r7g, r6g, r6gd, r5, m7g, m6g, m5, c7gn in the sizes large, xlarge, 2xlarge ' +
  'alone. Take one of them, or CacheScaling.none()';
const SCALED_SHARDS = 'write whole numbers from 1 to 250, min not above max';
const SCALED_REPLICAS = 'max must be a whole number up to 5, and not below replicasPerShard';
const QUOTA = 'an account has 90 nodes a cluster, and AWS raises it to 500 at most. Write what Service Quotas shows';
const raise = (nodes: number) =>
  `Have AWS raise it (Service Quotas: nodes per cluster), then write nodeQuota: ${nodes}`;
const DAILY = "write an hour or more of a day in UTC, such as '03:00-04:00'";
const WEEKLY = "write an hour to a day of a week in UTC, such as 'sun:04:30-sun:05:30'";
const DAYS = 'snapshots are kept for 0 to 35 whole days';
const ROTATION = 'passwords rotate every 1 to 1000 whole days. Write CacheRotation.every(Duration.days(30))';
const EXAMPLE = "Write for example 'on ~app:* +@read +@write'";
const OWN =
  "cluster mode is always on, and `use` says what is dropped when memory is full. Leave out 'cluster-enabled' and " +
  "'maxmemory-policy'";

test.each<[string, Partial<ReplicatedCacheProps>]>([
  [
    'vpcSubnets (number of subnets) is 1: Multi-AZ needs subnets in two zones or more. Pass those of all zones, used ' +
      'yet or not',
    { vpcSubnets: zones('eu-west-1a') },
  ],
  [
    `version is "8": write major and minor version, such as '8.2'; ElastiCache patches it by itself`,
    { version: ValkeyVersion.of('8') },
  ],
  [
    `nodeType is "cache.t4g.small": leave out 'cache.': write new ec2.InstanceType('t4g.small')`,
    { nodeType: type('cache.t4g.small') },
  ],
  [
    'nodeType is "r6gd.xlarge": r6gd nodes keep data on disks as well, which a cache has for good or never. Take r7g, and ' +
      'more shards for more memory',
    { nodeType: type('r6gd.xlarge') },
  ],
  ['shards is 0: write a whole number from 1 to 90', { shards: 0 }],
  ['shards is 91: write a whole number from 1 to 90', { shards: 91, watchedShards: 90 }],
  ['shards is 1.5: write a whole number from 1 to 90', { shards: 1.5 }],
  [
    'replicasPerShard is 0: a single node has nothing to fail over to, and ElastiCache refuses Multi-AZ for it. Write 1 at ' +
      'least; it can never be added later',
    { replicasPerShard: 0 },
  ],
  ['replicasPerShard is 6: write a whole number from 1 to 5', { replicasPerShard: 6 }],
  [`nodeQuota is 89: ${QUOTA}`, { nodeQuota: 89 }],
  [`nodeQuota is 501: ${QUOTA}`, { nodeQuota: 501 }],
  [
    `nodes at most (shards × (1 + replicas)) > nodeQuota is 92: the account's quota is 90 nodes a cluster. ${raise(92)}`,
    { shards: 46, watchedShards: 46 },
  ],
  [
    `nodes at most (shards × (1 + replicas)) > nodeQuota is 96: the account's quota is 95 nodes a cluster. ${raise(96)}`,
    { nodeType: large, shards: 16, watchedShards: 16, scaling: CacheScaling.replicas({ max: 5 }), nodeQuota: 95 },
  ],
  [
    `nodes at most (shards × (1 + replicas)) > nodeQuota is 100: the account's quota is 90 nodes a cluster. ${raise(100)}`,
    { nodeType: large, scaling: CacheScaling.shards({ max: 50 }) },
  ],
  [
    'nodes at most (shards × (1 + replicas)) is 504: a cluster has 500 nodes at most. Take fewer shards or replicas of a ' +
      'larger node type',
    { shards: 84, watchedShards: 84, replicasPerShard: 5, nodeQuota: 500 },
  ],
  ['watchedShards is 251: write a whole number from 1 to 250', { watchedShards: 251 }],
  [`nodeType is "t4g.small": ${FAMILIES}`, { scaling: CacheScaling.shards({ max: 2 }) }],
  [
    `nodeType is "m7g.4xlarge": ${FAMILIES}`,
    { nodeType: type('m7g.4xlarge'), scaling: CacheScaling.shards({ max: 2 }) },
  ],
  [
    'scaling is ["cpuPercent","memoryPercent"]: shards follow one metric. Leave out one of the two',
    { nodeType: large, scaling: CacheScaling.shards({ max: 2, cpuPercent: 50, memoryPercent: 50 }) },
  ],
  [
    `scaling (target in percent) is 101: ${PERCENT}`,
    { nodeType: large, scaling: CacheScaling.shards({ max: 2, cpuPercent: 101 }) },
  ],
  [
    `scaling (shards) is [3,2]: ${SCALED_SHARDS}`,
    { nodeType: large, scaling: CacheScaling.shards({ min: 3, max: 2 }) },
  ],
  [`scaling (shards) is [1,251]: ${SCALED_SHARDS}`, { nodeType: large, scaling: CacheScaling.shards({ max: 251 }) }],
  [
    'shards > scaling (max) is [3,2]: the cache would be made smaller as soon as it is there. Raise max',
    { nodeType: large, shards: 3, scaling: CacheScaling.shards({ min: 1, max: 2 }) },
  ],
  [
    `scaling (replicas) is [2,1]: ${SCALED_REPLICAS}`,
    { nodeType: large, replicasPerShard: 2, scaling: CacheScaling.replicas({ max: 1 }) },
  ],
  [`scaling (replicas) is [1,6]: ${SCALED_REPLICAS}`, { nodeType: large, scaling: CacheScaling.replicas({ max: 6 }) }],
  ['port is 80: ElastiCache takes whole numbers from 1150 to 65535. Leave it out for 6379', { port: 80 }],
  [`snapshotRetention (days) is 36: ${DAYS}`, { snapshotRetention: Duration.days(36) }],
  [`snapshotRetention (days) is 0.5: ${DAYS}`, { snapshotRetention: Duration.hours(12) }],
  [`snapshotWindow is "03:00-03:59": ${DAILY}`, { snapshotWindow: '03:00-03:59' }],
  [`maintenanceWindow is "sun:05:00-sun:05:59": ${WEEKLY}`, { maintenanceWindow: 'sun:05:00-sun:05:59' }],
  [
    'snapshotWindow and maintenanceWindow is ["04:00-05:00","sun:04:30-sun:05:30"]: they overlap, which ElastiCache ' +
      'refuses. Move one of them',
    { snapshotWindow: '04:00-05:00' },
  ],
  [`parameters is {"maxmemory-policy":"noeviction"}: ${OWN}`, { parameters: { 'maxmemory-policy': 'noeviction' } }],
  [`parameters is {"cluster-enabled":"no"}: ${OWN}`, { parameters: { 'cluster-enabled': 'no' } }],
  [
    `accessString is "on ~* +@all >secret": '>secret' sets or removes a password, which ElastiCache does by itself. ${EXAMPLE}`,
    { accessString: 'on ~* +@all >secret' },
  ],
  [
    `accessString is "on nopass ~* +@all": 'nopass' sets or removes a password, which ElastiCache does by itself. ${EXAMPLE}`,
    { accessString: 'on nopass ~* +@all' },
  ],
  [
    `accessString is "~* +@all": it switches the user neither 'on' nor 'off', which is off. ${EXAMPLE}`,
    { accessString: '~* +@all' },
  ],
  [`accessString is "on * +@all": '*' is no rule of an access string. ${EXAMPLE}`, { accessString: 'on * +@all' }],
  [`access (rotation in days) is 0: ${ROTATION}`, rotating(Duration.days(0))],
  [`access (rotation in days) is 1001: ${ROTATION}`, rotating(Duration.days(1001))],
  [`alarmThresholds.memoryPercent is 0: ${PERCENT}`, { alarmThresholds: { memoryPercent: 0 } }],
  [`alarmThresholds.engineCpuPercent is 101: ${PERCENT}`, { alarmThresholds: { engineCpuPercent: 101 } }],
  [
    'alarmThresholds.evictionsPerMinute is -1: write zero or more keys',
    { alarmThresholds: { evictionsPerMinute: -1 } },
  ],
  [
    `alarmThresholds.replicationLag (seconds) is 0: ${ABOVE_ZERO}`,
    { alarmThresholds: { replicationLag: Duration.seconds(0) } },
  ],
  [`alarmThresholds.connections is 0: ${ABOVE_ZERO}`, { alarmThresholds: { connections: 0 } }],
])('ReplicatedCache: %s', (message, props) => {
  expect(() => buildCache(cacheStack(), props)).toThrow(
    expect.objectContaining({ message: `ReplicatedCache at 'cache/Cache':\n  - ${message}` }),
  );
});

const SUBNETS =
  'a serverless cache takes subnets in two or three zones, for good. Pass those of all zones, used yet or not';

test.each<[string, Partial<ServerlessCacheProps>]>([
  [`vpcSubnets (number of subnets) is 1: ${SUBNETS}`, { vpcSubnets: zones('eu-west-1a') }],
  ['maxDataGb is 0: write whole GB from 1 to 5000', { maxDataGb: 0 }],
  ['maxDataGb is 5001: write whole GB from 1 to 5000', { maxDataGb: 5001 }],
  ['maxEcpuPerSecond is 999: write a whole number from 1000 to 15000000', { maxEcpuPerSecond: 999 }],
  [`snapshotTime is "3:00": write a time of day in UTC, such as '03:00'`, { snapshotTime: '3:00' }],
  [`snapshotRetention (days) is 36: ${DAYS}`, { snapshotRetention: Duration.days(36) }],
])('ServerlessCache: %s', (message, props) => {
  expect(() => buildServerless(cacheStack(), props)).toThrow(
    expect.objectContaining({ message: `ServerlessCache at 'cache/Cache':\n  - ${message}` }),
  );
});

test('every failure is told at once', () => {
  expect(() => buildCache(cacheStack(), { port: 1, shards: 0, replicasPerShard: 9 })).toThrow(
    /shards is 0: [^]*replicasPerShard is 9: [^]*port is 1: /,
  );
});

test('bounds are inclusive', () => {
  expect(() =>
    buildCache(cacheStack(), {
      nodeType: type('r7g.2xlarge'),
      shards: 90,
      watchedShards: 90,
      scaling: CacheScaling.shards({ min: 1, max: 250, memoryPercent: 100 }),
      nodeQuota: 500,
      port: 65_535,
      snapshotRetention: Duration.days(35),
      snapshotWindow: '03:00-04:00',
      ...rotating(Duration.days(1000)),
    }),
  ).not.toThrow();
});

test.each<Partial<ReplicatedCacheProps>>([
  { shards: 45, watchedShards: 45 },
  { shards: 15, watchedShards: 15, replicasPerShard: 5 },
  { shards: 83, watchedShards: 83, replicasPerShard: 5, nodeQuota: 500 },
  { nodeType: large, shards: 15, watchedShards: 15, scaling: CacheScaling.replicas({ max: 5 }) },
])('takes as many nodes as there may be: %j', (props) => {
  expect(() => buildCache(cacheStack(), props)).not.toThrow();
});

test.each([
  'on ~app:* +@read +@write',
  'off ~* -@all',
  'on %R~a:* &news +get +client|setname (~b:* +@all)',
  'on allkeys allcommands',
])('takes the access string %s', (accessString) => {
  expect(() => buildCache(cacheStack(), { accessString })).not.toThrow();
});

test('tokens are left to the deployment', () => {
  expect(() =>
    buildCache(cacheStack(), {
      port: Token.asNumber({ Ref: 'Port' }),
      nodeType: type(Token.asString({ Ref: 'Type' })),
      shards: Token.asNumber({ Ref: 'Shards' }),
      nodeQuota: Token.asNumber({ Ref: 'Quota' }),
      snapshotWindow: Token.asString({ Ref: 'Window' }),
      accessString: Token.asString({ Ref: 'Access' }),
    }),
  ).not.toThrow();
});

test('shards that nobody watches are told at synth', () => {
  expect(() => synthCache({ shards: 6, watchedShards: 5 })).toThrow(
    "ReplicatedCache at 'cache/Cache': watchedShards is 5, and shards 6: the alarms on single nodes leave out the last shards. Call watchFurtherShards() from another stack, or set watchedShards to 6 or more in a step before the one that adds shards",
  );
});
