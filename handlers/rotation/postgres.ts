import { Client } from 'pg';
import { AccessDenied, CONNECT_TIMEOUT_MS, ConnectionFailed, Driver, STATEMENT_TIMEOUT_MS } from './driver';
import { scramVerifier } from './password';

/** PostgreSQL's "password authentication failed". A missing pg_hba entry or an unknown role is another code. */
const INVALID_PASSWORD = '28P01';

/** Rotates on PostgreSQL, over TLS that is verified against the given authorities and the host's name. */
export function postgresDriver(authorities: string[]): Driver {
  return {
    engine: 'postgres',
    async connect(credentials) {
      const client = new Client({
        host: credentials.host,
        port: credentials.port,
        user: credentials.username,
        password: credentials.password,
        database: credentials.dbname,
        ssl: { ca: authorities, rejectUnauthorized: true },
        connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
        query_timeout: STATEMENT_TIMEOUT_MS,
        application_name: 'credentials-rotation',
      });
      // A connection that breaks between two statements must fail the next statement, not the process.
      client.on('error', () => undefined);
      try {
        await client.connect();
      } catch (cause) {
        await client.end().catch(() => undefined);
        if ((cause as { code?: string }).code === INVALID_PASSWORD) throw new AccessDenied(credentials, { cause });
        throw new ConnectionFailed(credentials, cause);
      }
      return {
        ping: async () => void (await client.query('SELECT 1')),
        setPassword: async (password) => {
          const verifier = client.escapeLiteral(scramVerifier(password));
          await client.query(`ALTER ROLE CURRENT_USER WITH PASSWORD ${verifier}`);
        },
        close: () => client.end(),
      };
    },
  };
}
