import { isRetained } from '../compare/retention';
import { AssemblyStack, ResourceChange, RuleContext } from '../model';
import { own } from '../read/unreadable';
import { Holding, holdingsOf } from './holdings';

/** What becomes of a resource that has a key which another one takes. */
export type Fate =
  /** It is the one that is replaced. */
  | 'self'
  /** It is removed once its own stack is through. */
  | 'goes'
  /** It stays, and keeps the key. */
  | 'stays'
  /** It stays, and takes another key in this step. */
  | 'lets-go'
  /** It leaves its stack and is not deleted. */
  | 'kept';

/** When the stack of the one that has the key is deployed, seen from the one that takes it. */
export type Order = 'together' | 'first' | 'later-or-unknown';

export interface Collision {
  readonly change: ResourceChange;
  readonly stack: string;
  readonly taken: Holding;
  readonly holder: Holding;
  readonly fate: Fate;
  readonly order: Order;
}

export interface Arrival {
  readonly stack: string;
  readonly change: ResourceChange;
}

const known = new WeakMap<RuleContext, readonly Collision[]>();

/** Where a resource that comes, or changes its key, meets another that has the key. The surest for each resource. */
export function collisionsOf(context: RuleContext): readonly Collision[] {
  let collisions = known.get(context);
  if (!collisions) known.set(context, (collisions = meet(context)));
  return collisions;
}

function meet(context: RuleContext): Collision[] {
  const changes = new Map(
    context.stacks.flatMap(({ name, changes: all }) => all.map((change) => [`${name}/${change.logicalId}`, change])),
  );
  return context.stacks.flatMap(({ name, changes: all }) =>
    all.flatMap((change) => collisionOf(context, { stack: name, change }, changes) ?? []),
  );
}

const ARRIVING = ['create', 'replace', 'update'];
const GRAVITY: readonly Fate[] = ['self', 'goes', 'stays', 'kept', 'lets-go'];

function collisionOf(
  context: RuleContext,
  { stack, change }: Arrival,
  changes: ReadonlyMap<string, ResourceChange>,
): Collision | undefined {
  const typeChanges = change.previousType !== undefined && change.previousType !== change.type;
  if (!ARRIVING.includes(change.action) || typeChanges) return undefined;
  const { of, before } = holdingsOf(context);
  const had = of('before', stack, change.logicalId);
  const found = of('after', stack, change.logicalId)
    // What stays as it is takes nothing.
    .filter((taken) => change.action !== 'update' || !had.some(({ id }) => id === taken.id))
    .flatMap((taken) =>
      (before.get(taken.excludes) ?? []).map((holder): Collision => {
        const self = holder.stack.id === stack && holder.logicalId === change.logicalId;
        const fate = self ? 'self' : fateOf(context, taken, holder, changes);
        return { change, stack, taken, holder, fate, order: orderOf(context, stack, holder.stack) };
      }),
    )
    .filter(({ fate }) => fate !== 'self' || change.action === 'replace');
  return found.sort((left, right) => GRAVITY.indexOf(left.fate) - GRAVITY.indexOf(right.fate))[0];
}

function fateOf(
  context: RuleContext,
  taken: Holding,
  holder: Holding,
  changes: ReadonlyMap<string, ResourceChange>,
): Fate {
  const change = changes.get(`${holder.stack.id}/${holder.logicalId}`);
  const action = change?.action;
  if (action === 'orphan') return 'kept';
  if (action === 'destroy' || action === 'move') {
    // The CDK leaves a stack that is no longer in the app deployed.
    const stackStays = context.stackAfter(rootOf(holder.stack.id)) !== undefined;
    return stackStays && !isRetained(own(holder.stack.template.Resources, holder.logicalId)) ? 'goes' : 'kept';
  }
  if (action === 'replace') return 'goes';
  const now = holdingsOf(context).of('after', holder.stack.id, holder.logicalId);
  return now.some(({ id }) => id === holder.id) || taken.key.parts.length === 0 ? 'stays' : 'lets-go';
}

function orderOf(context: RuleContext, stack: string, holder: AssemblyStack): Order {
  const [own, other] = [rootOf(stack), rootOf(holder.id)];
  if (own === other) return 'together';
  return context.stackAfter(own)?.dependencies.includes(other) === true ? 'first' : 'later-or-unknown';
}

/** Nested stacks are updated with the stack that holds them, and what goes from any of them goes at the end. */
function rootOf(id: string): string {
  return id.split('/')[0];
}

/** Whether a replacement or a move does not happen, because the new one is refused: then nothing is lost by it. */
export function isRefused(context: RuleContext, { stack, change }: Arrival): boolean {
  return refusedArrivals(context).has(change.movedTo ?? `${stack}/${change.logicalId}`);
}

const refusals = new WeakMap<RuleContext, ReadonlySet<string>>();

/** What is refused for a key that is taken, as `stack/logicalId`: nothing happens to what it would have replaced. */
export function refusedArrivals(context: RuleContext): ReadonlySet<string> {
  let found = refusals.get(context);
  if (!found) {
    const refused = collisionsOf(context).filter(
      ({ taken, holder, order }) =>
        taken.key.outcome === 'refused' && !taken.conditional && !holder.conditional && order !== 'first',
    );
    found = new Set(refused.map(({ stack, change }) => `${stack}/${change.logicalId}`));
    refusals.set(context, found);
  }
  return found;
}
