import { effectiveStack } from '../compare/conditions';
import { Reference, referencesOfNode } from '../compare/references';
import { specifiedIdentity } from '../compare/spec';
import { Assembly, AssemblyStack, Resource } from '../model';
import { isObject, own } from '../read/unreadable';

/** A value as far as an assembly tells: text where it is known, else what it refers to. */
export type Known = string | readonly Known[] | { readonly [key: string]: Known } | undefined;

/** A resource that a value means. */
export interface Meant {
  readonly stack: AssemblyStack;
  readonly logicalId: string;
  readonly resource: Resource;
}

/** Outputs and parameters that lead from stack to stack; more than this is a circle. */
const DEEPEST = 24;

/** Writes values of the two states of an app so that equal ones are equal, whichever stack and function they are in. */
export class Values {
  private readonly stacks: ReadonlyMap<string, AssemblyStack>;

  /** `isNew` tells whether a resource is another one than before, so that what refers to it has another value. */
  constructor(
    private readonly assembly: Assembly,
    private readonly isNew: (stack: string, logicalId: string) => boolean,
  ) {
    this.stacks = new Map(assembly.stacks.map((stack) => [stack.id, stack]));
  }

  of(stack: AssemblyStack, value: unknown, depth = 0): Known {
    if (value === undefined || value === null || depth > DEEPEST) return undefined;
    if (Array.isArray(value)) return value.map((item) => this.of(stack, item, depth + 1));
    if (!isObject(value)) return String(value);
    const keys = Object.keys(value);
    const [name, argument] = [keys[0], value[keys[0]]];
    if (keys.length === 1 && name === 'Fn::Join' && Array.isArray(argument) && Array.isArray(argument[1]))
      return this.joined(stack, argument[1], String(argument[0]), depth);
    if (keys.length === 1 && name === 'Fn::Sub') return this.substituted(stack, argument, depth);
    const [reference] = referencesOfNode(value);
    if (reference) return this.referred(stack, reference, depth);
    const entries = keys.sort().map((key) => [key, this.of(stack, value[key], depth + 1)] as const);
    return Object.fromEntries(entries.filter(([, part]) => part !== undefined));
  }

  /** The resource that a value means by Ref or attribute, through outputs and parameters of other stacks. */
  meant(stack: AssemblyStack, value: unknown, depth = 0): Meant | undefined {
    if (!isObject(value) || depth > DEEPEST) return undefined;
    const [reference] = referencesOfNode(value);
    if (!reference) return undefined;
    if (reference.kind === 'local') {
      const resource = own(effectiveStack(stack).resources, reference.name);
      if (resource && !reference.attribute?.startsWith('Outputs.')) {
        const named = namedBy(resource, reference.attribute);
        const passed = isObject(named) ? this.meant(stack, named, depth + 1) : undefined;
        return passed ?? { stack, logicalId: reference.name, resource };
      }
    }
    const source = this.sourceOf(stack, reference);
    return source && this.meant(source.stack, source.value, depth + 1);
  }

  private referred(stack: AssemblyStack, reference: Reference, depth: number): Known {
    if (reference.kind === 'local') {
      const resource = own(effectiveStack(stack).resources, reference.name);
      if (resource && !reference.attribute?.startsWith('Outputs.'))
        return this.resource({ stack, logicalId: reference.name, resource }, reference.attribute, depth);
      const pseudo = pseudoParameter(stack, reference.name);
      if (pseudo !== undefined) return pseudo;
    }
    const source = this.sourceOf(stack, reference);
    if (source) return this.of(source.stack, source.value, depth + 1);
    return reference.kind === 'local'
      ? { parameter: `${stack.id}/${reference.name}` }
      : { elsewhere: JSON.stringify(reference) };
  }

  /** What Ref or an attribute of a resource yields: a name where the template fixes it. */
  private resource({ stack, logicalId, resource }: Meant, attribute: string | undefined, depth: number): Known {
    const ref = refOf(resource.Type);
    const fixed = namedBy(resource, attribute);
    if (fixed !== undefined) return this.of(stack, fixed, depth + 1);
    const attributeOfRef = attribute === ref ? undefined : attribute;
    return { ...this.entity(stack, logicalId), ...(attributeOfRef === undefined ? {} : { attribute: attributeOfRef }) };
  }

  entity(stack: AssemblyStack, logicalId: string): { [key: string]: Known } {
    const place = `${stack.id}/${logicalId}`;
    return this.isNew(stack.id, logicalId) ? { resource: place, state: 'new' } : { resource: place };
  }

  /** The value that stands behind a parameter of a nested stack, or an output of another stack. */
  private sourceOf(stack: AssemblyStack, reference: Reference): { stack: AssemblyStack; value: unknown } | undefined {
    if (reference.kind === 'local') return this.localSource(stack, reference.name, reference.attribute);
    for (const producer of this.assembly.stacks) {
      const outputs = effectiveStack(producer).outputs;
      if (reference.kind === 'output') {
        const region = reference.region ?? stack.region;
        if (producer.name === reference.stack && producer.region === region)
          return { stack: producer, value: own(outputs, reference.output) };
        continue;
      }
      if (producer.region !== stack.region || producer.account !== stack.account) continue;
      const exported = Object.entries(producer.template.Outputs ?? {}).find(
        ([, output]) => isObject(output) && output.Export?.Name === reference.exportName,
      );
      if (exported) return { stack: producer, value: outputs[exported[0]] };
    }
    return undefined;
  }

  private localSource(
    stack: AssemblyStack,
    name: string,
    attribute: string | undefined,
  ): { stack: AssemblyStack; value: unknown } | undefined {
    const nested = this.stacks.get(`${stack.id}/${name}`);
    if (nested && attribute?.startsWith('Outputs.'))
      return { stack: nested, value: own(effectiveStack(nested).outputs, attribute.slice('Outputs.'.length)) };
    const holder = stack.nestedIn && this.stacks.get(stack.nestedIn.stack);
    if (stack.nestedIn && holder) {
      const given = own(effectiveStack(holder).resources, stack.nestedIn.logicalId)?.Properties?.Parameters;
      if (isObject(given) && own(given, name) !== undefined) return { stack: holder, value: given[name] };
    }
    const parameters = stack.template.Parameters;
    const parameter = isObject(parameters) ? own(parameters, name) : undefined;
    return isObject(parameter) && parameter.Default !== undefined ? { stack, value: parameter.Default } : undefined;
  }

  private joined(stack: AssemblyStack, items: readonly unknown[], delimiter: string, depth: number): Known {
    const parts = items.flatMap((item, i) => [...(i > 0 && delimiter !== '' ? [delimiter] : []), item]);
    return merged(parts.map((part) => this.of(stack, part, depth + 1)));
  }

  private substituted(stack: AssemblyStack, argument: unknown, depth: number): Known {
    const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
    if (typeof text !== 'string') return undefined;
    const parts = text.split(/(\$\{[^!${}][^${}]*\})/).filter((part) => part !== '');
    return merged(
      parts.map((part) => {
        const placeholder = /^\$\{([^!${}][^${}]*)\}$/.exec(part)?.[1].trim();
        if (placeholder === undefined) return part.replaceAll('${!', '${');
        if (isObject(variables) && Object.hasOwn(variables, placeholder))
          return this.of(stack, variables[placeholder], depth + 1);
        const [name, ...rest] = placeholder.split('.');
        return this.of(stack, rest.length > 0 ? { 'Fn::GetAtt': [name, rest.join('.')] } : { Ref: name }, depth + 1);
      }),
    );
  }
}

/** What `Ref` gives, where that is one property or attribute. */
function refOf(type: string): string | undefined {
  const identity = specifiedIdentity(type);
  return identity?.ref.length === 1 ? identity.ref[0] : undefined;
}

/** The property that `Ref` or an attribute of a resource repeats, as the template sets it. */
function namedBy(resource: Resource, attribute: string | undefined): unknown {
  const property = attribute ?? refOf(resource.Type);
  return property === undefined ? undefined : own(resource.Properties, property);
}

/** Text that is put together from parts: one text where all is known. */
function merged(parts: readonly Known[]): Known {
  const flat: Known[] = [];
  for (const part of parts) {
    const last = flat.at(-1);
    if (typeof part === 'string' && typeof last === 'string') flat[flat.length - 1] = last + part;
    else flat.push(part);
  }
  return flat.length === 1 ? flat[0] : { joined: flat };
}

function pseudoParameter(stack: AssemblyStack, name: string): string | undefined {
  if (name === 'AWS::Region') return stack.region;
  if (name === 'AWS::AccountId') return stack.account;
  if (name === 'AWS::StackName' && stack.nestedIn === undefined) return stack.name;
  return name === 'AWS::Partition' ? 'aws' : undefined;
}
