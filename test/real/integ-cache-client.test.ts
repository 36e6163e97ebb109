import { execFileSync } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { CLIENT, WRITE_AND_READ, WRITTEN_AND_READ } from '../integ/support/cache-client';
import { Certificates, freePort, program, ServerFolder } from './server';

// The client by which integration tests look at caches, against a cluster of two shards over TLS: on an account, a
// mistake in it would look like one of the cache.
const PASSWORD = 'of-the-test-and-of-nobody-else';
const folders: ServerFolder[] = [];
let certificates: Certificates;
let ports: number[];
let cli: string;

function admin(port: number, ...command: string[]): string {
  const tls = ['--tls', '--cacert', certificates.authorityFile, '-h', 'localhost', '-p', String(port)];
  const login = ['--no-auth-warning', '--user', 'admin', '--pass', PASSWORD];
  return execFileSync(cli, [...tls, ...login, ...command], { encoding: 'utf8', stdio: 'pipe' }).trim();
}

async function startShard(folder: ServerFolder, server: string, busPort: number): Promise<number> {
  const port = await freePort();
  const settings = {
    port: '0',
    'tls-port': String(port),
    'tls-cert-file': certificates.certificateFile,
    'tls-key-file': certificates.keyFile,
    'tls-ca-cert-file': certificates.authorityFile,
    'tls-auth-clients': 'no',
    'tls-cluster': 'yes',
    bind: '127.0.0.1',
    dir: folder.path,
    'cluster-enabled': 'yes',
    'cluster-port': String(busPort),
    // The name of the certificate, to which a client is sent on.
    'cluster-announce-hostname': 'localhost',
    'cluster-preferred-endpoint-type': 'hostname',
    save: '""',
  };
  const users = [`admin on >${PASSWORD} ~* &* +@all`, `app on >${PASSWORD} ~* &* +@all -@dangerous`, 'default off'];
  const lines = [...Object.entries(settings), ...users.map((user) => ['user', user])];
  const config = folder.write('server.conf', lines.map((line) => line.join(' ')).join('\n'));
  await folder.start(server, [config], async () => admin(port, 'PING'));
  return port;
}

beforeAll(async () => {
  cli = program('/usr/bin/valkey-cli', '/usr/bin/redis-cli');
  const server = program('/usr/bin/valkey-server', '/usr/bin/redis-server');
  const user = server.includes('valkey') ? 'valkey' : 'redis';
  folders.push(new ServerFolder(user), new ServerFolder(user));
  certificates = folders[0].certificates();
  const buses = [await freePort(), await freePort()];
  ports = [await startShard(folders[0], server, buses[0]), await startShard(folders[1], server, buses[1])];
  admin(ports[0], 'CLUSTER', 'ADDSLOTSRANGE', '0', '8191');
  admin(ports[1], 'CLUSTER', 'ADDSLOTSRANGE', '8192', '16383');
  admin(ports[0], 'CLUSTER', 'MEET', '127.0.0.1', String(ports[1]), String(buses[1]));
  for (const port of ports)
    for (let tries = 0; !/cluster_state:ok[^]*cluster_size:2/.test(admin(port, 'CLUSTER', 'INFO')); tries++) {
      if (tries > 200) throw new Error(`the cluster did not come up:\n${admin(port, 'CLUSTER', 'INFO')}`);
      await setTimeout(100);
    }
}, 60_000);

afterAll(() => Promise.all(folders.map((folder) => folder.remove())));

function ask(loginBy: string, commands: string[][]): string[] {
  const request = JSON.stringify({ loginBy, commands });
  const script = `${CLIENT};exports.handler(${request}).then((all) => console.log(JSON.stringify(all)))`;
  const env = {
    HOST: 'localhost',
    PORT: String(ports[0]),
    NAME: 'cache',
    PASSWORD_USER: 'app',
    PASSWORD,
    IAM_USER: 'app',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'key',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_SESSION_TOKEN: 'session',
    NODE_EXTRA_CA_CERTS: certificates.authorityFile,
  };
  return JSON.parse(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8', env }));
}

test('it writes and reads keys of both shards, by a password', () => {
  expect(ask('password', WRITE_AND_READ)).toEqual(WRITTEN_AND_READ);
  const keys = ports.map((port) => Number(admin(port, 'DBSIZE')));
  expect(Math.min(...keys)).toBeGreaterThan(0);
});

test('it says what the server refuses', () => {
  expect(ask('nothing', [['GET', 'one']])).toEqual(['-WRONGPASS invalid username-password pair or user is disabled.']);
  expect(ask('iam', [['GET', 'one']])[0]).toMatch(/^-WRONGPASS/);
  expect(ask('password', [['FLUSHALL']])[0]).toMatch(/^-NOPERM/);
});
