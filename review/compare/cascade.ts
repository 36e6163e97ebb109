import { PropertyChange, Resource } from '../model';
import { isObject, own } from '../read/unreadable';
import { Forms, formsOf } from './comparable';
import { effectiveStack, writtenTemplate } from './conditions';
import { StackPair } from './pairing';
import { propertyChanges } from './property-changes';
import { Reference, referencesIn, referencesOfNode } from './references';
import { templateDiff } from './template-diff';
import { mapValue, sameValue } from './values';

/** What becomes of a resource that stays, and of which replaced resources it is a consequence. */
export interface Consequence {
  readonly properties: readonly PropertyChange[];
  readonly causedBy: readonly string[];
}

/**
 * Follows replacements to the resources that refer to them: what is replaced has another physical ID, so all that
 * refer to it change as well, and are replaced in turn where the property that refers cannot change in place.
 */
export class Cascade {
  private readonly pairs: ReadonlyMap<string, StackPair>;
  private readonly replaced = new Set<string>();
  /** Properties that change, which an attribute of the same name then yields. */
  private readonly altered = new Set<string>();
  private readonly consequences = new Map<string, Consequence>();
  private readonly redeployed: ReadonlySet<string>;
  private readonly forms = new Map<StackPair, Forms>();
  private readonly resolving = new Set<string>();

  constructor(pairs: readonly StackPair[]) {
    this.pairs = new Map(pairs.map((pair) => [pair.id, pair]));
    this.redeployed = new Set(pairs.filter(differs).map(({ id }) => rootOf(id)));
    this.start(pairs);
    while (this.spread(pairs));
  }

  /** What changes in a resource that both states have; undefined where nothing does. */
  of(pair: StackPair, logicalId: string): Consequence | undefined {
    return this.consequences.get(keyOf(pair, logicalId));
  }

  /** Whether a value that both states of a stack have yields something else in the later one. */
  yieldsOther(pair: StackPair, value: unknown): boolean {
    return referencesIn(value).some((reference) => this.causes(pair, reference).length > 0);
  }

  private start(pairs: readonly StackPair[]): void {
    for (const pair of pairs.filter(differs)) {
      const forms = this.formsOf(pair);
      const floor = templateDiff(pair, forms);
      for (const [logicalId, before, after] of staying(pair)) {
        if (before.Type !== after.Type) this.replaced.add(keyOf(pair, logicalId));
        else {
          const properties = propertyChanges(before, after, { floor: floor(logicalId), forms });
          this.record(pair, logicalId, { properties, causedBy: [] });
        }
      }
    }
  }

  /** One round; whether it found something new. */
  private spread(pairs: readonly StackPair[]): boolean {
    const size = this.replaced.size + this.altered.size;
    for (const pair of pairs) {
      for (const [logicalId, before, after] of staying(pair)) {
        if (before.Type !== after.Type || !this.refersToChange(pair, after)) continue;
        const causes = new Set<string>();
        const marked = this.mark(pair, after, causes);
        const properties = propertyChanges(before, marked, { forms: this.formsOf(pair) }).map((change) =>
          shown(change, after),
        );
        this.record(pair, logicalId, { properties, causedBy: [...causes].sort() });
      }
    }
    return this.replaced.size + this.altered.size > size;
  }

  private formsOf(pair: StackPair): Forms {
    let forms = this.forms.get(pair);
    if (!forms) this.forms.set(pair, (forms = formsOf(pair)));
    return forms;
  }

  private record(pair: StackPair, logicalId: string, consequence: Consequence): void {
    if (consequence.properties.length === 0) return;
    const key = keyOf(pair, logicalId);
    this.consequences.set(key, consequence);
    for (const { name } of consequence.properties) this.altered.add(`${key}.${name}`);
    if (consequence.properties.some(({ effect }) => effect === 'replacement')) this.replaced.add(key);
  }

  private refersToChange(pair: StackPair, resource: Resource): boolean {
    return referencesOf(resource).some((reference) => this.causes(pair, reference).length > 0);
  }

  /** The resource with each reference to something that changes made unequal to what it was. */
  private mark(pair: StackPair, resource: Resource, causes: Set<string>): Resource {
    const properties = mapValue(resource.Properties, (node) => {
      const found = referencesOfNode(node).flatMap((reference) => this.causes(pair, reference));
      found.forEach((cause) => causes.add(cause));
      return found.length === 0 ? node : { 'Fn::Replaced': node };
    });
    return { ...resource, Properties: properties as Resource['Properties'] };
  }

  /** The resources, or parameters, whose change changes what a reference of a stack yields. */
  private causes(pair: StackPair, reference: Reference): string[] {
    if (reference.kind === 'local') return this.localCauses(pair, reference.name, reference.attribute);
    const found = this.producer(pair, reference);
    // A weak reference is read when its own stack is deployed, and a stack that did not change is not.
    if (!found || !this.redeployed.has(rootOf(pair.id))) return [];
    return this.outputCauses(found.pair, found.output);
  }

  private localCauses(pair: StackPair, name: string, attribute?: string): string[] {
    const key = keyOf(pair, name);
    if (this.replaced.has(key) || this.altered.has(`${key}.${attribute}`)) return [name];
    const nested = this.pairs.get(key);
    if (nested && attribute?.startsWith('Outputs.'))
      return this.outputCauses(nested, attribute.slice('Outputs.'.length));
    return this.parameterCauses(pair, name);
  }

  private parameterCauses(pair: StackPair, name: string): string[] {
    const [old, young] = [
      parameter(pair.before?.template.Parameters, name),
      parameter(pair.after?.template.Parameters, name),
    ];
    if (!old || !young) return [];
    if (!sameValue(definition(old), definition(young))) return [name];
    const nestedIn = pair.after?.nestedIn;
    const holder = nestedIn && this.pairs.get(nestedIn.stack);
    if (!nestedIn || !holder) return [];
    const values = [holder.before, holder.after].map((stack) => stack && argumentOf(stack, nestedIn.logicalId, name));
    return this.valueCauses(holder, values[0], values[1], name);
  }

  private outputCauses(pair: StackPair, output: string): string[] {
    const [old, young] = [pair.before, pair.after].map((stack) => stack && own(effectiveStack(stack).outputs, output));
    return this.valueCauses(pair, old, young, output);
  }

  /** Why a value that a stack hands on changes, with the resources named as those of that stack. */
  private valueCauses(pair: StackPair, old: unknown, young: unknown, name: string): string[] {
    const visit = `${pair.id}/${name}`;
    if (old === undefined || young === undefined || this.resolving.has(visit)) return [];
    this.resolving.add(visit);
    const references = referencesIn(young);
    const own = sameValue(old, young) ? [] : references.flatMap((one) => (one.kind === 'local' ? [one.name] : []));
    const changed = sameValue(old, young) || own.length > 0 ? own : [name];
    const further = references.flatMap((reference) => this.causes(pair, reference));
    this.resolving.delete(visit);
    return [...changed, ...further].map((cause) => (cause.includes('/') ? cause : `${pair.id}/${cause}`));
  }

  private producer(
    consumer: StackPair,
    reference: Exclude<Reference, { kind: 'local' }>,
  ): { pair: StackPair; output: string } | undefined {
    for (const pair of this.pairs.values()) {
      if (reference.kind === 'output') {
        const region = reference.region ?? consumer.after?.region;
        const fits = pair.after?.name === reference.stack && (region === undefined || pair.after.region === region);
        if (fits) return { pair, output: reference.output };
        continue;
      }
      const outputs = Object.entries(pair.after?.template.Outputs ?? {});
      const exported = outputs.find(([, output]) => isObject(output) && output.Export?.Name === reference.exportName);
      if (exported && pair.after?.region === consumer.after?.region) return { pair, output: exported[0] };
    }
    return undefined;
  }
}

export function keyOf(pair: StackPair, logicalId: string): string {
  return `${pair.id}/${logicalId}`;
}

/** The resources that both states have. */
function staying({ before, after }: StackPair): [logicalId: string, before: Resource, after: Resource][] {
  if (!before || !after) return [];
  const [old, young] = [effectiveStack(before).resources, effectiveStack(after).resources];
  return Object.entries(young).flatMap(([id, resource]) => (Object.hasOwn(old, id) ? [[id, old[id], resource]] : []));
}

const known = new WeakMap<Resource, readonly Reference[]>();

function referencesOf(resource: Resource): readonly Reference[] {
  let references = known.get(resource);
  if (!references) known.set(resource, (references = referencesIn(resource.Properties)));
  return references;
}

/** What is shown is what the template says, not the mark. */
function shown(change: PropertyChange, after: Resource): PropertyChange {
  const value = own(after.Properties, change.name);
  return change.after === value || !Object.hasOwn(after.Properties ?? {}, change.name)
    ? change
    : { ...change, after: value };
}

function differs({ before, after }: StackPair): boolean {
  if (before === after) return false;
  const templates = [before, after].map((stack) => stack && writtenTemplate(stack));
  return !sameValue(templates[0], templates[1]) || !sameValue(before?.given ?? {}, after?.given ?? {});
}

function rootOf(id: string): string {
  return id.split('/')[0];
}

function parameter(parameters: unknown, name: string): Record<string, unknown> | undefined {
  const found = isObject(parameters) ? own(parameters, name) : undefined;
  return isObject(found) ? found : undefined;
}

function definition({ Type, Default }: Record<string, unknown>): unknown {
  return [Type, Default ?? null];
}

/** What a stack hands to a parameter of a stack that is nested in it. */
function argumentOf(stack: Parameters<typeof effectiveStack>[0], logicalId: string, name: string): unknown {
  const given = own(effectiveStack(stack).resources, logicalId)?.Properties?.Parameters;
  return isObject(given) ? own(given, name) : undefined;
}
