import { CacheAccess, CacheRotation } from '../../lib/cache/cache-access';
import { ServerlessCache } from '../../lib/cache/serverless-cache';
import { growing, integApp } from './support/app';
import { cacheClient, WRITE_AND_READ, WRITTEN_AND_READ } from './support/cache-client';
import { testNetwork } from './support/network';
import { staysTheSame } from './support/stays';

// Its limits are raised in place; clients write and read, by password and by IAM token.
const { app, test } = integApp('serverless-cache');
const caches: ServerlessCache[] = [];
const clients: string[] = [];
const { small, large } = growing(app, 'integ-serverless-cache', (stack, isLarge) => {
  const network = testNetwork(stack);
  const cache = new ServerlessCache(stack, 'Cache', {
    vpc: network.vpc,
    vpcSubnets: network.isolatedSubnets,
    maxDataGb: isLarge ? 2 : 1,
    maxEcpuPerSecond: isLarge ? 2000 : 1000,
    access: CacheAccess.both(CacheRotation.off('a test of an hour')),
  });
  caches.push(cache);
  clients.push(cacheClient(stack, network, cache, 'ServerlessCache').functionName);
  staysTheSame(stack, 'Cache', cache.host);
});
const checks = test([small, large]);

checks.holds(
  'ElastiCache',
  'describeServerlessCaches',
  { ServerlessCacheName: caches[1].cacheName },
  {
    'ServerlessCaches.0.Status': 'available',
    'ServerlessCaches.0.CacheUsageLimits.DataStorage.Maximum': 2,
    'ServerlessCaches.0.CacheUsageLimits.ECPUPerSecond.Maximum': 2000,
  },
);
for (const loginBy of ['password', 'iam'])
  checks.returns(clients[1], { loginBy, commands: WRITE_AND_READ }, WRITTEN_AND_READ);
