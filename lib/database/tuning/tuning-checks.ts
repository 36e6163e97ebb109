import { check } from '../../internal/checks/blocks';
import { Check } from '../../internal/checks/check';

import { DatabaseTuning } from './database-tuning';
import { MYSQL_TUNING } from './mysql-tuning';
import { LIBRARY, POSTGRES_TUNING } from './postgres-tuning';
import { TunedValue } from './tuned-parameter';

/** What is checked of a tuning. */
export interface TuningInput {
  readonly tuning: DatabaseTuning;
  readonly engineName: string;
  readonly parameters: Record<string, string>;
}

const OPTIONS = [...new Set([...POSTGRES_TUNING, ...MYSQL_TUNING].map(({ option }) => option as string))];

const given = ({ tuning }: TuningInput, option: string): TunedValue | undefined =>
  tuning._values.find((value) => value.option === option);

const outOfBounds = ({ value, least, most, fractions }: TunedValue) =>
  !(value >= least && value <= most) || (!fractions && !Number.isInteger(value));

const bounds = ({ least, most, unit, fractions }: TunedValue) =>
  `write ${fractions ? 'a number' : 'a whole number'} from ${least} to ${most}${unit && ` ${unit}`}`;

const boundsCheck = (option: string): Check<TuningInput> =>
  check(
    `tuning.${option}`,
    (input) => given(input, option)?.value,
    (input) => {
      const value = given(input, option);
      return value !== undefined && outOfBounds(value);
    },
    (input) => bounds(given(input, option)!),
  );

const setTwice = ({ tuning, parameters }: TuningInput) =>
  Object.keys(tuning._parameters()).filter((name) => Object.hasOwn(parameters, name));

/** On Aurora `tuning` is what `_onAurora` makes of it. */
export const AURORA_TUNING_CHECK: Check<TuningInput> = check(
  'tuning (options)',
  ({ tuning }) => tuning._managedByAurora(),
  ({ tuning }) => tuning._managedByAurora().length > 0,
  'Aurora sees to it by itself, as its instances share one volume and size their memory. Leave it out',
);

export const TUNING_CHECKS: readonly Check<TuningInput>[] = [
  check(
    'tuning (engine)',
    ({ tuning }) => tuning._engine,
    ({ tuning, engineName }) => tuning._engine !== undefined && tuning._engine !== engineName,
    ({ engineName }) => `the database is ${engineName}. Take the tuning of that engine`,
  ),
  check(
    'tuning and parameters',
    setTwice,
    (input) => setTwice(input).length > 0,
    'both set it. Leave it out of one of them',
  ),
  check(
    'tuning.preloadLibraries',
    ({ tuning }) => [...tuning._libraries],
    ({ tuning }) => tuning._libraries.some((library) => !LIBRARY.test(library)),
    'name libraries as PostgreSQL does: lower-case letters, digits and underscores',
  ),
  ...OPTIONS.map(boundsCheck),
];
