import { EdgeHostProps } from '../distribution/edge-props';
import { SecurityHeadersOptions } from '../front-door/security-headers';
import { SiteContent } from './site-content';
import { SiteRouting } from './site-routing';

/** Properties of a `StaticSite`. */
export interface StaticSiteProps extends EdgeHostProps {
  /**
   * How the files come to the bucket.
   *
   * @default SiteContent.pipeline()
   */
  readonly content?: SiteContent;
  /**
   * Which object answers a path that names no file.
   *
   * @default SiteRouting.singlePage()
   */
  readonly routing?: SiteRouting;
  /**
   * The page for what is not there, such as `/404.html`. It is shown with the status 404, and stands for every 403: also
   * where a web ACL blocks, or a country is not served.
   *
   * @default - a bare 403: the distribution may read objects, but not list them, so S3 does not say which are missing
   */
  readonly notFoundPage?: string;
  /**
   * What browsers are told with each answer.
   *
   * @default - HTTPS for a year, no guessing of content types, frames of the same origin, a careful referrer
   */
  readonly securityHeaders?: SecurityHeadersOptions;
}
