import { createConnection } from 'mysql2/promise';
import { mysqlDriver } from '../../handlers/rotation/mysql';
import { generatePassword } from '../../handlers/rotation/password';
import { SecretsManager } from '../handlers/rotation/secrets-manager';
import { describeRotation, Subject } from '../handlers/rotation/suite';
import { rotateByBundle } from './bundled-function';
import { Certificates, freePort, program, resolveToLoopback, ServerFolder } from './server';

// MariaDB stands in for MySQL, which Debian does not carry: the statement and the error are the same in both.
const ADMIN = 'admin_of_the_test';
const PASSWORD = generatePassword();

let folder: ServerFolder;
let certificates: Certificates;
let port: number;
let users = 0;

async function asAdmin(sql: string): Promise<void> {
  const connection = await createConnection({ socketPath: folder.file('socket'), user: ADMIN, password: PASSWORD });
  await connection.query(sql);
  await connection.end();
}

beforeAll(async () => {
  folder = new ServerFolder('mysql');
  certificates = folder.certificates();
  port = await freePort();
  const data = `--datadir=${folder.file('data')}`;
  folder.run(program('/usr/bin/mariadb-install-db'), ['--no-defaults', data, '--skip-test-db']);
  const init = folder.write(
    'init.sql',
    `CREATE USER ${ADMIN}@localhost IDENTIFIED BY '${PASSWORD}';\n` +
      `GRANT ALL ON *.* TO ${ADMIN}@localhost WITH GRANT OPTION;\nCREATE DATABASE shop;\n`,
  );
  const options = [
    '--no-defaults',
    data,
    `--init-file=${init}`,
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    `--socket=${folder.file('socket')}`,
    `--ssl-ca=${certificates.authorityFile}`,
    `--ssl-cert=${certificates.certificateFile}`,
    `--ssl-key=${certificates.keyFile}`,
    // As the parameter group of the construct asks for.
    '--require-secure-transport=ON',
  ];
  await folder.start(program('/usr/sbin/mariadbd'), options, () => asAdmin('SELECT 1'));
}, 60_000);

afterAll(() => folder?.remove());

afterEach(() => jest.restoreAllMocks());

async function freshUser(): Promise<Subject> {
  const username = `app_${++users}`;
  const password = generatePassword();
  await asAdmin(`CREATE USER ${username}@'%' IDENTIFIED BY '${password}'`);
  await asAdmin(`GRANT ALL ON shop.* TO ${username}@'%'`);
  // MySQL lets everybody change the own password. MariaDB asks for this privilege, which RDS's master user has.
  await asAdmin(`GRANT CREATE USER ON *.* TO ${username}@'%'`);
  return {
    driver: mysqlDriver([certificates.authority]),
    credentials: { engine: 'mysql', host: 'localhost', port, username, password, dbname: 'shop' },
    setPassword: (value) => asAdmin(`ALTER USER ${username}@'%' IDENTIFIED BY '${value}'`),
  };
}

describe('on MariaDB', () => describeRotation(freshUser));

test('the function as it is shipped rotates twice, and logs no password', async () => {
  const { driver, credentials } = await freshUser();
  const secrets = new SecretsManager(credentials);

  await rotateByBundle('rotation-mysql', secrets, certificates.authorityFile);
  const logged = await rotateByBundle('rotation-mysql', secrets, certificates.authorityFile);

  const current = secrets.value('AWSCURRENT')!;
  await (await driver.connect({ ...credentials, password: String(current.password) })).close();
  expect(logged).toContain('"step":"finishSecret"');
  expect(logged).not.toContain(current.password);
});

test('the server takes no connection without TLS', async () => {
  const { driver, credentials } = await freshUser();
  const { host, username: user, password } = credentials;

  await expect(createConnection({ host, port, user, password })).rejects.toThrow();
  await (await driver.connect(credentials)).close();
});

test('a server whose authority is unknown gets no password', async () => {
  const { credentials } = await freshUser();
  const other = new ServerFolder('mysql');
  try {
    await expect(mysqlDriver([other.certificates().authority]).connect(credentials)).rejects.toMatchObject({
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

  await expect(driver.connect({ ...credentials, host: 'db.elsewhere.example' })).rejects.toMatchObject({
    name: 'ConnectionFailed',
    message: expect.stringContaining("Host: db.elsewhere.example. is not in the cert's altnames: DNS:localhost"),
  });
});

test('an address, which no certificate of RDS carries, gets no password', async () => {
  const { driver, credentials } = await freshUser();

  await expect(driver.connect({ ...credentials, host: '127.0.0.1' })).rejects.toMatchObject({
    name: 'ConnectionFailed',
    message: expect.stringContaining('the host must be a name that its certificate can carry'),
  });
});

test('a missing database is no refused password', async () => {
  const { driver, credentials } = await freshUser();

  await expect(driver.connect({ ...credentials, dbname: 'nowhere' })).rejects.toMatchObject({
    name: 'ConnectionFailed',
  });
});
