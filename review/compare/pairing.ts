import { Assembly, AssemblyStack } from '../model';

/** A stack in both assemblies, or in one of them. */
export interface StackPair {
  /** What the stack is called in the review. */
  readonly id: string;
  readonly before?: AssemblyStack;
  readonly after?: AssemblyStack;
}

export interface Paired {
  readonly pairs: readonly StackPair[];
  /** The assemblies with the stacks' IDs as the review has them. */
  readonly from: Assembly;
  readonly to: Assembly;
}

/**
 * Finds each stack's counterpart: the one of the same name in the same account and Region. A stack that goes to
 * another account or Region is another stack; one whose environment is left open may be the same.
 */
export function pairStacks(from: Assembly, to: Assembly): Paired {
  const tops = pairTops(from, to);
  const labels = labelsOf(tops);
  const [before, after] = [relabel(from, labels), relabel(to, labels)];
  const ids = [...new Set([...before.stacks, ...after.stacks].map(({ id }) => id))].sort();
  const byId = (assembly: Assembly) => new Map(assembly.stacks.map((stack) => [stack.id, stack]));
  const [old, young] = [byId(before), byId(after)];
  return { pairs: ids.map((id) => ({ id, before: old.get(id), after: young.get(id) })), from: before, to: after };
}

type Top = Omit<StackPair, 'id'>;

function pairTops(from: Assembly, to: Assembly): Top[] {
  const isTop = (stack: AssemblyStack) => stack.nestedIn === undefined;
  const left = from.stacks.filter(isTop);
  const right = to.stacks.filter(isTop);
  const taken = new Set<AssemblyStack>();
  const counterpart = new Map<AssemblyStack, AssemblyStack>();
  for (const fits of [sameEnvironment, compatibleEnvironment]) {
    for (const stack of left.filter((one) => !counterpart.has(one))) {
      const other = right.find((one) => !taken.has(one) && one.name === stack.name && fits(one, stack));
      if (!other) continue;
      taken.add(other);
      counterpart.set(stack, other);
    }
  }
  const gone = left.map((before) => ({ before, after: counterpart.get(before) }));
  return [...gone, ...right.filter((stack) => !taken.has(stack)).map((after) => ({ after }))];
}

function sameEnvironment(left: AssemblyStack, right: AssemblyStack): boolean {
  return left.account === right.account && left.region === right.region;
}

function compatibleEnvironment(left: AssemblyStack, right: AssemblyStack): boolean {
  const fits = (a: string, b: string) => a === b || a.startsWith('unknown-') || b.startsWith('unknown-');
  return fits(left.account, right.account) && fits(left.region, right.region);
}

/** A stack is called by its name, and by its environment as well where several stacks have that name. */
function labelsOf(tops: readonly Top[]): Map<AssemblyStack, string> {
  const candidates = [
    (stack: AssemblyStack) => stack.name,
    (stack: AssemblyStack) => `${stack.name}@${stack.region}`,
    (stack: AssemblyStack) => `${stack.name}@${stack.account}.${stack.region}`,
  ];
  const labels = new Map<AssemblyStack, string>();
  for (const top of tops) {
    const label = candidates.find(
      (call) => tops.filter((other) => call(present(other)) === call(present(top))).length === 1,
    );
    for (const stack of [top.before, top.after]) if (stack) labels.set(stack, (label ?? candidates[2])(present(top)));
  }
  return labels;
}

function present(top: Top): AssemblyStack {
  return (top.after ?? top.before) as AssemblyStack;
}

function relabel(assembly: Assembly, labels: Map<AssemblyStack, string>): Assembly {
  const newIds = new Map<string, string>();
  for (const stack of assembly.stacks) {
    const label = labels.get(stack);
    if (label !== undefined) newIds.set(stack.id, label);
  }
  const rename = (id: string) => {
    const [top, ...rest] = id.split('/');
    return [newIds.get(top) ?? top, ...rest].join('/');
  };
  // Where nothing is renamed the stacks stay the same objects, with what is remembered of them.
  if ([...newIds].every(([old, young]) => old === young)) return assembly;
  return {
    ...assembly,
    stacks: assembly.stacks.map((stack) => ({
      ...stack,
      id: rename(stack.id),
      name: stack.nestedIn ? rename(stack.name) : stack.name,
      nestedIn: stack.nestedIn && { ...stack.nestedIn, stack: rename(stack.nestedIn.stack) },
      dependencies: stack.dependencies.map(rename),
    })),
  };
}
