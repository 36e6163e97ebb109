import { Token } from 'aws-cdk-lib';
import { baselineOf, StoragePerformance } from './gp3-storage';
import { ReplicatedDatabaseProps } from './replicated-database-props';

const DEFAULT_STORAGE_GIB = 20;
const MOST_STORAGE_GIB = 65_536;
const STORAGE_GROWTH = 10;
/** Storage autoscaling acts below a tenth: at less it did not, or may not yet. */
const FREE_STORAGE = 0.07;
const SECONDS_IN_QUEUE = 0.01;

/** The storage, what it gives, and when its alarms go off. */
export interface StorageSettings {
  readonly storageGiB: number;
  readonly maxStorageGiB: number;
  readonly performance: StoragePerformance;
  /** What alarms take the performance for. */
  readonly watched: StoragePerformance;
  readonly freeStorageGiB: number;
  readonly storageUsePercent: number;
  readonly queueDepth: number;
}

export function storageSettingsOf(props: ReplicatedDatabaseProps): StorageSettings {
  const storageGiB = props.storageGiB ?? DEFAULT_STORAGE_GIB;
  const performance = performanceOf(props, storageGiB);
  const watched = watchedOf(performance, storageGiB);
  const thresholds = props.alarmThresholds ?? {};
  return {
    storageGiB,
    maxStorageGiB: props.maxStorageGiB ?? Math.min(storageGiB * STORAGE_GROWTH, MOST_STORAGE_GIB),
    performance,
    watched,
    freeStorageGiB: thresholds.freeStorageGiB ?? storageGiB * FREE_STORAGE,
    storageUsePercent: thresholds.storageUsePercent ?? 80,
    queueDepth: thresholds.queueDepth ?? watched.iops * SECONDS_IN_QUEUE,
  };
}

/** What the storage gives, by its size where nobody says. */
function performanceOf(props: ReplicatedDatabaseProps, storageGiB: number): StoragePerformance {
  const { iops, throughputMiBps } = baselineOf(storageGiB);
  return {
    iops: props.storageIops ?? iops,
    throughputMiBps: props.storageThroughputMiBps ?? throughputMiBps,
  };
}

/** What alarms are set by: a token's value is known to nobody here, so that what comes with the size stands for it. */
function watchedOf({ iops, throughputMiBps }: StoragePerformance, storageGiB: number): StoragePerformance {
  const baseline = baselineOf(storageGiB);
  return {
    iops: Token.isUnresolved(iops) ? baseline.iops : iops,
    throughputMiBps: Token.isUnresolved(throughputMiBps) ? baseline.throughputMiBps : throughputMiBps,
  };
}
