import { Duration } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { checkArguments } from '../../internal/checks/types';

/** Props of `CredentialsRotation.every`. */
export interface CredentialsRotationProps {
  /**
   * Where the function that rotates runs: private subnets with a way to Secrets Manager (a NAT gateway, or the
   * interface endpoint of `com.amazonaws.REGION.secretsmanager`, 7.30 $ a month and zone).
   */
  readonly subnets: ec2.SubnetSelection;
}

/** Whether, and how often, a database's password changes by itself. */
export class CredentialsRotation {
  /**
   * A new password every so many days, given by a function of this library in the database's VPC. It is free, but for
   * the way out of the VPC.
   *
   * @param interval whole days, from 1 to 1000
   */
  public static every(interval: Duration, props: CredentialsRotationProps): CredentialsRotation {
    checkArguments('CredentialsRotation.every', { interval, props });
    return new CredentialsRotation(interval, props.subnets);
  }

  /**
   * The password stays as it was generated.
   *
   * @param reason why that is fine for now, such as "no way out of the VPC yet". It acknowledges cdk-nag's SMG4.
   */
  public static off(reason: string): CredentialsRotation {
    checkArguments('CredentialsRotation.off', { reason });
    return new CredentialsRotation(undefined, undefined, reason);
  }

  private constructor(
    /** @internal */
    public readonly _interval?: Duration,
    /** @internal */
    public readonly _subnets?: ec2.SubnetSelection,
    /** @internal */
    public readonly _offReason?: string,
  ) {}
}
