import { Token } from 'aws-cdk-lib';
import { check, isWholeWithin, percent, threshold, whole } from '../../internal/checks/blocks';
import { Check } from '../../internal/checks/check';
import { CommonDatabaseInput, identityChecks, operationChecks, subnetCountCheck } from '../shared/common-checks';
import { AURORA_TUNING_CHECK, TUNING_CHECKS, TuningInput } from '../tuning/tuning-checks';
import { AuroraBacktrack } from './aurora-backtrack';
import { AuroraCapacity } from './aurora-capacity';
import { AuroraEngine } from './aurora-engine';
import { GlobalMembership } from './aurora-global-membership';
import { AuroraReaders } from './aurora-readers';
import { AuroraSource } from './aurora-source';

/** What is checked of an `AuroraDatabase`: its props after defaults, and what follows from them. */
export interface AuroraInput extends CommonDatabaseInput, TuningInput {
  readonly engine: AuroraEngine;
  readonly capacity: AuroraCapacity;
  readonly readers: AuroraReaders;
  readonly backtrack: AuroraBacktrack;
  readonly source: AuroraSource;
  readonly globalMembership: GlobalMembership;
  /** Of provisioned capacity. */
  readonly instanceType: string | undefined;
  readonly zoneCount: number;
  readonly cpuPercent: number;
  readonly acuPercent: number;
  /** Undefined where neither a threshold nor the memory is known. */
  readonly connections: number | undefined;
  readonly readerLagSeconds: number;
  readonly freeLocalStorageGiB: number;
  /** Undefined where neither a threshold nor the memory is known. */
  readonly freeMemoryMiB: number | undefined;
  readonly volumeLeftTiB: number;
  readonly volumeTiB: number;
}

/** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ServerlessV2ScalingConfiguration.html */
const ACUS = { leastMax: 1, most: 256 };
const PAUSE_SECONDS = { least: 300, most: 86_400 };
/** https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Integrating.AutoScaling.html */
const READERS = { least: 0, most: 15 };
const ZONES = 3;

const isAcus = (value: number, least: number) => value >= least && value <= ACUS.most && Number.isInteger(value * 2);
const pauseSeconds = ({ capacity }: AuroraInput) => capacity._acus?.pauseAfter?.toSeconds({ integral: false });

const CAPACITY: readonly Check<AuroraInput>[] = [
  check(
    'capacity.minAcu',
    ({ capacity }) => capacity._acus?.min,
    ({ capacity }) => capacity._acus !== undefined && !isAcus(capacity._acus.min, 0),
    'Aurora takes 0 to 256 ACUs in steps of 0.5',
  ),
  check(
    'capacity.maxAcu',
    ({ capacity }) => capacity._acus?.max,
    ({ capacity }) => capacity._acus !== undefined && !isAcus(capacity._acus.max, ACUS.leastMax),
    'Aurora takes 1 to 256 ACUs in steps of 0.5',
  ),
  check(
    'capacity.maxAcu < capacity.minAcu',
    ({ capacity }) => [capacity._acus?.max, capacity._acus?.min],
    ({ capacity }) => capacity._acus !== undefined && capacity._acus.max < capacity._acus.min,
    'the maximum is below the minimum. Raise maxAcu',
  ),
  check(
    'capacity.minAcu',
    ({ capacity }) => capacity._acus?.min,
    ({ capacity, engine }) => capacity._acus?.min === 0 && !engine._pauses,
    ({ engine }) =>
      `version ${engine._fullVersion} cannot pause, or may not. Take 0.5, or PostgreSQL 13.15, 14.12, 15.7, 16.3 or later, or a minor version of MySQL from 3.08.0 on`,
  ),
  check(
    'capacity.pauseAfter (seconds)',
    pauseSeconds,
    (input) => pauseSeconds(input) !== undefined && !isWholeWithin(pauseSeconds(input)!, PAUSE_SECONDS),
    'an instance pauses after 5 minutes to a day, in whole seconds',
  ),
  check(
    'capacity.pauseAfter and capacity.minAcu',
    (input) => [pauseSeconds(input), input.capacity._acus?.min],
    (input) => pauseSeconds(input) !== undefined && input.capacity._acus?.min !== 0,
    'only an instance that goes down to zero pauses. Set minAcu to 0, or leave pauseAfter out',
  ),
];

const SIZE: readonly Check<AuroraInput>[] = [
  subnetCountCheck(),
  check(
    'vpcSubnets (number of zones)',
    ({ zoneCount }) => zoneCount,
    ({ zoneCount }) => zoneCount > ZONES,
    'Aurora keeps the data in three zones, and takes instances in those alone. Select the subnets of three zones',
  ),
  ...CAPACITY,
  check(
    'readers',
    ({ readers }) => (Token.isUnresolved(readers._fixed) ? 'a token' : undefined),
    ({ readers }) => Token.isUnresolved(readers._fixed),
    'instances are made when the app is synthesised. Write a number',
  ),
  whole(
    'readers',
    ({ readers }) => readers._fixed,
    READERS,
    'a cluster has up to 15 readers. Write a whole number from 0 to 15',
  ),
  check(
    'readers.min',
    ({ readers }) => readers._fixed,
    ({ readers }) => readers._scaling !== undefined && readers._fixed < 1,
    'without a reader there is no metric to scale by. Write 1 or more, or AuroraReaders.none()',
  ),
  check(
    'readers.max',
    ({ readers }) => readers._scaling?.max,
    ({ readers }) => readers._scaling !== undefined && !isWholeWithin(readers._scaling.max, READERS),
    'a cluster has up to 15 readers, those of min included and the writer not',
  ),
  check(
    'readers.max < readers.min',
    ({ readers }) => [readers._scaling?.max, readers._fixed],
    ({ readers }) => readers._scaling !== undefined && readers._scaling.max < readers._fixed,
    'max counts the readers of min as well. Raise it',
  ),
  check(
    'readers.metric',
    ({ readers }) => readers._scaling?.metric._target,
    ({ readers }) => readers._scaling !== undefined && !isTarget(readers._scaling.metric),
    'write a percentage of CPU above 0, up to 100, or a number of connections above 0',
  ),
  check(
    'readers and capacity',
    ({ readers }) => (readers._scaling ? 'scaled and serverless' : undefined),
    ({ readers, capacity }) => readers._scaling !== undefined && capacity._acus !== undefined,
    'Aurora does not scale the number of serverless readers. Write AuroraReaders.fixed(…): each grows by itself; or take provisioned capacity',
  ),
];

function isTarget({ _name, _target }: { readonly _name: string; readonly _target: number }): boolean {
  return _target > 0 && (_target <= 100 || !_name.endsWith('CPUUtilization'));
}

const ALARMS: readonly Check<AuroraInput>[] = [
  check(
    'capacity',
    ({ instanceType }) => (instanceType === undefined || Token.isUnresolved(instanceType) ? 'a token' : instanceType),
    ({ connections }) => connections === undefined,
    'its memory is not known, so that the alarm for connections has no threshold. Give alarmThresholds.connections',
  ),
  check(
    'capacity',
    ({ instanceType }) => (instanceType === undefined || Token.isUnresolved(instanceType) ? 'a token' : instanceType),
    ({ freeMemoryMiB }) => freeMemoryMiB === undefined,
    'its memory is not known, so that the alarm for memory has no threshold. Give alarmThresholds.freeMemoryMiB',
  ),
  percent('alarmThresholds.cpuPercent', ({ cpuPercent }) => cpuPercent),
  percent('alarmThresholds.acuPercent', ({ acuPercent }) => acuPercent),
  threshold('connections', ({ connections }) => connections),
  threshold('readerLag (seconds)', ({ readerLagSeconds }) => readerLagSeconds),
  threshold('freeMemoryMiB', ({ freeMemoryMiB }) => freeMemoryMiB),
  threshold('freeLocalStorageGiB', ({ freeLocalStorageGiB }) => freeLocalStorageGiB),
  check(
    'alarmThresholds.volumeLeftTiB',
    ({ volumeLeftTiB }) => volumeLeftTiB,
    ({ volumeLeftTiB, volumeTiB }) => !(volumeLeftTiB > 0 && volumeLeftTiB < volumeTiB),
    ({ volumeTiB }) => `write TiB above 0, below ${volumeTiB}`,
  ),
  check(
    'alarmThresholds.volumeTiB',
    ({ volumeTiB }) => volumeTiB,
    ({ volumeTiB }) => volumeTiB !== 128 && volumeTiB !== 256,
    'a volume has 128 TiB, or 256 with recent versions. Write one of them',
  ),
];

/** What each database is checked for; `aurora-data-rules.ts` has what its data asks. */
export const AURORA_BASE_CHECKS: readonly Check<AuroraInput>[] = [
  ...identityChecks<AuroraInput>(),
  ...SIZE,
  ...operationChecks<AuroraInput>('a restore to last week needs them'),
  AURORA_TUNING_CHECK,
  ...TUNING_CHECKS,
  ...ALARMS,
];
