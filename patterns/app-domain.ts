/** The host names under which users know an app. */
export interface AppDomain {
  /**
   * The host names, the main one first, such as `['www.example.com', 'example.com']`. All of them lie in the hosted
   * zone. The certificate covers them; another list of names is another certificate, and the former one, which costs
   * nothing, is left in the account, as CloudFront uses it until its own stack is deployed.
   */
  readonly names: string[];
  /** The ID of the public Route 53 hosted zone that gets the records. */
  readonly hostedZoneId: string;
  /** The name of that zone, such as `example.com`. */
  readonly zoneName: string;
}
