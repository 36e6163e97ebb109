import { Duration } from 'aws-cdk-lib';
import { SecurityHeadersOptions } from '../front-door/security-headers';

/** How a distribution talks with the app behind it, and what it adds to the app's answers. All of it changes in place. */
export interface EdgeOriginOptions {
  /**
   * What browsers are told with each answer.
   *
   * @default - HTTPS for a year, no guessing of content types, frames of the same origin, a careful referrer
   */
  readonly securityHeaders?: SecurityHeadersOptions;

  /**
   * How long CloudFront waits for an answer of the origin, and between two packets of it: 1 to 120 seconds.
   *
   * @default Duration.seconds(30)
   */
  readonly originReadTimeout?: Duration;

  /**
   * How long CloudFront keeps an idle connection to the origin, 1 to 300 seconds. It must be shorter than the idle
   * timeout of a load balancer there, or a request now and then meets a closed connection and fails.
   *
   * @default - 55 seconds, for a load balancer's default of 60
   */
  readonly originKeepAlive?: Duration;
}
