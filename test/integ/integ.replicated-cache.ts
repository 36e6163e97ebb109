import { CacheAccess, CacheRotation } from '../../lib/cache/cache-access';
import { CacheUse } from '../../lib/cache/cache-use';
import { ReplicatedCache } from '../../lib/cache/replicated-cache';
import { growing, integApp } from './support/app';
import { cacheClient, WRITE_AND_READ, WRITTEN_AND_READ } from './support/cache-client';
import { testNetwork } from './support/network';
import { staysTheSame } from './support/stays';

// From one shard to two, online; then clients write and read in both, by password and by IAM token, and nobody else.
const { app, test } = integApp('replicated-cache');
const caches: ReplicatedCache[] = [];
const clients: string[] = [];
const { small, large } = growing(app, 'integ-replicated-cache', (stack, isLarge) => {
  const network = testNetwork(stack);
  const cache = new ReplicatedCache(stack, 'Cache', {
    vpc: network.vpc,
    vpcSubnets: network.allIsolatedSubnets,
    use: CacheUse.readThrough(),
    access: CacheAccess.both(CacheRotation.off('a test of an hour')),
    shards: isLarge ? 2 : 1,
  });
  caches.push(cache);
  clients.push(cacheClient(stack, network, cache).functionName);
  staysTheSame(stack, 'Cache', cache.host);
});
const ReplicationGroupId = caches[1].cacheName;
const checks = test([small, large]);

checks.holds(
  'ElastiCache',
  'describeReplicationGroups',
  { ReplicationGroupId },
  {
    'ReplicationGroups.0.Status': 'available',
    'ReplicationGroups.0.MultiAZ': 'enabled',
    'ReplicationGroups.0.AutomaticFailover': 'enabled',
    'ReplicationGroups.0.TransitEncryptionEnabled': true,
    'ReplicationGroups.0.AtRestEncryptionEnabled': true,
    'ReplicationGroups.0.NodeGroups.1.Status': 'available',
  },
);
for (const loginBy of ['password', 'iam'])
  checks.returns(clients[1], { loginBy, commands: WRITE_AND_READ }, WRITTEN_AND_READ);
checks.returns(clients[1], { loginBy: 'nothing', commands: [['GET', 'one']] }, [
  '-WRONGPASS invalid username-password pair or user is disabled.',
]);
