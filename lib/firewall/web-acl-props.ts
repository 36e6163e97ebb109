import { Countries } from './countries';
import { IpList } from './ip-list';
import { ManagedRules } from './managed-rules';
import { RateLimit } from './rate-limit';
import { WebAclLogging } from './web-acl-logging';
import { WebAclScope } from './web-acl-scope';

/** What a web ACL looks at. All of it changes in place. */
export interface WebAclOptions {
  /**
   * Groups of rules that others keep up to date, looked at in this order, after the rest.
   *
   * @default - addresses with a bad reputation, AWS's core rules and known bad inputs: 925 WCU
   */
  readonly managedRules?: ManagedRules[];

  /**
   * Where users upload files: paths that begin so, such as `/uploads`. Photos and documents look like attacks, and are
   * larger than forms, so that the core rules on bodies (`CrossSiteScripting_BODY`, and `SizeRestrictions_BODY` where it
   * refuses) hold for all other paths alone. Each path takes 32 WCU; all of them together are one more rule.
   *
   * @default - none: the rules on bodies hold everywhere
   */
  readonly uploadPaths?: string[];

  /**
   * How many requests one source may send, looked at in this order.
   *
   * @default - 2000 requests in five minutes from an IP address
   */
  readonly rateLimits?: RateLimit[];

  /**
   * Addresses that no rule applies to, such as your own monitoring. They get through everything.
   *
   * @default - none
   */
  readonly allow?: IpList;

  /**
   * Addresses that are refused.
   *
   * @default - none
   */
  readonly deny?: IpList;

  /**
   * Which countries are served.
   *
   * @default - all
   */
  readonly countries?: Countries;

  /**
   * The header with the address of the user, where a proxy of yours stands in front of a load balancer, such as
   * `X-Forwarded-For`. Whoever gets past that proxy can write anything into it.
   *
   * @default - the address that the connection comes from
   */
  readonly forwardedIpHeader?: string;

  /**
   * The capacity that the rules may take, in WCU. More than 1500 costs 0.20 $ a million requests for each further 500,
   * so that it is a choice; the end is 5000.
   *
   * @default 1500
   */
  readonly capacity?: number;

  /**
   * What is logged, and where.
   *
   * @default - WebAclLogging.cloudWatch(): what a rule matched, without authorization and cookies, for a month
   */
  readonly logging?: WebAclLogging;

  /**
   * Above how many refused requests a minute, for five minutes, the alarm rings.
   *
   * @default - it rings where more than 10 % of all requests are refused for 15 minutes, and 100 in five minutes at least
   */
  readonly blockedPerMinute?: number;
}

/** Props of a `WebAcl`. */
export interface WebAclProps extends WebAclOptions {
  /**
   * Whether all managed rules only count, whatever each of them says. So they begin on a live app: the alarm on what they
   * would refuse, and the log, say whom they hit.
   *
   * @default false
   */
  readonly managedRulesOnTrial?: boolean;

  /** What kind of thing it stands in front of. It can never change. */
  readonly scope: WebAclScope;
}
