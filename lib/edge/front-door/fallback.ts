import { Duration } from 'aws-cdk-lib';
import { checkArguments } from '../../internal/checks/types';

/** The page of a `Fallback`. */
export interface FallbackPageOptions {
  /**
   * The page itself: HTML that needs nothing else, for what else it would ask for may be what fails. CDK's
   * `BucketDeployment` uploads it, a Lambda function behind a custom resource.
   *
   * @default - your build uploads it, to `fallback/unavailable.html` among the assets: `assets/fallback/unavailable.html`
   */
  readonly html?: string;
  /**
   * The status codes that it is shown for, of 500, 502, 503 and 504. It replaces what the app sends with them, to every
   * method, JSON for scripts too.
   *
   * @default - 502, 503 and 504, with which CloudFront and the load balancer say that the app does not answer
   */
  readonly statuses?: number[];
  /**
   * For how long CloudFront shows the page at a path before it asks the app again, at most 5 minutes.
   *
   * @default - 5 seconds
   */
  readonly askAgainAfter?: Duration;
}

/** The page and the copies of a `Fallback`. */
export interface FallbackCopiesOptions extends FallbackPageOptions {
  /**
   * Copies themselves, by their path: HTML, which CDK uploads with the page. Not for `/`, whose copy your build uploads.
   *
   * @default - your build, or a job, uploads all copies
   */
  readonly copies?: { [path: string]: string };
}

/** What users see while an app does not answer. */
export class Fallback {
  /** What fails is seen to fail: users get the errors of the load balancer, or of CloudFront. */
  public static none(): Fallback {
    return new Fallback();
  }

  /** A page of yours in place of those errors, wherever they happen. The status stays what it is. */
  public static page(options: FallbackPageOptions = {}): Fallback {
    checkArguments('Fallback.page', { options });
    return new Fallback(options);
  }

  /**
   * The page, and some paths that stay: where the app fails at one of them, users get a copy of it from S3, with status
   * 200. For pages that everybody may read, and that say something without the app, such as `['/', '/prices', '/help']`.
   *
   * Such a path takes GET, HEAD and OPTIONS only: CloudFront fails over for no other method, and refuses an origin group
   * where another is allowed. The app sees the load balancer's name as `Host` there, for S3 would refuse any other than
   * its own, and finds the viewer's in `X-Forwarded-Host`.
   *
   * CDK uploads the copies that are given in `copies`. Your build, or a job, uploads the others to `fallback/copies` among the assets, under the path's own name and with
   * their content type: `/prices` is the object `assets/fallback/copies/prices`, and `/` is `assets/fallback/copies/`.
   *
   * @param paths paths without wildcards, at most 20: a path whose copy is missing would be a 403
   */
  public static pageAndCopies(paths: string[], options: FallbackCopiesOptions = {}): Fallback {
    checkArguments('Fallback.pageAndCopies', { paths, options });
    return new Fallback(options, [...paths], { ...options.copies });
  }

  private constructor(
    /** @internal */
    public readonly _page?: FallbackPageOptions,
    /** @internal */
    public readonly _copies: readonly string[] = [],
    /** @internal */
    public readonly _copiesHtml: { readonly [path: string]: string } = {},
  ) {}
}
