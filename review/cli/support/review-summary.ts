import { SEVERITIES } from '../../compare/counts';
import { compareText } from '../../compare/values';
import { Action, Finding, ResourceChange, Review, Severity, StackChanges } from '../../model';

export const ACTION_WORDS: Record<Action, string> = {
  create: 'created',
  update: 'updated',
  replace: 'replaced',
  destroy: 'destroyed',
  orphan: 'orphaned',
  move: 'moved',
};

const BY_DANGER: readonly Action[] = ['destroy', 'replace', 'move', 'orphan', 'update', 'create'];

/** Findings of one rule that say to do the same, so that this need be said once. */
export interface FindingGroup {
  readonly rule: string;
  readonly severity: Severity;
  readonly remedy: string;
  readonly source: string;
  readonly findings: readonly Finding[];
}

export function groupFindings(findings: readonly Finding[]): FindingGroup[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.severity, finding.rule, finding.remedy, finding.source]);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()]
    .map((of) => ({
      rule: of[0].rule,
      severity: of[0].severity,
      remedy: of[0].remedy,
      source: of[0].source,
      findings: of,
    }))
    .sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}

/** The changes of a stack that are told one by one, and the counts by type of those that need no reader each. */
export interface Digest {
  readonly told: readonly ResourceChange[];
  readonly created: readonly { readonly type: string; readonly count: number }[];
}

/** New stateless resources are the bulk of a growth step and the least of its dangers: their types say enough. */
export function digest(stack: StackChanges): Digest {
  const summarised = (change: ResourceChange) => change.action === 'create' && change.durability === 'stateless';
  const types = new Map<string, number>();
  for (const { type } of stack.changes.filter(summarised)) types.set(type, (types.get(type) ?? 0) + 1);
  return {
    told: stack.changes
      .filter((change) => !summarised(change))
      .sort((a, b) => BY_DANGER.indexOf(a.action) - BY_DANGER.indexOf(b.action)),
    created: [...types]
      .map(([type, count]) => ({ type, count }))
      .sort((a, b) => b.count - a.count || compareText(a.type, b.type)),
  };
}

/** Where a finding is, as the construct path if the change is known, which is what people look for in their code. */
export function placeOf(review: Review, finding: Finding): string {
  const change = review.stacks
    .find(({ name }) => name === finding.stack)
    ?.changes.find(({ logicalId }) => logicalId === finding.logicalId);
  if (change && change.path !== change.logicalId) return `${change.path} (${finding.stack}/${finding.logicalId})`;
  return finding.logicalId === '' ? finding.stack : `${finding.stack}/${finding.logicalId}`;
}

/** What a change is besides its action: type before, place after, cause. */
export function remarks(change: ResourceChange): string[] {
  const { previousType, movedTo, causedBy = [], conditional } = change;
  return [
    ...(previousType !== undefined && previousType !== change.type ? [`was ${previousType}`] : []),
    ...(movedTo !== undefined ? [`to ${movedTo}`] : []),
    ...(causedBy.length > 0 ? [`because of ${causedBy.join(', ')}`] : []),
    ...(conditional ? ['if its condition says so at deploy time'] : []),
  ];
}

/** Of what comes or goes whole, the properties say nothing that its being there does not. */
export function showsProperties({ action }: ResourceChange): boolean {
  return action === 'update' || action === 'replace' || action === 'move';
}

/** Where a stack goes; one without a fixed environment takes that of the deployment. */
export function regionOf({ region }: StackChanges): string {
  return region === 'unknown-region' ? 'any Region' : region;
}
