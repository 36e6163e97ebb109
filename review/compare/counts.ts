import { Action, Review, Severity } from '../model';

/** Most dangerous first. */
export const SEVERITIES: readonly Severity[] = ['hazard', 'caution', 'note'];

/** The actions in the order in which they are counted. */
export const ACTIONS: readonly Action[] = ['create', 'update', 'replace', 'destroy', 'orphan', 'move'];

/** How many resources a review has of each action. */
export type ActionCounts = Readonly<Record<Action, number>>;

export function countActions({ stacks }: Review): ActionCounts {
  const counts: Record<Action, number> = { create: 0, update: 0, replace: 0, destroy: 0, orphan: 0, move: 0 };
  for (const { changes } of stacks) for (const { action } of changes) counts[action] += 1;
  return counts;
}

export function countFindings({ findings }: Review, severity: Severity): number {
  return findings.filter((finding) => finding.severity === severity).length;
}
