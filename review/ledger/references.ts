import { Normaliser } from '../compare/normal/normaliser';
import { Reference, referencesIn } from '../compare/references';
import { Assembly, AssemblyStack } from '../model';
import { isObject, own } from '../read/unreadable';

/** The types that parameters and outputs have in a ledger: with these, what they pass on is held as well. */
export const PARAMETER = 'Parameter';
export const OUTPUT = 'Output';
/** The one property that parameters and outputs have in a ledger. */
export const VALUE = 'Value';

/** Something that a value refers to: a resource, or a parameter or output that passes a value on. */
export interface Target {
  readonly id: string;
  readonly type: string;
  /** The stack in which the target's own values are to be read. */
  readonly stack: AssemblyStack;
  readonly properties: Readonly<Record<string, unknown>>;
  /** The logical ID, for a resource. */
  readonly logicalId?: string;
  /** What brings values of its stack, such as recorded ones, into their normal form. */
  readonly normaliser: Normaliser;
}

export type Index = ReadonlyMap<string, Target>;

/**
 * All of an assembly that a ledger may name, by its id. Values are in their normal form; with an open environment,
 * as they are recorded, what only the account, the Region and the stack's name decide is left to the comparison.
 */
export function indexOf(assembly: Assembly, environment: 'open' | 'known' = 'known'): Index {
  const index = new Map<string, Target>();
  const add = (target: Target) => index.set(target.id, target);
  const normalisers = new Map<string, Normaliser>();
  for (const stack of assembly.stacks) {
    const normaliser = normaliserOf(assembly, stack, normalisers, environment);
    normalisers.set(stack.id, normaliser);
    for (const [logicalId, { Type, Properties = {} }] of Object.entries(stack.template.Resources)) {
      const properties = normaliser.resolve(Properties) as Target['properties'];
      add({ id: `${stack.id}/${logicalId}`, type: Type, stack, properties, logicalId, normaliser });
    }
    for (const name of Object.keys(stack.template.Parameters ?? {})) add(parameter(assembly, stack, name, normalisers));
    for (const [name, output] of Object.entries(stack.template.Outputs ?? {})) {
      const properties = { [VALUE]: normaliser.resolve(output.Value) };
      add({ id: outputId(stack, name), type: OUTPUT, stack, properties, normaliser });
    }
  }
  return index;
}

/** A nested stack's parameters have the values that its holder passes; the holder comes first in an assembly. */
function normaliserOf(
  assembly: Assembly,
  stack: AssemblyStack,
  others: ReadonlyMap<string, Normaliser>,
  environment: 'open' | 'known',
): Normaliser {
  const { nestedIn } = stack;
  const holder = nestedIn && assembly.stacks.find(({ id }) => id === nestedIn.stack);
  const passed = nestedIn && holder?.template.Resources[nestedIn.logicalId]?.Properties?.Parameters;
  const given = nestedIn && others.get(nestedIn.stack)?.resolve(passed);
  return new Normaliser(isObject(given) ? { ...stack, given } : stack, environment);
}

/** The ids that a value refers to, when it stands in the given stack. */
export function idsIn(value: unknown, stack: AssemblyStack, assembly: Assembly, index: Index): string[] {
  const ids = referencesIn(value).flatMap((reference) => idOf(reference, stack, assembly) ?? []);
  return [...new Set(ids)].filter((id) => index.has(id));
}

function idOf(reference: Reference, stack: AssemblyStack, assembly: Assembly): string | undefined {
  switch (reference.kind) {
    case 'local':
      return nestedOutput(reference, stack, assembly) ?? `${stack.id}/${reference.name}`;
    case 'output': {
      const region = reference.region ?? stack.region;
      const named = assembly.stacks.filter(({ name }) => name === reference.stack);
      const producer = named.find((other) => other.region === region) ?? named[0];
      return producer && outputId(producer, reference.output);
    }
    case 'import':
      return exporterOf(reference.exportName, assembly);
  }
}

/** `Fn::GetAtt: [NestedStack, Outputs.Name]` reads an output of the nested stack. */
function nestedOutput({ name, attribute }: Reference & { kind: 'local' }, stack: AssemblyStack, assembly: Assembly) {
  if (!attribute?.startsWith('Outputs.')) return undefined;
  const nested = assembly.stacks.find(({ id }) => id === `${stack.id}/${name}`);
  return nested && outputId(nested, attribute.slice('Outputs.'.length));
}

function exporterOf(exportName: string, assembly: Assembly): string | undefined {
  for (const stack of assembly.stacks) {
    for (const [name, output] of Object.entries(stack.template.Outputs ?? {})) {
      if (output.Export?.Name === exportName) return outputId(stack, name);
    }
  }
  return undefined;
}

/** A nested stack's parameter has the value that its parent passes; another's is given at deploy time. */
function parameter(
  assembly: Assembly,
  stack: AssemblyStack,
  name: string,
  normalisers: ReadonlyMap<string, Normaliser>,
): Target {
  const id = `${stack.id}/${name}`;
  const parent = assembly.stacks.find((other) => other.id === stack.nestedIn?.stack);
  const holder = parent && stack.nestedIn && own(parent.template.Resources, stack.nestedIn.logicalId);
  const passed = isObject(holder?.Properties?.Parameters) ? own(holder.Properties.Parameters, name) : undefined;
  const target = (owner: AssemblyStack, value: unknown): Target => {
    const normaliser = normalisers.get(owner.id) ?? new Normaliser(owner);
    const properties = value === undefined ? {} : { [VALUE]: normaliser.resolve(value) };
    return { id, type: PARAMETER, stack: owner, properties, normaliser };
  };
  if (parent && passed !== undefined) return target(parent, passed);
  const declared = own(stack.template.Parameters, name);
  return target(stack, isObject(declared) ? declared.Default : undefined);
}

function outputId(stack: AssemblyStack, name: string): string {
  return `${stack.id}/Outputs.${name}`;
}
