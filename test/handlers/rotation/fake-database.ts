import { AccessDenied, ConnectionFailed, Credentials, Driver } from '../../../handlers/rotation/driver';
import { Subject } from './suite';

/** A database of one user in memory. */
export class FakeDatabase implements Subject {
  readonly credentials: Credentials;
  /** While set, nobody gets through. */
  unreachable = false;
  readonly attempts: string[] = [];
  openSessions = 0;
  private password = 'First1Password';

  constructor(engine = 'postgres') {
    const host = 'db.abc.eu-west-1.rds.amazonaws.com';
    this.credentials = { engine, host, port: 5432, username: 'app', password: this.password, dbname: 'shop' };
  }

  async setPassword(password: string): Promise<void> {
    this.password = password;
  }

  get driver(): Driver {
    return {
      engine: this.credentials.engine,
      connect: async (credentials) => {
        this.attempts.push(credentials.password);
        if (this.unreachable) throw new ConnectionFailed(credentials, new Error('connect ETIMEDOUT'));
        if (credentials.password !== this.password) throw new AccessDenied(credentials);
        this.openSessions += 1;
        return {
          ping: async () => undefined,
          setPassword: (password) => this.setPassword(password),
          close: async () => void (this.openSessions -= 1),
        };
      },
    };
  }
}
