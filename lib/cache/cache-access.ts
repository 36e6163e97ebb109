import { Duration } from 'aws-cdk-lib';
import { checkArguments } from '../internal/checks/types';

/** Whether, and how often, the password of a cache's user changes by itself. */
export class CacheRotation {
  /**
   * A new password every so many days, given by a function of this library, which needs no VPC: it asks ElastiCache to
   * change it. The old password stays valid until the next rotation, so that no app is cut off.
   *
   * @param interval whole days, from 1 to 1000
   */
  public static every(interval: Duration): CacheRotation {
    checkArguments('CacheRotation.every', { interval });
    return new CacheRotation(interval);
  }

  /**
   * The password stays as it was generated.
   *
   * @param reason why that is fine, such as "the cache holds public data". It acknowledges cdk-nag's SMG4.
   */
  public static off(reason: string): CacheRotation {
    checkArguments('CacheRotation.off', { reason });
    return new CacheRotation(undefined, reason);
  }

  private constructor(
    /** @internal */
    public readonly _interval?: Duration,
    /** @internal */
    public readonly _offReason?: string,
  ) {}
}

/**
 * How apps log in to a cache. Every connection is made by a user with its own rights, over TLS; the user `default`, whom
 * anyone could be, is off.
 *
 * Moving from one way to the other takes two steps: `both()` first, until every app logs in the new way, then the new
 * one alone.
 *
 * Source: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html
 */
export class CacheAccess {
  /**
   * IAM tokens: nothing to store or rotate. The client needs code that signs a token for each connection, and a
   * connection ends after 12 hours (https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html).
   */
  public static iam(): CacheAccess {
    return new CacheAccess(true);
  }

  /**
   * A generated password in a secret, for any client.
   *
   * @param rotation whether it changes by itself
   */
  public static password(rotation: CacheRotation): CacheAccess {
    checkArguments('CacheAccess.password', { rotation });
    return new CacheAccess(false, rotation);
  }

  /**
   * Two users, one for each way.
   *
   * @param rotation whether the password changes by itself
   */
  public static both(rotation: CacheRotation): CacheAccess {
    checkArguments('CacheAccess.both', { rotation });
    return new CacheAccess(true, rotation);
  }

  private constructor(
    /** @internal */
    public readonly _iam: boolean,
    /** @internal */
    public readonly _rotation?: CacheRotation,
  ) {}
}
