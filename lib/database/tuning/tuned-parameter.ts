import { Tokenization } from 'aws-cdk-lib';

/** What is other on Aurora than on RDS: its names and bounds, or that Aurora sees to it by itself. */
export type OnAurora = 'managed' | Partial<Pick<TunedValue, 'parameters' | 'least' | 'most'>>;

/** How one option of a tuning becomes parameters of the engine. */
export interface TunedParameter<O> {
  /** The option's name. */
  readonly option: keyof O & string;
  /** The engine's names for it. */
  readonly parameters: readonly string[];
  /** Whether the engine reads it at its start alone. */
  readonly needsRestart: boolean;
  /** The bounds, in the unit of the parameter. */
  readonly least: number;
  readonly most: number;
  /** The unit, for messages. */
  readonly unit: string;
  /** Whether the engine takes fractions. */
  readonly fractions: boolean;
  readonly aurora: OnAurora;
  /** The option in the unit of the parameter. */
  readonly of: (options: O) => number | undefined;
  /** The value as the parameter group has it. */
  readonly text: (value: number) => string;
}

/** An option that is given, and what it is worth. */
export interface TunedValue {
  readonly option: string;
  readonly parameters: readonly string[];
  readonly needsRestart: boolean;
  readonly least: number;
  readonly most: number;
  readonly unit: string;
  readonly fractions: boolean;
  readonly aurora: OnAurora;
  readonly value: number;
  readonly text: string;
}

type Shape<O> = Partial<Omit<TunedParameter<O>, 'option' | 'of'>>;

const LARGEST_INTEGER = 2_147_483_647;

/** A whole number without a unit, from 0 on, which the engine takes while it runs: what most parameters are. */
export function tuned<O>(
  option: keyof O & string,
  parameter: string | readonly string[],
  of: (options: O) => number | undefined,
  shape: Shape<O> = {},
): TunedParameter<O> {
  return {
    option,
    parameters: typeof parameter === 'string' ? [parameter] : parameter,
    needsRestart: false,
    least: 0,
    most: LARGEST_INTEGER,
    unit: '',
    fractions: false,
    aurora: {},
    text: (value) => Tokenization.stringifyNumber(value),
    ...shape,
    of,
  };
}

/** On and off as 1 and 0. */
export function flag<O>(option: keyof O & string, parameter: string, of: (options: O) => boolean | undefined) {
  const asNumber = (options: O) => {
    const given = of(options);
    return given === undefined ? undefined : Number(given);
  };
  return (shape: Shape<O> = {}) => tuned<O>(option, parameter, asNumber, { most: 1, ...shape });
}

/** The options that are given, in the order of the table. */
export function resolveTuning<O>(table: readonly TunedParameter<O>[], options: O): TunedValue[] {
  return table.flatMap((parameter) => {
    const value = parameter.of(options);
    return value === undefined ? [] : [{ ...parameter, value, text: parameter.text(value) }];
  });
}
