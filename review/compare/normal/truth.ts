/** Whether something holds, or what it depends on where only the deployment knows. */
export type Truth = boolean | { readonly dependsOn: unknown };

export function not(truth: Truth): Truth {
  return typeof truth === 'boolean' ? !truth : { dependsOn: { 'Fn::Not': [truth.dependsOn] } };
}

export function all(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  const open = truths.flatMap((truth) => (typeof truth === 'object' ? [truth.dependsOn] : []));
  return open.length === 0 ? true : { dependsOn: { 'Fn::And': open } };
}

/** How many values are in a value, not counted beyond a limit. */
export function countValues(value: unknown, limit: number): number {
  let count = 0;
  const open = [value];
  while (open.length > 0 && count < limit) {
    const next = open.pop();
    count += 1;
    if (typeof next === 'object' && next !== null) open.push(...Object.values(next));
  }
  return count;
}
