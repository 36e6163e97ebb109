import { EdgeOriginOptions } from '../distribution/edge-origin-options';
import { EdgeHostProps } from '../distribution/edge-props';
import { IPrivateOrigin } from '../origin/private-origin';
import { AppCaching } from './app-caching';
import { Fallback } from './fallback';

/** Properties of a `FrontDoor`. */
export interface FrontDoorProps extends EdgeHostProps, EdgeOriginOptions {
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
}
