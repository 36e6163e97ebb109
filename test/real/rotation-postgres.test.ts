import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { generatePassword } from '../../handlers/rotation/password';
import { postgresDriver } from '../../handlers/rotation/postgres';
import { rotationHandler } from '../../handlers/rotation/rotation';
import { SecretsManager } from '../handlers/rotation/secrets-manager';
import { describeRotation, event, LAMBDA, STEPS, Subject } from '../handlers/rotation/suite';
import { rotateByBundle } from './bundled-function';
import { Certificates, freePort, program, resolveToLoopback, ServerFolder } from './server';

const ADMIN = 'admin_of_the_test';
const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql').sort() : [];
const binary = (name: string) =>
  program(...versions.map((each) => join('/usr/lib/postgresql', each, 'bin', name)).reverse());

let folder: ServerFolder;
let certificates: Certificates;
let port: number;
let users = 0;

const logFile = () => folder.file('server.log');

async function asAdmin(sql: string): Promise<void> {
  const client = new Client({ host: folder.path, port, user: ADMIN, database: 'postgres' });
  await client.connect();
  await client.query(sql);
  await client.end();
}

beforeAll(async () => {
  folder = new ServerFolder('postgres');
  certificates = folder.certificates();
  port = await freePort();
  folder.run(binary('initdb'), ['-D', folder.file('data'), '-U', ADMIN, '--auth=trust', '--no-sync']);
  // As on RDS: TLS or nothing, and the password checked by SCRAM.
  folder.write('data/pg_hba.conf', 'local all all trust\nhostssl all all all scram-sha-256\n');
  const settings = {
    port,
    listen_addresses: 'localhost',
    unix_socket_directories: folder.path,
    ssl: 'on',
    ssl_cert_file: certificates.certificateFile,
    ssl_key_file: certificates.keyFile,
    fsync: 'off',
    log_statement: 'all',
    log_destination: 'stderr',
    logging_collector: 'on',
    log_directory: folder.path,
    log_filename: 'server.log',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  await folder.start(binary('postgres'), ['-D', folder.file('data'), ...options], () => asAdmin('SELECT 1'));
}, 60_000);

afterAll(() => folder?.remove());

afterEach(() => jest.restoreAllMocks());

async function freshUser(): Promise<Subject> {
  const username = `app_${++users}`;
  const password = generatePassword();
  await asAdmin(`CREATE ROLE ${username} LOGIN PASSWORD '${password}'`);
  return {
    driver: postgresDriver([certificates.authority]),
    credentials: { engine: 'postgres', host: 'localhost', port, username, password, dbname: 'postgres' },
    setPassword: (value) => asAdmin(`ALTER ROLE ${username} PASSWORD '${value}'`),
  };
}

describe('on PostgreSQL', () => describeRotation(freshUser));

test('the function as it is shipped rotates twice, and logs no password', async () => {
  const { driver, credentials } = await freshUser();
  const secrets = new SecretsManager(credentials);

  await rotateByBundle('rotation-postgres', secrets, certificates.authorityFile);
  const logged = await rotateByBundle('rotation-postgres', secrets, certificates.authorityFile);

  const current = secrets.value('AWSCURRENT')!;
  await (await driver.connect({ ...credentials, password: String(current.password) })).close();
  expect(logged).toContain('"step":"finishSecret"');
  expect(logged).not.toContain(current.password);
});

test('no password reaches the log of the server, which logs every statement', async () => {
  const { driver, credentials } = await freshUser();
  const secrets = new SecretsManager(credentials);
  const token = secrets.startRotation();
  jest.spyOn(console, 'info').mockImplementation();

  for (const step of STEPS) await rotationHandler(secrets.client, driver)(event(secrets, token, step), LAMBDA);

  const log = readFileSync(logFile(), 'utf8');
  expect(log).toContain('ALTER ROLE CURRENT_USER WITH PASSWORD');
  expect(log).not.toContain(secrets.value('AWSCURRENT')!.password);
});

test('a server whose authority is unknown gets no password', async () => {
  const { credentials } = await freshUser();
  const other = new ServerFolder('postgres');
  try {
    const stranger = other.certificates().authority;

    await expect(postgresDriver([stranger]).connect(credentials)).rejects.toMatchObject({
      name: 'ConnectionFailed',
      message: expect.stringMatching(/^cannot connect to the database at localhost:\d+: .*certificate/),
    });
  } finally {
    await other.remove();
  }
});

test('a server with a certificate for another host gets no password', async () => {
  const { driver, credentials } = await freshUser();

  resolveToLoopback('db.elsewhere.example');

  for (const [host, complaint] of [
    ['db.elsewhere.example', "Host: db.elsewhere.example. is not in the cert's altnames: DNS:localhost"],
    ['127.0.0.1', "IP: 127.0.0.1 is not in the cert's list"],
  ]) {
    await expect(driver.connect({ ...credentials, host })).rejects.toMatchObject({
      name: 'ConnectionFailed',
      message: expect.stringContaining(complaint),
    });
  }
});

test('a missing database is no refused password', async () => {
  const { driver, credentials } = await freshUser();

  await expect(driver.connect({ ...credentials, dbname: 'nowhere' })).rejects.toMatchObject({
    name: 'ConnectionFailed',
    message: expect.stringContaining('database "nowhere" does not exist'),
  });
});

test('nobody at the port is no refused password', async () => {
  const { driver, credentials } = await freshUser();

  await expect(driver.connect({ ...credentials, port: await freePort() })).rejects.toMatchObject({
    name: 'ConnectionFailed',
  });
});
