/** A public Route 53 hosted zone. Nothing is looked up. */
export interface AppZone {
  /** The zone's ID. */
  readonly hostedZoneId: string;
  /** The zone's name, such as `example.com`. */
  readonly zoneName: string;
}

/**
 * The host names under which users know an app.
 *
 * Each kind of name has a certificate that covers its list. Another list is another certificate, and the former one,
 * which costs nothing, is left in the account, as CloudFront uses it until its own stack is deployed.
 */
export interface AppDomain extends AppZone {
  /**
   * The host names, the main one first, such as `['www.example.com', 'example.com']`. All of them lie in the hosted
   * zone, which gets the records.
   */
  readonly names: string[];

  /**
   * The host names of the API, such as `['api.example.com']`, in the same zone, from the stage on that has a CloudFront
   * without a cache for it.
   *
   * @default - the name that CloudFront gives
   */
  readonly apiNames?: string[];

  /**
   * Alternate domains that lead to the main name, path and query kept, from the stage on that redirects.
   *
   * @default - none
   */
  readonly redirects?: AppRedirects;
}

/** Host names that lead to an app's main one. */
export interface AppRedirects {
  /** The host names, such as `['example.org', 'www.example.org']`. Each lies in one of the zones. */
  readonly names: string[];
  /** The zones that get the records, and that prove to the certificate that the names are yours. */
  readonly zones: AppZone[];
}
