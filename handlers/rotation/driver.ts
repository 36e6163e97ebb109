/** What is needed to log in, as RDS and Secrets Manager write it into a database secret. */
export interface Credentials {
  readonly engine: string;
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly password: string;
  readonly dbname: string;
}

/** One logged-in connection. */
export interface Session {
  /** Runs a trivial statement, so that "logged in" means "can work". */
  ping(): Promise<void>;
  /** Changes the password of the user that is logged in. */
  setPassword(password: string): Promise<void>;
  close(): Promise<void>;
}

/** What a rotation needs of a database engine. */
export interface Driver {
  /** The value of `engine` in the secrets that this driver can rotate. */
  readonly engine: string;
  /** Logs in. Throws `AccessDenied` when the server refuses the password, and only then. */
  connect(credentials: Credentials): Promise<Session>;
}

/**
 * The server answered and refused the password. Kept apart from every other failure: only this one may lead
 * a rotation to try another version's password, whereas an unreachable server tells nothing about passwords.
 */
export class AccessDenied extends Error {
  constructor(credentials: Credentials, options?: ErrorOptions) {
    super(
      `the database at ${credentials.host}:${credentials.port} refused the password of '${credentials.username}'`,
      options,
    );
    this.name = 'AccessDenied';
  }
}

/** The server could not be reached, or not over verified TLS, or failed at something other than the password. */
export class ConnectionFailed extends Error {
  constructor(credentials: Credentials, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`cannot connect to the database at ${credentials.host}:${credentials.port}: ${reason}`, { cause });
    this.name = 'ConnectionFailed';
  }
}

/** Long enough for a database that is failing over, short enough for a few tries within one invocation. */
export const CONNECT_TIMEOUT_MS = 8_000;
/** Changing a password is one row; what takes longer hangs. */
export const STATEMENT_TIMEOUT_MS = 10_000;
