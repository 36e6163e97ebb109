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
}

export type Index = ReadonlyMap<string, Target>;

/** All of an assembly that a ledger may name, by its id. */
export function indexOf(assembly: Assembly): Index {
  const index = new Map<string, Target>();
  const add = (target: Target) => index.set(target.id, target);
  for (const stack of assembly.stacks) {
    for (const [logicalId, { Type, Properties = {} }] of Object.entries(stack.template.Resources)) {
      add({ id: `${stack.id}/${logicalId}`, type: Type, stack, properties: Properties, logicalId });
    }
    for (const name of Object.keys(stack.template.Parameters ?? {})) add(parameter(assembly, stack, name));
    for (const [name, output] of Object.entries(stack.template.Outputs ?? {})) {
      add({ id: outputId(stack, name), type: OUTPUT, stack, properties: { [VALUE]: output.Value } });
    }
  }
  return index;
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
function parameter(assembly: Assembly, stack: AssemblyStack, name: string): Target {
  const id = `${stack.id}/${name}`;
  const parent = assembly.stacks.find((other) => other.id === stack.nestedIn?.stack);
  const holder = parent && stack.nestedIn && own(parent.template.Resources, stack.nestedIn.logicalId);
  const passed = isObject(holder?.Properties?.Parameters) ? own(holder.Properties.Parameters, name) : undefined;
  if (parent && passed !== undefined) return { id, type: PARAMETER, stack: parent, properties: { [VALUE]: passed } };
  const declared = own(stack.template.Parameters, name);
  const value = isObject(declared) ? declared.Default : undefined;
  return { id, type: PARAMETER, stack, properties: value === undefined ? {} : { [VALUE]: value } };
}

function outputId(stack: AssemblyStack, name: string): string {
  return `${stack.id}/Outputs.${name}`;
}
