import { execFileSync } from 'node:child_process';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CacheAccess, CacheRotation } from '../../lib/cache/cache-access';
import { CacheUse } from '../../lib/cache/cache-use';
import { buildCache, cacheStack } from '../cache/support';
import { freePort, program, ServerFolder } from './server';

// What a cache is made with, tried on a real server: a wrong word in it would fail the deployment, and nothing before.
const ADMIN = 'admin';
const PASSWORD = 'of-the-test-and-of-nobody-else';

let folder: ServerFolder;
let port: number;
let cli: string;

/** What a command answers, as that user. */
function as(user: string, password: string, ...command: string[]): string {
  const login = ['--no-auth-warning', '--user', user, '--pass', password];
  return execFileSync(cli, ['-p', String(port), ...login, ...command], { encoding: 'utf8' }).trim();
}
const admin = (...command: string[]) => as(ADMIN, PASSWORD, ...command);

beforeAll(async () => {
  cli = program('/usr/bin/valkey-cli', '/usr/bin/redis-cli');
  const server = program('/usr/bin/valkey-server', '/usr/bin/redis-server');
  folder = new ServerFolder(server.includes('valkey') ? 'valkey' : 'redis');
  port = await freePort();
  const settings = {
    port: String(port),
    bind: '127.0.0.1',
    dir: folder.path,
    'cluster-enabled': 'yes',
    'cluster-require-full-coverage': 'no',
    save: '',
    maxmemory: '100mb',
    user: `${ADMIN} on >${PASSWORD} ~* &* +@all`,
  };
  const config = folder.write(
    'server.conf',
    Object.entries(settings)
      .map(([name, value]) => `${name} ${value || '""'}`)
      .join('\n'),
  );
  await folder.start(server, [config], async () => admin('PING'));
  // As on ElastiCache, where a user group of the engine valkey leaves nobody without a name.
  admin('ACL', 'SETUSER', 'default', 'off');
  admin('CLUSTER', 'ADDSLOTSRANGE', '0', '16383');
  for (let tries = 0; !admin('CLUSTER', 'INFO').includes('cluster_state:ok'); tries++) {
    if (tries > 100) throw new Error('the cluster did not come up');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}, 60_000);

afterAll(() => folder?.remove());

function templateOf(props: Parameters<typeof buildCache>[1]): Template {
  return Template.fromStack(
    Stack.of(buildCache(cacheStack(), { nodeType: new ec2.InstanceType('m7g.large'), ...props })),
  );
}

const only = (template: Template, type: string) => Object.values(template.findResources(type))[0].Properties;

/** Makes the user that the template has. */
function addUser(accessString?: string): string {
  const access = CacheAccess.password(CacheRotation.off('a test'));
  const { UserName, AccessString } = only(templateOf({ access, accessString }), 'AWS::ElastiCache::User');
  expect(admin('ACL', 'SETUSER', UserName, 'reset', `>${PASSWORD}`, ...AccessString.split(' '))).toBe('OK');
  return UserName;
}

test('nobody gets in without a name', () => {
  expect(execFileSync(cli, ['-p', String(port), 'PING'], { encoding: 'utf8' })).toMatch(/^NOAUTH/);
});

describe("the app's user", () => {
  let user: string;
  const app = (...command: string[]) => as(user, PASSWORD, ...command);
  beforeAll(() => {
    user = addUser();
  });

  test('reads and writes any key', () => {
    expect(app('SET', 'session:1', 'a', 'EX', '60')).toBe('OK');
    expect(app('GET', 'session:1')).toBe('a');
    expect(app('HSET', 'user:1', 'name', 'Ada')).toBe('1');
    expect(app('EVAL', 'return redis.call("GET", KEYS[1])', '1', 'session:1')).toBe('a');
    expect(app('SCAN', '0', 'COUNT', '1000')).toContain('session:1');
    expect(app('DEL', 'session:1')).toBe('1');
  });

  test.each([
    [['CLUSTER', 'SLOTS']],
    [['CLUSTER', 'SHARDS']],
    [['CLUSTER', 'NODES']],
    [['CLUSTER', 'INFO']],
    [['COMMAND']],
    [['INFO', 'server']],
    [['HELLO', '3']],
    [['PING']],
    [['READONLY']],
    [['CLIENT', 'SETNAME', 'app']],
    [['CLIENT', 'ID']],
    [['PUBLISH', 'news', 'x']],
    [['SPUBLISH', 'news', 'x']],
  ])('may do what cluster clients do when they connect: %j', (command) => {
    expect(app(...command)).not.toMatch(/NOPERM|ERR/);
  });

  test.each([
    [['FLUSHALL']],
    [['FLUSHDB']],
    [['KEYS', '*']],
    [['CONFIG', 'GET', 'maxmemory']],
    [['ACL', 'LIST']],
    [['SHUTDOWN']],
    [['CLUSTER', 'RESET']],
    [['CLIENT', 'KILL', 'TYPE', 'normal']],
    [['REPLICAOF', 'NO', 'ONE']],
    [['MONITOR']],
  ])('may not %j', (command) => {
    expect(app(...command)).toMatch(/^NOPERM/);
  });
});

test('an access string of your own is the rule that the server makes of it', () => {
  const user = addUser('on ~app:* resetchannels -@all +@read +@write +ping');
  expect(as(user, PASSWORD, 'SET', 'app:1', 'a')).toBe('OK');
  expect(as(user, PASSWORD, 'SET', 'other:1', 'a')).toMatch(/^NOPERM/);
  expect(as(user, PASSWORD, 'PUBLISH', 'news', 'x')).toMatch(/^NOPERM/);
});

test.each(['on ~* &* +@nonsense', 'on ~* +nosuchcommand'])(
  'the server refuses what no rule of ours can see: %s',
  (text) => {
    expect(admin('ACL', 'SETUSER', 'wrong', 'reset', ...text.split(' '))).toMatch(/^ERR|Error in ACL SETUSER/);
  },
);

describe('parameters', () => {
  test.each([
    ['sessions', CacheUse.sessionState()],
    ['a read-through cache', CacheUse.readThrough()],
    ['job results', CacheUse.jobResults()],
  ])('of %s are known to the server', (_, use) => {
    const { Properties } = only(templateOf({ use }), 'AWS::ElastiCache::ParameterGroup');
    const { 'cluster-enabled': cluster, ...settable } = Properties;
    expect(admin('CONFIG', 'GET', 'cluster-enabled').split('\n')[1]).toBe(cluster);
    for (const [name, value] of Object.entries<string>(settable)) {
      expect(admin('CONFIG', 'SET', name, value)).toBe('OK');
      expect(admin('CONFIG', 'GET', name).split('\n')[1]).toBe(value);
    }
  });

  const value = 'x'.repeat(100_000);
  const fill = (prefix: string, ...options: string[]) => {
    const lines = Array.from({ length: 300 }, (_, i) => `SET ${prefix}:${i} ${value} ${options.join(' ')}`).join('\n');
    return execFileSync(cli, ['-p', String(port), '--no-auth-warning', '--user', ADMIN, '--pass', PASSWORD], {
      encoding: 'utf8',
      input: lines,
      maxBuffer: 1e8,
    });
  };
  const policyOf = (use: CacheUse) =>
    only(templateOf({ use }), 'AWS::ElastiCache::ParameterGroup').Properties['maxmemory-policy'];

  beforeEach(() => {
    admin('FLUSHALL');
    admin('CONFIG', 'SET', 'maxmemory', '20mb');
  });

  test('a full read-through cache takes every write', () => {
    admin('CONFIG', 'SET', 'maxmemory-policy', policyOf(CacheUse.readThrough()));
    expect(fill('row')).not.toMatch(/OOM/);
    expect(Number(admin('DBSIZE'))).toBeLessThan(300);
  });

  test('a full cache of sessions drops sessions, and no key without a time to live', () => {
    admin('CONFIG', 'SET', 'maxmemory-policy', policyOf(CacheUse.sessionState()));
    admin('SET', 'settings', 'kept');
    expect(fill('session', 'EX', '3600')).not.toMatch(/OOM/);
    expect(admin('GET', 'settings')).toBe('kept');
    expect(fill('forever')).toMatch(/OOM/);
  });

  test('a full cache of job results drops those that would end soonest', () => {
    admin('CONFIG', 'SET', 'maxmemory-policy', policyOf(CacheUse.jobResults()));
    admin('SET', 'result:long', 'kept', 'EX', '864000');
    expect(fill('result', 'EX', '60')).not.toMatch(/OOM/);
    expect(admin('GET', 'result:long')).toBe('kept');
  });
});
