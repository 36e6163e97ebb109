import { referencesIn } from '../compare/references';
import { intrinsicOf, sameValue } from '../compare/values';
import { Assembly, AssemblyStack, PropertyChange, Resource, ResourceChange, RuleContext, RuleFinding } from '../model';

/** A change with the stack it happens in. */
export interface Located {
  readonly stack: string;
  readonly change: ResourceChange;
}

export function changesOf(context: RuleContext): Located[] {
  return context.stacks.flatMap(({ name, changes }) => changes.map((change) => ({ stack: name, change })));
}

export function changesOfType(context: RuleContext, ...types: string[]): Located[] {
  return changesOf(context).filter(({ change }) => types.includes(change.type));
}

/** A resource of one of the two assemblies, with where it is. */
export interface Placed {
  readonly stack: AssemblyStack;
  readonly logicalId: string;
  readonly resource: Resource;
}

export function resourcesOf(assembly: Assembly, ...types: string[]): Placed[] {
  return assembly.stacks.flatMap((stack) =>
    Object.entries(stack.template.Resources ?? {})
      .filter(([, resource]) => types.length === 0 || types.includes(resource.Type))
      .map(([logicalId, resource]) => ({ stack, logicalId, resource })),
  );
}

/** The finding that a service refuses a resource as the template has it. */
export function refusal({ stack, logicalId, resource }: Placed, why: string, remedy: string): RuleFinding {
  const message = `${resource.Type} ${logicalId} is refused: ${why}`;
  return { severity: 'hazard', stack: stack.id, logicalId, message, remedy };
}

export function before(context: RuleContext, { stack, change }: Located): Resource | undefined {
  return context.stackBefore(stack)?.template.Resources?.[change.logicalId];
}

export function after(context: RuleContext, { stack, change }: Located): Resource | undefined {
  return context.stackAfter(stack)?.template.Resources?.[change.logicalId];
}

export function propertyChange(change: ResourceChange, name: string): PropertyChange | undefined {
  return change.properties.find((property) => property.name === name);
}

/** Whether the resource stays itself: a property rule has nothing to add where it is replaced or goes. */
export function isUpdate({ change }: Located): boolean {
  return change.action === 'update';
}

export const isReplaced = (change: ResourceChange): boolean => change.action === 'replace';

export function typeChanged(change: ResourceChange): boolean {
  return change.previousType !== undefined && change.previousType !== change.type;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isPlain = (value: unknown): value is Record<string, unknown> =>
  isRecord(value) && intrinsicOf(value) === undefined;

/** The value under a path such as `Budget.BudgetName`. */
export function valueAt(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((at, key) => (isRecord(at) ? at[key] : undefined), value);
}

export function listAt(value: unknown, path: string): unknown[] {
  const list = valueAt(value, path);
  return Array.isArray(list) ? list : [];
}

/** A number, also where the template spells it as a string; undefined for intrinsics. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}

export const isTrue = (value: unknown): boolean => value === true || value === 'true';

/** Whether two values are the same to CloudFormation; two unset ones are. */
export const same = (a: unknown, b: unknown): boolean => sameValue(a, b);

const LONGEST = 120;

/** A value as messages show it. */
export function show(value: unknown): string {
  if (value === undefined) return 'unset';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

export function describe(change: ResourceChange): string {
  return `${change.type} ${change.path}`;
}

const MOST = 3;

/** The innermost differences of two values, as `path before → after`; lists show what they gain and lose. */
function differences(path: string, old: unknown, young: unknown): string[] {
  if (isPlain(old) && isPlain(young)) {
    return [...new Set([...Object.keys(old), ...Object.keys(young)])]
      .filter((key) => !same(old[key], young[key]))
      .flatMap((key) => differences(`${path}.${key}`, old[key], young[key]));
  }
  if (Array.isArray(old) && Array.isArray(young)) {
    if (old.length === young.length && old.every(isPlain) && young.every(isPlain)) {
      return old.flatMap((item, i) => (same(item, young[i]) ? [] : differences(`${path}[${i}]`, item, young[i])));
    }
    const only = (some: unknown[], others: unknown[]) => some.filter((item) => !others.some((it) => same(it, item)));
    const [lost, gained] = [only(old, young), only(young, old)];
    if (lost.length + gained.length > 0) {
      return [
        `${path} ${[...lost.map((item) => `-${show(item)}`), ...gained.map((item) => `+${show(item)}`)].join(' ')}`,
      ];
    }
  }
  return [`${path} ${show(old)} → ${show(young)}`];
}

/** A change of a property in words. */
export function changed({ name, before: old, after: young }: PropertyChange): string {
  if (same(old, young)) return `${name} (what it refers to is replaced)`;
  const all = differences(name, old, young);
  return all.length > MOST ? `${all.slice(0, MOST).join(', ')} and ${all.length - MOST} more` : all.join(', ');
}

/** Policies that stand beside the properties; a change of them calls no service. */
const ATTRIBUTES = ['DeletionPolicy', 'UpdateReplacePolicy', 'UpdatePolicy', 'Condition'];

/** Whether a service is called for the change: always, but for an update of policies alone. */
export function callsService(change: ResourceChange): boolean {
  return change.action !== 'update' || change.properties.some(({ name }) => !ATTRIBUTES.includes(name));
}

/** Why a resource is replaced: the properties that cause it, or the replaced resources it refers to. */
export function cause(change: ResourceChange): string {
  const properties = change.properties.filter(({ effect }) => effect === 'replacement');
  if (properties.length > 0) return properties.map(changed).join(', ');
  if (change.causedBy && change.causedBy.length > 0)
    return `it refers to ${change.causedBy.join(', ')}, replaced as well`;
  return 'its identity changes';
}

/** For what may go or stay by a condition that only the deployment knows. */
export function condition(change: ResourceChange): string {
  return change.conditional ? ' (if its condition says so, which only the deployment knows)' : '';
}

/** The logical IDs that a value refers to by Ref, Fn::GetAtt or Fn::Sub. */
export function references(value: unknown): Set<string> {
  return new Set(referencesIn(value).flatMap((found) => (found.kind === 'local' ? [found.name] : [])));
}

/** A weak cross-stack reference. */
export interface StackOutput {
  readonly stack: string;
  readonly output: string;
  readonly region?: string;
}

export function stackOutputs(value: unknown): StackOutput[] {
  return referencesIn(value).flatMap((found) => (found.kind === 'output' ? [found] : []));
}

/** The names of the exports that a value imports. */
export function imports(value: unknown): Set<string> {
  return new Set(referencesIn(value).flatMap((found) => (found.kind === 'import' ? [found.exportName] : [])));
}

/** The stack that a weak reference names, seen from the stack that holds it. */
export function producerOf(
  assembly: Assembly,
  consumer: AssemblyStack,
  output: StackOutput,
): AssemblyStack | undefined {
  const named = assembly.stacks.filter(({ name }) => name === output.stack);
  const region = output.region ?? consumer.region;
  return named.find((stack) => stack.region === region) ?? named[0];
}

/** The resource that a value refers to, in the same stack or through weak references, if there is one. */
export function resolve(
  assembly: Assembly,
  stack: AssemblyStack,
  value: unknown,
  seen: ReadonlySet<string> = new Set(),
): Placed | undefined {
  for (const logicalId of references(value)) {
    const resource = stack.template.Resources?.[logicalId];
    if (resource) return { stack, logicalId, resource };
  }
  for (const output of stackOutputs(value)) {
    const producer = producerOf(assembly, stack, output);
    const key = `${producer?.id}/${output.output}`;
    // Outputs that refer to each other are refused by CloudFormation; they must not hang the review.
    if (!producer || seen.has(key)) continue;
    const passedOn = producer.template.Outputs?.[output.output]?.Value;
    const target = resolve(assembly, producer, passedOn, new Set([...seen, key]));
    if (target) return target;
  }
  return undefined;
}

/** The ids of all stacks of some assemblies, each once. */
export function stackIds(...assemblies: Assembly[]): string[] {
  return [...new Set(assemblies.flatMap(({ stacks }) => stacks.map(({ id }) => id)))].sort();
}
