import { AssemblyStack, Resource, ResourceChange, StackChanges } from '../model';
import { own } from '../read/unreadable';
import { inService } from '../types/in-service';
import { Likeness } from './likeness';
import { StackPair } from './pairing';
import { identifiers } from './spec';
import { sameValue } from './values';

/** A resource that is created, as a place that one which goes elsewhere may have gone to. */
interface Arrival {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly path: readonly string[];
  /** Whether something is lost with it, not only an address. */
  readonly holds: boolean;
  readonly owner?: AssemblyStack;
  readonly resource?: Resource;
}

type Fits = (gone: Arrival, arrival: Arrival) => boolean;

/** What tells that a created resource is one that went, from what is surest to what is least so. */
function fitting(likeness: Likeness): Fits[] {
  const alike: Fits = (gone, arrival) => likeness.alike(gone, arrival);
  // Within a stack, and where nothing is held, paths alone say too little: much is called alike.
  const sure: Fits = (gone, arrival) =>
    (gone.stack !== arrival.stack && gone.holds) || alike(gone, arrival) || sameName(gone, arrival);
  const both =
    (fits: Fits): Fits =>
    (gone, arrival) =>
      fits(gone, arrival) && sure(gone, arrival);
  return [
    sameName,
    both((gone, arrival) => gone.path.length > 0 && sameValue(gone.path, arrival.path)),
    both((gone, arrival) => gone.logicalId === arrival.logicalId),
    both((gone, arrival) => commonTail(gone.path, arrival.path) > 0),
    (gone, arrival) => sameValue(gone.resource?.Properties ?? {}, arrival.resource?.Properties ?? {}),
    alike,
  ];
}

/**
 * Tells resources that go to another stack or logical ID from those that just go, where something is lost by it: what
 * they hold, or what others hold of them. CloudFormation knows no move: it makes another one there, and removes or
 * abandons this one.
 */
export function withMoves(stacks: readonly StackChanges[], pairs: readonly StackPair[]): StackChanges[] {
  const byId = new Map(pairs.map((pair) => [pair.id, pair]));
  const arrivals = stacks.flatMap(({ name, changes }) =>
    changes
      .filter((change) => change.action === 'create' && matters(change))
      .map((change) => arrivalOf(name, change, byId.get(name)?.after)),
  );
  const taken = new Set<Arrival>();
  const goals = new Map<ResourceChange, Arrival>();
  for (const fits of fitting(new Likeness(pairs))) {
    for (const { name, changes } of stacks) {
      for (const change of changes.filter((one) => leaves(one) && !goals.has(one))) {
        const gone = arrivalOf(name, change, byId.get(name)?.before);
        const candidate = (one: Arrival) => !taken.has(one) && one.type === change.type && fits(gone, one);
        // Where two fit alike, neither is sure.
        const [goal, ...others] = arrivals.filter(candidate);
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

function matters({ durability, type }: ResourceChange): boolean {
  return durability !== 'stateless' || inService(type) !== undefined;
}

function leaves(change: ResourceChange): boolean {
  return (change.action === 'destroy' || change.action === 'orphan') && matters(change) && !change.conditional;
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
    holds: change.durability !== 'stateless',
    owner,
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
