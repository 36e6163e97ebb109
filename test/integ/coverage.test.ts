import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Construct } from 'constructs';
import * as api from '../../index';

/** The test that deploys each construct. */
const TESTED_BY: Record<string, string> = {
  ApiShield: 'api-shield',
  AuroraDatabase: 'aurora-database',
  BackupCopyKey: 'backup-copies',
  CostGuard: 'cost-guard',
  DatabaseProxy: 'database-proxy',
  DomainRedirect: 'domain-redirect',
  DurableBucket: 'buckets',
  FanOut: 'fan-out',
  FrontDoor: 'front-door',
  GlobalTable: 'global-table',
  LogBucket: 'buckets',
  Network: 'network',
  OriginSecret: 'api-shield',
  PrivateLoadBalancer: 'web-acl',
  PrivateOrigin: 'front-door',
  ReplicatedCache: 'replicated-cache',
  ReplicatedDatabase: 'replicated-database',
  ServerlessCache: 'serverless-cache',
  StaticSite: 'static-site',
  SteadyState: 'steady-state',
  SubscriberQueue: 'fan-out',
  WebAcl: 'web-acl',
  WebService: 'deployment',
  WebTier: 'web-tier',
  WorkQueue: 'work-queue',
  WorkerPool: 'work-queue',
};

/** Why a construct has none. */
const UNTESTED: Record<string, string> = {
  ScalableApp:
    'Its stacks are made of the constructs above, and keep their databases, buckets and keys: no run could clean up after itself. test/deploy takes it through every stage.',
};

const constructs = Object.entries(api).flatMap(([name, value]) =>
  typeof value === 'function' && value.prototype instanceof Construct ? [name] : [],
);
const tests = readdirSync(__dirname).flatMap((file) => /^integ\.(.*)\.ts$/.exec(file)?.[1] ?? []);
const source = (test: string) => readFileSync(join(__dirname, `integ.${test}.ts`), 'utf8');

test('every construct that is exported has an integration test, or a reason', () => {
  expect([...Object.keys(TESTED_BY), ...Object.keys(UNTESTED)].sort()).toEqual(constructs.sort());
});

test.each(Object.entries(TESTED_BY))('%s is made in integ.%s.ts', (construct, name) => {
  expect(source(name)).toContain(`new ${construct}(`);
});

test('every integration test checks something on the account', () => {
  expect(tests.filter((name) => !/checks\.(holds|answers|returns|http)\(/.test(source(name)))).toEqual([]);
});
