import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';

/** Whether CloudFront keeps what the app answers. */
export class AppCaching {
  /** Every request reaches the app: right for what depends on who asks. Errors are not kept either. */
  public static off(): AppCaching {
    return new AppCaching(cloudfront.CachePolicy.CACHING_DISABLED);
  }

  /**
   * Answers to GET and HEAD are kept as long as their `Cache-Control` says, and not at all where they have none. Host,
   * all cookies and the query string are part of the key, so users with sessions do not see each other's answers. What
   * depends on another request header, `Authorization` above all, the app must mark `private` or `no-store`.
   *
   * CloudFront also compresses answers then (gzip and Brotli).
   */
  public static byOrigin(): AppCaching {
    return new AppCaching(cloudfront.CachePolicy.USE_ORIGIN_CACHE_CONTROL_HEADERS_QUERY_STRINGS);
  }

  private constructor(
    /** The CloudFront cache policy that does it. */
    public readonly policy: cloudfront.ICachePolicy,
  ) {}

  /** Whether anything is kept at all. */
  public get keeps(): boolean {
    return this.policy !== cloudfront.CachePolicy.CACHING_DISABLED;
  }
}
