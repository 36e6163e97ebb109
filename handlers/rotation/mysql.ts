import { isIP } from 'node:net';
import { createConnection } from 'mysql2/promise';
import { AccessDenied, CONNECT_TIMEOUT_MS, ConnectionFailed, Driver, STATEMENT_TIMEOUT_MS } from './driver';

const ACCESS_DENIED = 'ER_ACCESS_DENIED_ERROR';

/** Rotates on MySQL, over TLS that is verified against the given authorities and the host's name. */
export function mysqlDriver(authorities: string[]): Driver {
  return {
    engine: 'mysql',
    async connect(credentials) {
      // mysql2 checks names only: for an address, any certificate of the authorities would do.
      if (isIP(credentials.host)) {
        throw new ConnectionFailed(credentials, new Error('the host must be a name that its certificate can carry'));
      }
      const connection = await createConnection({
        host: credentials.host,
        port: credentials.port,
        user: credentials.username,
        password: credentials.password,
        database: credentials.dbname,
        ssl: { ca: authorities, rejectUnauthorized: true, verifyIdentity: true },
        connectTimeout: CONNECT_TIMEOUT_MS,
      }).catch((cause: { code?: string }) => {
        if (cause.code === ACCESS_DENIED) throw new AccessDenied(credentials, { cause });
        throw new ConnectionFailed(credentials, cause);
      });
      const run = (sql: string, values: string[] = []) =>
        connection.query({ sql, values, timeout: STATEMENT_TIMEOUT_MS }).then(() => undefined);
      return {
        ping: () => run('SELECT 1'),
        setPassword: async (password) => {
          // By name: MariaDB takes ALTER USER CURRENT_USER() and changes nothing.
          const [rows] = await connection.query('SELECT CURRENT_USER() AS account');
          const account = (rows as { account: string }[])[0].account;
          const at = account.lastIndexOf('@');
          // The server masks the password in its logs and in the binary log.
          await run('ALTER USER ?@? IDENTIFIED BY ?', [account.slice(0, at), account.slice(at + 1), password]);
        },
        close: () => connection.end(),
      };
    },
  };
}
