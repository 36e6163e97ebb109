import { AssemblyStack, Resource, ResourceChange, StackChanges } from '../model';
import { own } from '../read/unreadable';
import { StackPair } from './pairing';
import { identifiers } from './spec';
import { sameValue } from './values';

/** A resource that is created, as a place that one which goes elsewhere may have gone to. */
interface Arrival {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly path: readonly string[];
  readonly resource?: Resource;
}

type Likeness = (gone: Arrival, arrival: Arrival) => boolean;

/** What tells that a created resource is one that went from another stack, from what is surest to what is least so. */
const LIKENESSES: readonly Likeness[] = [
  sameName,
  (gone, arrival) => gone.path.length > 0 && sameValue(gone.path, arrival.path),
  (gone, arrival) => gone.logicalId === arrival.logicalId,
  (gone, arrival) => commonTail(gone.path, arrival.path) > 0,
  (gone, arrival) => sameValue(gone.resource?.Properties ?? {}, arrival.resource?.Properties ?? {}),
];

/**
 * Tells resources that hold something and go from one stack to another from those that just go. CloudFormation knows
 * no move: it makes an empty one there, and removes or abandons this one.
 */
export function withMoves(stacks: readonly StackChanges[], pairs: readonly StackPair[]): StackChanges[] {
  const byId = new Map(pairs.map((pair) => [pair.id, pair]));
  const arrivals = stacks.flatMap(({ name, changes }) =>
    changes
      .filter(({ action, durability }) => action === 'create' && durability !== 'stateless')
      .map((change) => arrivalOf(name, change, byId.get(name)?.after)),
  );
  const taken = new Set<Arrival>();
  const goals = new Map<ResourceChange, Arrival>();
  for (const likeness of LIKENESSES) {
    for (const { name, changes } of stacks) {
      for (const change of changes.filter((one) => leaves(one) && !goals.has(one))) {
        const gone = arrivalOf(name, change, byId.get(name)?.before);
        const fits = (one: Arrival) =>
          !taken.has(one) && one.stack !== name && one.type === change.type && likeness(gone, one);
        // Where two fit alike, neither is sure.
        const [goal, ...others] = arrivals.filter(fits);
        if (!goal || others.length > 0) continue;
        taken.add(goal);
        goals.set(change, goal);
      }
    }
  }
  return stacks.map((stack) => ({
    ...stack,
    changes: stack.changes.map((change) => moved(change, goals.get(change))),
  }));
}

function leaves({ action, durability, conditional }: ResourceChange): boolean {
  return (action === 'destroy' || action === 'orphan') && durability !== 'stateless' && !conditional;
}

function moved(change: ResourceChange, goal: Arrival | undefined): ResourceChange {
  return goal ? { ...change, action: 'move', movedTo: `${goal.stack}/${goal.logicalId}` } : change;
}

function arrivalOf(stack: string, change: ResourceChange, owner: AssemblyStack | undefined): Arrival {
  const hasPath = change.path !== change.logicalId;
  return {
    stack,
    logicalId: change.logicalId,
    type: change.type,
    path: hasPath ? withinStack(change.path, owner?.path).split('/') : [],
    resource: own(owner?.template.Resources, change.logicalId),
  };
}

/** The path from the stack on: stacks have other names where a resource moves from one to another. */
function withinStack(path: string, stack: string | undefined): string {
  return stack !== undefined && path.startsWith(`${stack}/`) ? path.slice(stack.length + 1) : path;
}

function sameName(gone: Arrival, arrival: Arrival): boolean {
  const names = identifiers(gone.type).map((name) => [
    gone.resource?.Properties?.[name],
    arrival.resource?.Properties?.[name],
  ]);
  return names.length > 0 && names.every(([old, young]) => old !== undefined && sameValue(old, young));
}

/** How many of the last parts of two paths are equal, without the part that most have. */
function commonTail(left: readonly string[], right: readonly string[]): number {
  const [a, b] = [left, right].map((path) =>
    path.filter((part) => part !== 'Resource' && part !== 'Default').reverse(),
  );
  const different = a.findIndex((part, i) => part !== b[i]);
  return different === -1 ? Math.min(a.length, b.length) : different;
}
