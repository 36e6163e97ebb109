import * as logs from 'aws-cdk-lib/aws-logs';

/** What any process of an app has, whatever runs it. */
export interface WorkloadOptions {
  /**
   * Environment variables of the app. No secrets: they can be read in the console.
   *
   * @default - none but those that the construct itself gives
   */
  readonly environment?: { [name: string]: string };

  /**
   * How long logs are kept.
   *
   * @default logs.RetentionDays.ONE_MONTH
   */
  readonly logRetention?: logs.RetentionDays;
}
