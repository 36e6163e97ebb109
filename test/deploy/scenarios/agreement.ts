import { Action, Assembly, ResourceChange } from '../../../review/model';
import { review } from '../../../review/review';
import { LogEntry } from '../index';
import { HOME } from '../support/assembly';

const NESTED = 'AWS::CloudFormation::Stack';

/** Attributes of a resource that CloudFormation keeps for itself: no service hears of a change of theirs. */
const OWN_ATTRIBUTES = ['DeletionPolicy', 'UpdateReplacePolicy', 'UpdatePolicy'];

/** What became of a resource; `nothing` where it stayed as it was. */
type Fate = Exclude<Action, 'move'> | 'nothing' | 'left behind, as its deletion failed';

/** One resource of which the review said one thing, and the deployment did another. */
export interface Disagreement {
  readonly stack: string;
  readonly region: string;
  readonly logicalId: string;
  readonly type: string;
  readonly predicted: Fate;
  readonly done: Fate;
  readonly why: string;
}

/** Compares a review with the deployment that it foretold, resource by resource, in both directions. */
export function disagreements(from: Assembly, to: Assembly, log: readonly LogEntry[]): Disagreement[] {
  const predicted = predictedFates(from, to);
  const done = fatesIn(log);
  const keys = [...new Set([...predicted.keys(), ...done.keys()])].sort();
  return keys.flatMap((key) => {
    const [said, did] = [predicted.get(key), done.get(key)];
    const [one, other] = [said?.fate ?? 'nothing', did?.fate ?? 'nothing'];
    if (one === other) return [];
    const [stack, region, logicalId] = key.split('|') as [string, string, string];
    const type = said?.type ?? did?.type ?? '';
    return [
      {
        stack,
        region,
        logicalId,
        type,
        predicted: one,
        done: other,
        why: [said?.why, did?.why].filter(Boolean).join('; '),
      },
    ];
  });
}

export function sentence({ stack, region, logicalId, type, predicted, done, why }: Disagreement): string {
  return `${stack} (${region}) ${logicalId} ${type}: the review said ${predicted}, the deployment did ${done} [${why}]`;
}

interface Found {
  readonly fate: Fate;
  readonly type: string;
  readonly why: string;
}

const keyOf = (stack: string, region: string, logicalId: string) => [stack, region, logicalId].join('|');

function predictedFates(from: Assembly, to: Assembly): Map<string, Found> {
  const fates = new Map<string, Found>();
  for (const { name, region, changes } of review(from, to, { from: 'before', to: 'after' }).stacks) {
    // Where stacks share a name, the review adds their environment to it; one that is left open is the CLI's own.
    const stack = name.replace(/^([^/@]+)@[^/]+/, '$1');
    const place = region.startsWith('unknown-') ? HOME.region : region;
    for (const change of changes) {
      // Of a nested stack the deployment tells what happens inside.
      if (change.type === NESTED) continue;
      const why = `review: ${change.properties.map(({ name: property, effect }) => `${property} ${effect}`).join(', ')}`;
      const fate = fateOf(change, from, name);
      fates.set(keyOf(stack, place, change.logicalId), { fate, type: change.type, why });
    }
  }
  return fates;
}

function fateOf({ action, properties, logicalId }: ResourceChange, from: Assembly, stack: string): Fate {
  if (action === 'update' && properties.every(({ name }) => OWN_ATTRIBUTES.includes(name))) return 'nothing';
  if (action !== 'move') return action;
  // CloudFormation knows no move: the one that is left is destroyed or orphaned, as its policy says.
  const left = from.stacks.find(({ id }) => id === stack)?.template.Resources[logicalId];
  return left?.DeletionPolicy?.startsWith('Retain') ? 'orphan' : 'destroy';
}

const FATES: Record<LogEntry['action'], Fate> = {
  create: 'create',
  update: 'update',
  replace: 'replace',
  delete: 'destroy',
  retain: 'orphan',
  'delete-failed': 'left behind, as its deletion failed',
};

function fatesIn(log: readonly LogEntry[]): Map<string, Found> {
  const fates = new Map<string, Found>();
  for (const { stack, region, logicalId, action, type, properties } of log) {
    const key = keyOf(stack, region, logicalId);
    // What is deleted after a replacement is the old one: that is part of the replacement.
    if (fates.get(key)?.fate === 'replace') continue;
    fates.set(key, { fate: FATES[action], type, why: `deployment: ${(properties ?? []).join(', ')}` });
  }
  return fates;
}

/** For reviews of a destruction: an assembly in which nothing is left. */
export function nothing(directory: string): Assembly {
  return { directory, stacks: [] };
}
