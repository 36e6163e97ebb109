/**
 * Evaluates the part of CloudWatch's metric maths that our alarms use, at one point in time. As CloudWatch has it: a
 * metric that reported nothing is `undefined`, SUM and MAX of a list take what is there, and anything else with nothing in it
 * is nothing.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function evaluate(expression: string, values: Record<string, number | undefined>): number | undefined {
  const names = Object.keys(values);
  const there = (list: (number | undefined)[]) =>
    list.filter((value) => value !== undefined && !Number.isNaN(value)) as number[];
  const sum = (list: (number | undefined)[]) =>
    there(list).length === 0 ? NaN : there(list).reduce((total, value) => total + value, 0);
  const max = (list: (number | undefined)[]) => (there(list).length === 0 ? NaN : Math.max(...there(list)));
  // NaN carries "nothing" through arithmetic; a comparison with nothing is nothing, too.
  const iff = (condition: boolean, then: number, otherwise: number) => (condition ? then : otherwise);
  const run = new Function('SUM', 'MAX', 'IF', ...names, `return ${expression};`);
  const nothing = names.every((name) => values[name] === undefined);
  const result = run(sum, max, iff, ...names.map((name) => values[name])) as number;
  return nothing || Number.isNaN(result) ? undefined : result;
}
