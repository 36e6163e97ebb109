import { Duration } from 'aws-cdk-lib';
import { EdgeHostProps } from '../distribution/edge-props';
import { IPrivateOrigin } from '../origin/private-origin';
import { AppCaching } from './app-caching';
import { Fallback } from './fallback';
import { SecurityHeadersOptions } from './security-headers';

/** Properties of a `FrontDoor`. */
export interface FrontDoorProps extends EdgeHostProps {
  /** The app's load balancer. */
  readonly origin: IPrivateOrigin;
  /**
   * Where on the host the assets are: this path and all below it come from the assets' bucket, where the names of
   * objects begin with it. A browser asks for `/assets/app.3f9c.js` and gets the object `assets/app.3f9c.js`.
   *
   * @default '/assets'
   */
  readonly assetsPath?: string;
  /**
   * Whether CloudFront keeps the app's answers.
   *
   * @default AppCaching.off()
   */
  readonly caching?: AppCaching;
  /**
   * What users see while the app does not answer. It can come, change and go later.
   *
   * @default Fallback.none()
   */
  readonly fallback?: Fallback;
  /**
   * What browsers are told with each answer, of the app and of the assets.
   *
   * @default - HTTPS for a year, no guessing of content types, frames of the same origin, a careful referrer
   */
  readonly securityHeaders?: SecurityHeadersOptions;
  /**
   * How long CloudFront waits for the app's answer, and between two packets of it: 1 to 120 seconds.
   *
   * @default Duration.seconds(30)
   */
  readonly originReadTimeout?: Duration;
  /**
   * How long CloudFront keeps an idle connection to the load balancer, 1 to 300 seconds. It must be shorter than the
   * load balancer's own idle timeout, or a request now and then meets a closed connection and fails.
   *
   * @default - 55 seconds, for the load balancer's default of 60
   */
  readonly originKeepAlive?: Duration;
}
