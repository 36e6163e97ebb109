/** What gp3 storage gives. */
export interface StoragePerformance {
  /** Operations a second. */
  readonly iops: number;
  /** MiB a second. */
  readonly throughputMiBps: number;
}

/**
 * RDS stripes gp3 storage over four volumes from this size on, under PostgreSQL and MySQL alike.
 *
 * Source of all figures: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html#gp3-storage (looked up
 * 2026-12-01)
 */
export const STRIPED_FROM_GIB = 400;

/** The bounds of striped storage; below it, RDS takes no figures at all. */
export const STRIPED_IOPS = { least: 12_000, most: 64_000 };
export const STRIPED_THROUGHPUT = { least: 500, most: 4_000 };
/** MiB a second for each operation a second, at most. */
export const MOST_THROUGHPUT_PER_IOPS = 0.25;

const SMALL: StoragePerformance = { iops: 3_000, throughputMiBps: 125 };
const STRIPED: StoragePerformance = { iops: STRIPED_IOPS.least, throughputMiBps: STRIPED_THROUGHPUT.least };

export const isStriped = (storageGiB: number): boolean => storageGiB >= STRIPED_FROM_GIB;

/** What comes with the size, without a further price. */
export function baselineOf(storageGiB: number): StoragePerformance {
  return isStriped(storageGiB) ? STRIPED : SMALL;
}

/** The figures of an instance as CloudFormation has them. */
export interface StorageFigures {
  readonly iops?: number;
  readonly storageThroughput?: number;
}

/** Both figures, or none. */
const figuresOf = ({ iops, throughputMiBps }: StoragePerformance, said: boolean): StorageFigures =>
  said ? { iops, storageThroughput: throughputMiBps } : {};

function isBaseline(storageGiB: number, { iops, throughputMiBps }: StoragePerformance): boolean {
  const baseline = baselineOf(storageGiB);
  return iops === baseline.iops && throughputMiBps === baseline.throughputMiBps;
}

/**
 * Of a writer whose storage is striped they are always said: RDS wants the IOPS beside each change of the size, and
 * refuses them for smaller storage (hashicorp/terraform-provider-aws#28589).
 */
export function writerFigures(storageGiB: number, performance: StoragePerformance): StorageFigures {
  return figuresOf(performance, isStriped(storageGiB) || !isBaseline(storageGiB, performance));
}

/**
 * A replica is made with the size that its writer has by then, which storage autoscaling may have raised above the
 * template's, so no size is said. The figures are, where they are more than what comes with the size.
 */
export function replicaFigures(storageGiB: number, performance: StoragePerformance): StorageFigures {
  return figuresOf(performance, !isBaseline(storageGiB, performance));
}
