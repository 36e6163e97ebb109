import { check } from '../../internal/checks/blocks';
import { Check } from '../../internal/checks/check';

import { AURORA_BASE_CHECKS, AuroraInput } from './aurora-checks';

const HOUR = 3600;
const LONGEST_WINDOW = 72 * HOUR;
const UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const GLOBAL_NAME = /^[A-Za-z](-?[A-Za-z0-9])*$/;
const LONGEST_GLOBAL_NAME = 63;

const windowSeconds = ({ backtrack }: AuroraInput) => backtrack._window?.toSeconds({ integral: false });
const hasBacktrack = (input: AuroraInput) => input.backtrack._window !== undefined;
/** The value of a rule that is about a combination, where there is one: it is shown, and a token leaves it out. */
const when = (holds: boolean, shown: string) => (holds ? shown : undefined);

/** https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Managing.Backtrack.html */
const BACKTRACK: readonly Check<AuroraInput>[] = [
  check(
    'backtrack (seconds)',
    windowSeconds,
    (input) => hasBacktrack(input) && !(windowSeconds(input)! >= HOUR && windowSeconds(input)! <= LONGEST_WINDOW),
    'a database is turned back by 72 hours at most. Write 1 to 72 hours',
  ),
  check(
    'backtrack and engine',
    (input) => [windowSeconds(input), input.engine._engine.engineType],
    (input) => hasBacktrack(input) && !input.engine._traits.backtrack,
    'MySQL alone can be turned back. Leave it out: point-in-time recovery is there all the same',
  ),
  check(
    'backtrack and source',
    (input) => [windowSeconds(input), input.source._kind],
    (input) => hasBacktrack(input) && !['empty', 'snapshot'].includes(input.source._kind),
    'only a database that begins empty, or with a snapshot, gets it from CloudFormation. Leave it out',
  ),
  check(
    'backtrack and globalMembership',
    (input) => [windowSeconds(input), input.globalMembership._role],
    (input) => hasBacktrack(input) && input.globalMembership._role !== 'none',
    'a global database cannot be turned back. Leave one of them out',
  ),
];

const isReplica = ({ source }: AuroraInput) => source._kind === 'replica';

/** https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Migrating.html */
const SOURCE: readonly Check<AuroraInput>[] = [
  check(
    'source (time)',
    ({ source }) => source._properties.restoreToTime,
    ({ source }) => source._properties.restoreToTime !== undefined && !UTC.test(source._properties.restoreToTime),
    "write a time in UTC, such as '2026-03-31T09:30:00Z'",
  ),
  check(
    'engine.version and source',
    ({ engine, source }) => [engine._fullVersion, source._kind],
    (input) => isReplica(input) && input.engine._isSeries,
    'RDS might choose a minor version below that of the instance, which cannot follow it. Write the one of the instance, or a later one of the same major version',
  ),
  check(
    'rotation and source',
    (input) => when(isReplica(input), 'every and replicaOf'),
    (input) => isReplica(input) && input.rotationDays !== undefined,
    "a replica's users are those of its instance, and the secret is not valid yet. Write CredentialsRotation.off(…) until it is promoted",
  ),
  check(
    'readers and source',
    (input) => [input.readers._fixed, input.source._kind],
    (input) => isReplica(input) && input.readers._fixed > 0,
    'a replica of an instance is one instance itself. Add readers once it is promoted',
  ),
];

const isSecondary = ({ globalMembership }: AuroraInput) => globalMembership._role === 'secondary';
const isGlobal = (input: AuroraInput) => isSecondary(input) || input.globalMembership._role === 'primary';

/** https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.html */
const GLOBAL: readonly Check<AuroraInput>[] = [
  check(
    'globalMembership (name)',
    ({ globalMembership }) => globalMembership._globalClusterIdentifier,
    ({ globalMembership: { _globalClusterIdentifier: name } }) =>
      name !== undefined && !(GLOBAL_NAME.test(name) && name.length <= LONGEST_GLOBAL_NAME),
    'a name has letters, digits and single hyphens, begins with a letter, and has 63 characters at most',
  ),
  check(
    'globalMembership and capacity',
    (input) => (isGlobal(input) ? input.instanceType : undefined),
    (input) => isGlobal(input) && input.instanceType !== undefined && !/^[rx]/.test(input.instanceType),
    'a global database wants memory-optimised instances (r or x), or serverless capacity',
  ),
  check(
    'globalMembership and source',
    (input) => [input.globalMembership._role, input.source._kind],
    (input) => (isSecondary(input) && input.source._kind !== 'empty') || (isGlobal(input) && isReplica(input)),
    'a secondary has the data of its primary, and a replica of an instance cannot be part of a global database. Leave one of them out',
  ),
  check(
    'globalMembership and readers',
    (input) => when(isSecondary(input), 'secondary and scaled'),
    (input) => isSecondary(input) && input.readers._scaling !== undefined,
    'Aurora does not scale the number of readers of a secondary. Write AuroraReaders.fixed(…)',
  ),
  check(
    'globalMembership and rotation',
    (input) => when(isSecondary(input), 'secondary and every'),
    (input) => isSecondary(input) && input.rotationDays !== undefined,
    'the primary rotates the password, and Secrets Manager copies it. Write CredentialsRotation.off(…)',
  ),
];

/** All rules of an `AuroraDatabase`. */
export const AURORA_CHECKS: readonly Check<AuroraInput>[] = [...AURORA_BASE_CHECKS, ...BACKTRACK, ...SOURCE, ...GLOBAL];
