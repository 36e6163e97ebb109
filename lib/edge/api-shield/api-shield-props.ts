import { Duration } from 'aws-cdk-lib';
import { EdgeHostProps } from '../distribution/edge-props';
import { SecurityHeadersOptions } from '../front-door/security-headers';
import { ApiOrigin } from './api-origin';

/** Properties of an `ApiShield`. */
export interface ApiShieldProps extends EdgeHostProps {
  /** The API. Another kind of origin may take its place later, in place. */
  readonly origin: ApiOrigin;
  /**
   * What browsers are told with each answer.
   *
   * @default - HTTPS for a year, no guessing of content types, frames of the same origin, a careful referrer
   */
  readonly securityHeaders?: SecurityHeadersOptions;
  /**
   * How long CloudFront waits for the API's answer, and between two packets of it: 1 to 120 seconds.
   *
   * @default Duration.seconds(30)
   */
  readonly originReadTimeout?: Duration;
  /**
   * How long CloudFront keeps an idle connection to the API, 1 to 300 seconds. It must be shorter than the idle timeout
   * of a load balancer there, or a request now and then meets a closed connection and fails.
   *
   * @default - 55 seconds, for a load balancer's default of 60
   */
  readonly originKeepAlive?: Duration;
}
