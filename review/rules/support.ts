import { Difference, differences } from '../compare/differences';
import { referencesIn } from '../compare/references';
import { showEach, showPair } from '../compare/show';
import { Assembly, AssemblyStack, PropertyChange, Resource, ResourceChange, RuleContext, RuleFinding } from '../model';
import { isObject, own } from '../read/unreadable';

export { show } from '../compare/show';
export { isTrue, sameValue as same } from '../compare/values';

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

export function allResources(assembly: Assembly): Placed[] {
  return assembly.stacks.flatMap((stack) =>
    Object.entries(stack.template.Resources ?? {}).map(([logicalId, resource]) => ({ stack, logicalId, resource })),
  );
}

/** The resources of some types; none where no type is named. */
export function resourcesOf(assembly: Assembly, ...types: readonly string[]): Placed[] {
  return allResources(assembly).filter(({ resource }) => types.includes(resource.Type));
}

/** The finding that a service refuses a resource as the template has it. */
export function refusal({ stack, logicalId, resource }: Placed, why: string, remedy: string): RuleFinding {
  const message = `${resource.Type} ${logicalId} is refused: ${why}`;
  return { severity: 'hazard', stack: stack.id, logicalId, message, remedy };
}

export function before(context: RuleContext, { stack, change }: Located): Resource | undefined {
  return own(context.stackBefore(stack)?.template.Resources, change.logicalId);
}

export function after(context: RuleContext, { stack, change }: Located): Resource | undefined {
  return own(context.stackAfter(stack)?.template.Resources, change.logicalId);
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

/** The value under a path such as `Budget.BudgetName`. */
export function valueAt(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((at, key) => (isObject(at) ? own(at, key) : undefined), value);
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

export function describe(change: ResourceChange): string {
  return `${change.type} ${change.path}`;
}

const MOST = 3;

/** A change of a property in words: its innermost differences; lists show what they gain and lose. */
export function changed({ name, before: old, after: young }: PropertyChange): string {
  const byPath = new Map<string, Difference[]>();
  for (const each of differences(old, young, name)) byPath.set(each.path, [...(byPath.get(each.path) ?? []), each]);
  const all = [...byPath].map(([path, found]) => `${path.replace(/\[\]$/, '')} ${sides(found)}`);
  if (all.length === 0) return `${name} (what it refers to is replaced)`;
  return all.length > MOST ? `${all.slice(0, MOST).join(', ')} and ${all.length - MOST} more` : all.join(', ');
}

function sides(found: readonly Difference[]): string {
  const [first] = found;
  if (!first.path.endsWith('[]')) return showPair(first.before, first.after).join(' → ');
  const items = showEach(found.map(({ before: lost, after: gained }) => (lost === undefined ? gained : lost)));
  return found.map(({ before: lost }, i) => `${lost === undefined ? '+' : '-'}${items[i]}`).join(' ');
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

/** How a resource that gets another logical ID or stack stays itself. */
export function keepIdentity({ stack, change }: Located): string {
  const goal = change.movedTo ?? '';
  const override = goal.startsWith(`${stack}/`)
    ? `Keep its logical ID (\`overrideLogicalId('${change.logicalId}')\` on the construct that makes ${goal.slice(stack.length + 1)}), or`
    : `Leave it in ${stack}, or`;
  return `${override} move it with a stack refactor (\`cdk refactor\`) before the step and without other changes.`;
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
    const resource = own(stack.template.Resources, logicalId);
    if (resource) return { stack, logicalId, resource };
  }
  for (const output of stackOutputs(value)) {
    const producer = producerOf(assembly, stack, output);
    const key = `${producer?.id}/${output.output}`;
    // Outputs that refer to each other are refused by CloudFormation; they must not hang the review.
    if (!producer || seen.has(key)) continue;
    const passedOn = own(producer.template.Outputs, output.output)?.Value;
    const target = resolve(assembly, producer, passedOn, new Set([...seen, key]));
    if (target) return target;
  }
  return undefined;
}

/** The ids of all stacks of some assemblies, each once. */
export function stackIds(...assemblies: Assembly[]): string[] {
  return [...new Set(assemblies.flatMap(({ stacks }) => stacks.map(({ id }) => id)))].sort();
}
