import { Duration } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { checkArguments } from '../../internal/checks/types';

/** How far an Aurora Serverless v2 database scales. */
export interface ServerlessCapacityOptions {
  /**
   * The least capacity of each instance in ACUs (about 2 GiB of memory each), in steps of 0.5. At 0 an instance pauses
   * once nobody was connected for `pauseAfter`, and takes about 15 seconds to come back
   * (https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html). An app that
   * keeps connections open never lets it pause.
   *
   * @default 0.5
   */
  readonly minAcu?: number;

  /** The most capacity of each instance in ACUs, from 1 to 256, in steps of 0.5. */
  readonly maxAcu: number;

  /**
   * How long nobody must have been connected before an instance pauses: 5 minutes to a day. With `minAcu` 0 alone.
   *
   * @default - 5 minutes, where `minAcu` is 0
   */
  readonly pauseAfter?: Duration;
}

/** Instances of a fixed size. */
export interface ProvisionedCapacityOptions {
  /** The size of the writer and of every reader, such as r8g.large. */
  readonly instanceType: ec2.InstanceType;
}

interface Acus {
  readonly min: number;
  readonly max: number;
  readonly pauseAfter: Duration | undefined;
}

/**
 * What the instances of an Aurora database are. From one to the other, and from size to size, is an in-place change that
 * restarts the writer first and then one reader after the other. With a reader the writer's restart is a failover.
 */
export class AuroraCapacity {
  /** Aurora Serverless v2: each instance follows its load within seconds. 0.12 $ an ACU and hour. */
  public static serverless(options: ServerlessCapacityOptions): AuroraCapacity {
    checkArguments('AuroraCapacity.serverless', { options });
    return new AuroraCapacity({ min: options.minAcu ?? 0.5, max: options.maxAcu, pauseAfter: options.pauseAfter });
  }

  /** Instances of one size. Readers of this kind can also come and go by themselves. */
  public static provisioned(options: ProvisionedCapacityOptions): AuroraCapacity {
    checkArguments('AuroraCapacity.provisioned', { options });
    return new AuroraCapacity(undefined, options.instanceType);
  }

  private constructor(
    /** @internal */
    public readonly _acus?: Acus,
    /** @internal */
    public readonly _instanceType?: ec2.InstanceType,
  ) {}
}
