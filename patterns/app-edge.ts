import { EdgeOriginOptions } from '../lib/edge/distribution/edge-origin-options';
import { EdgeOptions } from '../lib/edge/distribution/edge-props';
import { AppCaching } from '../lib/edge/front-door/app-caching';
import { Fallback } from '../lib/edge/front-door/fallback';
import { RedirectKind } from '../lib/edge/redirect/redirect-kind';
import { WebAclOptions } from '../lib/firewall/web-acl-props';
import { AppDomain } from './app-domain';

/**
 * CloudFront before an app. The stage decides what there is of it. Access logs, countries and price class are those of
 * each distribution; headers and timeouts those of the app's and of the API's.
 */
export interface AppEdge extends EdgeOptions, EdgeOriginOptions {
  /**
   * Host names of your own. They can be added, and taken away, in any stage.
   *
   * @default - the name that CloudFront gives, which works from the first day on
   */
  readonly domain?: AppDomain;

  /**
   * The path on the app's host below which build assets come from S3.
   *
   * @default '/assets'
   */
  readonly assetsPath?: string;

  /**
   * What the web ACL looks at, from the stage on that has one. Its managed rules only count until the stage lets them
   * refuse (`edge.managedRulesBlock`). New rules begin on trial on a live app: `onTrial`.
   *
   * @default - AWS's rules for bad addresses, common attacks and known bad inputs, those on bodies but below `/uploads`;
   * and 2000 requests in five minutes from an address, which are refused from the first deployment on
   */
  readonly webAcl?: WebAclOptions;

  /**
   * What the web ACL of the API looks at, from the stage on that has a CloudFront for it.
   *
   * @default - as the other one, but that callers need not send a `User-Agent`, and that an address, which may be a whole
   * partner's, may send 10,000 requests in five minutes
   */
  readonly apiWebAcl?: WebAclOptions;

  /**
   * Whether CloudFront keeps what the app answers.
   *
   * @default AppCaching.off()
   */
  readonly caching?: AppCaching;

  /**
   * What users see while the app does not answer, from the stage on that degrades at the edge.
   *
   * @default - a page with a few words in English: the site is not available, and will be soon
   */
  readonly fallback?: Fallback;

  /**
   * Whether alternate domains are redirected for good.
   *
   * @default RedirectKind.permanent()
   */
  readonly redirectKind?: RedirectKind;

  /**
   * The ID of CloudFront's origin-facing managed prefix list in the Region, which alone may call the load balancer.
   *
   * @default - from a table of Regions
   */
  readonly originFacingPrefixListId?: string;
}
