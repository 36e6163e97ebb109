import { Duration } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';

/** Environments of a function that are kept ready, so that no request waits for one to start. */
export interface ProvisionedConcurrencyOptions {
  /** How many are ready at least, 1 or more. Each deployment begins with as many. */
  readonly min: number;

  /**
   * How many are ready at most. Above `min` their number follows their use.
   *
   * @default - `min`: always as many
   */
  readonly max?: number;

  /**
   * The use to hold, in percent of those that are ready, 10 to 90.
   *
   * @default 70
   */
  readonly usePercent?: number;
}

/** What a function behind a load balancer is made from. Everything changes in place, and going back is a deployment. */
export interface FunctionsOptions {
  /** The code: a folder, an object in S3, or an image (`lambda.Code.fromEcrImage`, `fromAssetImage`). */
  readonly code: lambda.Code;

  /** The function in the code that answers the load balancer, or `lambda.Handler.FROM_IMAGE`. */
  readonly handler: string;

  /** What runs it, or `lambda.Runtime.FROM_IMAGE`. */
  readonly runtime: lambda.Runtime;

  /**
   * The processor that the code is built for.
   *
   * @default lambda.Architecture.ARM_64 - about 20 % cheaper than x86
   */
  readonly architecture?: lambda.Architecture;

  /**
   * Memory in MiB, 128 to 10240, and CPU in proportion: a whole vCPU at 1769.
   *
   * @default 512
   */
  readonly memoryMiB?: number;

  /**
   * How long one answer may take, 1 to 900 seconds. CloudFront in front gives up after its own time, 30 seconds unless
   * told otherwise.
   *
   * @default - 29 seconds
   */
  readonly timeout?: Duration;

  /**
   * How many requests are answered at the same time at most, so that a database gets no more connections than that.
   * Taken from what the account has. Requests above that fail.
   *
   * @default - as many as the account has
   */
  readonly reservedConcurrency?: number;

  /**
   * Environments that are kept ready.
   *
   * @default - none: one starts when a request finds none free
   */
  readonly provisionedConcurrency?: ProvisionedConcurrencyOptions;

  /**
   * Layers, such as an adapter that lets a web server answer.
   *
   * @default - none
   */
  readonly layers?: lambda.ILayerVersion[];
}
