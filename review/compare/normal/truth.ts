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
