import { Assembly, AssemblyStack } from '../model';
import { isObject } from '../read/unreadable';
import { withEffectiveTemplate } from './conditions';
import { Paired } from './pairing';

/**
 * The assemblies with templates that hold what is deployed: resources that exist, and values in their normal form. An
 * environment that one of the two leaves open is that of the other, since the stack is the same.
 */
export function effectiveAssemblies({ pairs, from, to }: Paired): Paired {
  const [before, after] = [effective(from, to), effective(to, from)];
  return {
    pairs: pairs.map(({ id }) => ({ id, before: before.get(id), after: after.get(id) })),
    from: { ...from, stacks: [...before.values()] },
    to: { ...to, stacks: [...after.values()] },
  };
}

/** The stacks of one assembly, whose holders come before what is nested in them. */
function effective(assembly: Assembly, other: Assembly): Map<string, AssemblyStack> {
  const counterparts = new Map(other.stacks.map((stack) => [stack.id, stack]));
  const done = new Map<string, AssemblyStack>();
  for (const stack of assembly.stacks) {
    const holder = stack.nestedIn && done.get(stack.nestedIn.stack);
    const passed = holder && stack.nestedIn && holder.template.Resources[stack.nestedIn.logicalId]?.Properties;
    const given = isObject(passed?.Parameters) ? passed.Parameters : stack.given;
    done.set(stack.id, withEffectiveTemplate({ ...stack, ...environment(stack, counterparts.get(stack.id)), given }));
  }
  return done;
}

function environment(stack: AssemblyStack, counterpart: AssemblyStack = stack) {
  const known = (own: string, others: string) => (own.startsWith('unknown') ? others : own);
  return {
    account: known(stack.account, counterpart.account),
    region: known(stack.region, counterpart.region),
  };
}
