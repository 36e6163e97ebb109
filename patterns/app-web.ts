import { Duration } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { ContainerOptions } from '../lib/service/containers/container-options';
import { LoadScalingOptions } from '../lib/service/tier/web-service-props';
import { WebTierOptions } from '../lib/service/tier/web-tier-base-props';

/**
 * The web containers of an app and the load balancer before them. The stage decides how large tasks are and how many,
 * what they run on and how they are deployed.
 */
export interface AppWeb extends ContainerOptions, WebTierOptions {
  /** The image of the web container, for ARM64, or for all platforms. */
  readonly image: ecs.ContainerImage;

  /**
   * The port that the container listens on, 1 to 65535.
   *
   * @default 80
   */
  readonly containerPort?: number;

  /**
   * How long a new task's failed health checks are forgiven: longer than the app takes to start.
   *
   * @default - 60 seconds
   */
  readonly healthCheckGracePeriod?: Duration;

  /**
   * By which load the number of tasks moves, and how fast, beside the stage's requests a task.
   *
   * @default - see each
   */
  readonly scaling?: LoadScalingOptions;
}
