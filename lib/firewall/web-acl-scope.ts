/** What kind of thing a web ACL stands in front of. It is chosen for good. */
export class WebAclScope {
  /** A CloudFront distribution. The web ACL stands in us-east-1, whatever the app's Region. */
  public static cloudFront(): WebAclScope {
    return new WebAclScope('CLOUDFRONT');
  }

  /** A load balancer, an API or a user pool, in the Region of the stack. */
  public static regional(): WebAclScope {
    return new WebAclScope('REGIONAL');
  }

  private constructor(
    /** @internal */
    public readonly _value: 'CLOUDFRONT' | 'REGIONAL',
  ) {}
}
