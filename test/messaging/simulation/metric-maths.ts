/** A metric at one minute; `undefined` where it reported nothing. */
export type Value = number | undefined;

/** A metric-maths expression, or a metric by its name. */
export interface Query {
  readonly id: string;
  readonly expression?: string;
  readonly metricName?: string;
}

const FUNCTIONS = {
  IF: (condition: boolean, then: number, otherwise: number) => (condition ? then : otherwise),
  FILL: (value: number, filling: number) => (Number.isNaN(value) ? filling : value),
  /** Of a list, what is there. */
  MAX: (list: number[]) => {
    const there = list.filter((value) => !Number.isNaN(value));
    return there.length === 0 ? NaN : Math.max(...there);
  },
};

interface Compiled {
  readonly ids: string[];
  readonly run: (...values: unknown[]) => number;
}

const known = new Map<string, Compiled>();

function compiled(expression: string): Compiled {
  let found = known.get(expression);
  if (!found) {
    const ids = [...new Set(expression.match(/\b[a-z][A-Za-z0-9_]*\b/g) ?? [])];
    const run = new Function(...Object.keys(FUNCTIONS), ...ids, `return ${expression};`) as Compiled['run'];
    found = { ids, run };
    known.set(expression, found);
  }
  return found;
}

/**
 * What CloudWatch makes of queries at one minute: the part of metric maths that the policies use. A value that is not
 * there is carried through arithmetic as NaN.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function evaluate(queries: readonly Query[], returned: string, read: (metricName: string) => Value): Value {
  const values = new Map<string, number>();
  const valueOf = (id: string): number => {
    const known = values.get(id);
    if (known !== undefined) return known;
    const query = queries.find((candidate) => candidate.id === id);
    if (!query) throw new Error(`no query '${id}'`);
    const value = query.metricName === undefined ? compute(query.expression!) : (read(query.metricName) ?? NaN);
    values.set(id, value);
    return value;
  };
  const compute = (expression: string): number => {
    const { ids, run } = compiled(expression);
    const result = run(...Object.values(FUNCTIONS), ...ids.map(valueOf));
    // CloudWatch drops what it cannot divide.
    return Number.isFinite(result) ? result : NaN;
  };
  const result = valueOf(returned);
  return Number.isNaN(result) ? undefined : result;
}
