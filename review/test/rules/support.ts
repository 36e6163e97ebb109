import { Review } from '../../model';

/** What one rule found, without what every finding of it has. */
export function found(rule: string, { findings }: Review): Record<string, string>[] {
  return findings
    .filter((finding) => finding.rule === rule)
    .map(({ severity, stack, logicalId, message }) => ({ severity, stack, logicalId, message }));
}

/** The one thing that a rule must have found, its message apart. */
export function only(rule: string, review: Review): Record<string, string> {
  const all = found(rule, review);
  expect(all).toHaveLength(1);
  return all[0];
}
