import { Duration } from 'aws-cdk-lib';

/** When the alarms of an Aurora database go off. */
export interface AuroraAlarmThresholds {
  /**
   * Percent of CPU, on average over 15 minutes: of the writer, and of all readers together.
   *
   * @default 80
   */
  readonly cpuPercent?: number;

  /**
   * Percent of `maxAcu` that the writer uses, on average over 15 minutes. For serverless capacity.
   *
   * @default 90
   */
  readonly acuPercent?: number;

  /**
   * Open connections, on average over 15 minutes: of the writer, and of each reader on average.
   *
   * @default - 80 % of what the memory of an instance allows by the engine's formula
   */
  readonly connections?: number;

  /**
   * How far the slowest reader is behind, for five minutes. Usual are some ten milliseconds.
   *
   * @default - 2 seconds
   */
  readonly readerLag?: Duration;

  /**
   * GiB of free local storage, which sorts and temporary tables use, the least of all instances in 15 minutes. For
   * provisioned capacity.
   *
   * @default 2
   */
  readonly freeLocalStorageGiB?: number;

  /**
   * MiB of memory that could be freed, the least of all instances in 15 minutes. A serverless instance reports what it
   * could have at `maxAcu`.
   *
   * @default - 5 % of what the instance type has, or `maxAcu`
   */
  readonly freeMemoryMiB?: number;

  /**
   * TiB that the cluster volume can still grow.
   *
   * @default 12.8
   */
  readonly volumeLeftTiB?: number;

  /**
   * TiB that the cluster volume can have. It depends on the minor version: 256 with recent ones, see
   * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/CHAP_Limits.html#RDS_Limits.FileSize.Aurora.
   * PostgreSQL's alarm follows from it; MySQL reports by itself what is left.
   *
   * @default - 128, which every version has: with a recent one the alarm comes early, and never too late
   */
  readonly volumeTiB?: number;
}
