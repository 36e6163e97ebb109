import {
  DescribeUsersCommand,
  ElastiCacheClient,
  InvalidUserStateFault,
  ModifyUserCommand,
  User,
} from '@aws-sdk/client-elasticache';
import { limited } from '../rotation/time-limits';

/** A change of a user reaches all nodes of its caches in seconds to a minute or two. */
const POLL_MS = 3_000;
const LONGEST_WAIT_MS = 240_000;

/** An ElastiCache user, by its service's API: the function needs no way to the cache itself. */
export class CacheUser {
  constructor(
    private readonly client: ElastiCacheClient,
    private readonly sleep: (ms: number) => Promise<unknown>,
  ) {}

  /** Sets the passwords that are valid from then on, two at most, and waits until every node knows them. */
  async setPasswords(userId: string, passwords: string[]): Promise<void> {
    await this.untilActive(userId);
    const modify = new ModifyUserCommand({
      UserId: userId,
      AuthenticationMode: { Type: 'password', Passwords: passwords },
    });
    try {
      await this.client.send(modify, limited());
    } catch (error) {
      // Somebody else changes the user or its group at this moment: Secrets Manager tries the step again.
      if (error instanceof InvalidUserStateFault)
        throw new Error(`user ${userId} is being changed by somebody else`, { cause: error });
      throw error;
    }
    await this.untilActive(userId);
  }

  /** How many passwords are valid, once no change is under way. */
  async passwordCount(userId: string): Promise<number> {
    const user = await this.untilActive(userId);
    if (user.Authentication?.Type !== 'password') {
      throw new Error(`user ${userId} logs in by '${user.Authentication?.Type}', not by password`);
    }
    return user.Authentication.PasswordCount ?? 0;
  }

  private async untilActive(userId: string): Promise<User> {
    for (let waited = 0; waited <= LONGEST_WAIT_MS; waited += POLL_MS) {
      const { Users } = await this.client.send(new DescribeUsersCommand({ UserId: userId }), limited());
      const user = Users?.[0];
      if (!user) throw new Error(`there is no user ${userId}`);
      if (user.Status === 'active') return user;
      if (user.Status !== 'modifying') throw new Error(`user ${userId} is ${user.Status}`);
      await this.sleep(POLL_MS);
    }
    throw new Error(`user ${userId} is still being modified after ${LONGEST_WAIT_MS / 1000} seconds`);
  }
}
