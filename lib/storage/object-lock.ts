import { Duration } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { checkArguments } from '../internal/checks/types';

/**
 * Whether versions of objects can be locked against deletion. Decided at creation: CloudFormation replaces a bucket that
 * is given the ability later.
 */
export class ObjectLock {
  /** Versions can never be locked. */
  public static off(): ObjectLock {
    return new ObjectLock(false);
  }

  /** Versions can be locked one by one, or a default be given later. */
  public static available(): ObjectLock {
    return new ObjectLock(true);
  }

  /** New versions are locked for a time; those with a special permission may lift it. */
  public static governance(period: Duration): ObjectLock {
    checkArguments('ObjectLock.governance', { period });
    return new ObjectLock(true, s3.ObjectLockRetention.governance(period));
  }

  /** New versions are locked for a time, and nobody can lift it, AWS Support and the root user included. */
  public static compliance(period: Duration): ObjectLock {
    checkArguments('ObjectLock.compliance', { period });
    return new ObjectLock(true, s3.ObjectLockRetention.compliance(period));
  }

  private constructor(
    private readonly enabled: boolean,
    private readonly retention?: s3.ObjectLockRetention,
  ) {}

  /** @internal */
  public get _enabled(): boolean {
    return this.enabled;
  }

  /** @internal */
  public get _retention(): s3.ObjectLockRetention | undefined {
    return this.retention;
  }
}
