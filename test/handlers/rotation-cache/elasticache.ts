import { ElastiCacheClient, InvalidUserStateFault, UserNotFoundFault } from '@aws-sdk/client-elasticache';

/** One ElastiCache user in memory: a change takes a few looks until it is there. */
export class ElastiCache {
  passwords: string[];
  status = 'active';
  type = 'password';
  /** How many looks a change takes; `Infinity` for one that never ends. */
  looks = 2;
  /** Whether the next change is refused, as somebody else changes the user. */
  busy = false;
  readonly changes: string[][] = [];
  private remaining = 0;
  private coming?: string[];

  constructor(
    readonly userId: string,
    ...passwords: string[]
  ) {
    this.passwords = passwords;
  }

  get client(): ElastiCacheClient {
    const send = async (command: { input: object }) => {
      const input = command.input as { UserId: string; AuthenticationMode?: { Passwords?: string[] } };
      if (input.UserId !== this.userId) throw new UserNotFoundFault({ message: 'no such user', $metadata: {} });
      return command.constructor.name === 'ModifyUserCommand'
        ? this.modify(input.AuthenticationMode?.Passwords ?? [])
        : this.describe();
    };
    return { send } as unknown as ElastiCacheClient;
  }

  private describe() {
    if (this.coming && --this.remaining <= 0) {
      this.passwords = this.coming;
      this.coming = undefined;
      this.status = 'active';
    }
    const Authentication = { Type: this.type, PasswordCount: this.passwords.length };
    return { Users: [{ UserId: this.userId, Status: this.status, Authentication }] };
  }

  private modify(passwords: string[]) {
    if (this.busy) throw new InvalidUserStateFault({ message: 'not active', $metadata: {} });
    if (passwords.length > 2) throw new Error('a user has two passwords at most');
    if (this.status !== 'active') throw new InvalidUserStateFault({ message: 'not active', $metadata: {} });
    this.changes.push(passwords);
    this.coming = passwords;
    this.remaining = this.looks;
    this.status = 'modifying';
    return {};
  }
}
