import { checkArguments } from '../../internal/checks/types';

/** Options for the content of a folder. */
export interface FolderContentOptions {
  /**
   * Which files have a hash of their content in their names, so that browsers may keep them for a year. Patterns as those
   * of `aws s3 sync --include`.
   *
   * @default ['assets/*']
   */
  readonly hashed?: string[];
}

/** How the files of a static site come to its bucket. */
export class SiteContent {
  /**
   * Each deployment uploads a folder: first the files with a hash in their names, for browsers to keep for a year, then
   * the others, for CloudFront to keep until the next deployment and for browsers to ask about each time. Nothing is
   * deleted: pages in open browsers still ask for the files of the build before.
   *
   * It is done by CDK's `BucketDeployment`, a Lambda function behind a custom resource, whose layer (the AWS CLI, some
   * 25 MB) is published with the app.
   *
   * @param path a folder with an `index.html`, such as `./dist`
   */
  public static folder(path: string, options: FolderContentOptions = {}): SiteContent {
    checkArguments('SiteContent.folder', { path, options });
    return new SiteContent(path, options.hashed ?? ['assets/*']);
  }

  /** A pipeline of yours uploads them, by `aws s3 sync` for one; no custom resource is made. */
  public static pipeline(): SiteContent {
    return new SiteContent();
  }

  private constructor(
    /** The folder, where there is one. */
    public readonly path?: string,
    /** Which of its files have a hash in their names. */
    public readonly hashed: string[] = [],
  ) {}
}
