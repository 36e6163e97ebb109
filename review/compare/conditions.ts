import { AssemblyStack, Resource, Template } from '../model';
import { byName, isObject, own } from '../read/unreadable';
import { sameValue } from './values';

/** Whether something holds, or what it depends on where only the deployment knows. */
export type Truth = boolean | { readonly dependsOn: unknown };

/** A stack as far as its template decides: conditions that can be told are, and what cannot is written out in place. */
export interface EffectiveStack {
  readonly resources: Readonly<Record<string, Resource>>;
  /** Whether a resource exists; resources that do not are left out of `resources`. */
  readonly existence: Readonly<Record<string, Truth>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

const cache = new WeakMap<AssemblyStack, EffectiveStack>();

export function effectiveStack(stack: AssemblyStack): EffectiveStack {
  let known = cache.get(stack);
  if (!known) cache.set(stack, (known = evaluateStack(stack)));
  return known;
}

function evaluateStack(stack: AssemblyStack): EffectiveStack {
  const evaluator = new Evaluator(stack);
  const resources: [string, Resource][] = [];
  const existence: [string, Truth][] = [];
  for (const [logicalId, resource] of Object.entries(stack.template.Resources)) {
    // CDK's own usage report: it makes nothing in the account.
    if (resource.Type === 'AWS::CDK::Metadata') continue;
    const exists = resource.Condition === undefined ? true : evaluator.holds(resource.Condition);
    if (exists === false) continue;
    existence.push([logicalId, exists]);
    resources.push([logicalId, evaluator.resource(resource)]);
  }
  const outputs = Object.entries(stack.template.Outputs ?? {}).map(([name, output]): [string, unknown] => [
    name,
    evaluator.resolve(isObject(output) ? output.Value : undefined),
  ]);
  return { resources: byName(resources), existence: byName(existence), outputs: byName(outputs) };
}

/** Stands for a value that is left out, which is what `AWS::NoValue` says. */
const NOTHING = Symbol('nothing');

/** No template that people write has conditions of this depth, or of this many values written out. */
const DEEPEST = 200;
const LARGEST = 2_000;

class Evaluator {
  private readonly template: Template;
  private readonly pseudo: Readonly<Record<string, string>>;
  /** How many conditions are being looked at, each for the one before. */
  private depth = 0;
  private readonly decided = new Map<string, Truth>();

  constructor(stack: AssemblyStack) {
    this.template = stack.template;
    this.pseudo = pseudoParameters(stack);
  }

  /** A resource with the parts that matter to a comparison evaluated. */
  resource(resource: Resource): Resource {
    const { Properties, UpdatePolicy } = resource;
    const [properties, policy] = [this.resolve(Properties), this.resolve(UpdatePolicy)];
    if (properties === Properties && policy === UpdatePolicy) return resource;
    return { ...resource, Properties: properties, UpdatePolicy: policy } as Resource;
  }

  resolve(value: unknown): unknown {
    const resolved = this.part(value);
    return resolved === NOTHING ? undefined : resolved;
  }

  /** Whether a condition, by its name or written out, holds. */
  holds(condition: unknown): Truth {
    if (typeof condition === 'string') return this.named(condition);
    const [name, argument] = soleEntry(condition);
    if (name === 'Condition' && typeof argument === 'string') return this.named(argument);
    if (name === 'Fn::Not' && Array.isArray(argument)) return not(this.holds(argument[0]));
    if (name === 'Fn::And' && Array.isArray(argument)) return all(argument.map((one) => this.holds(one)));
    if (name === 'Fn::Or' && Array.isArray(argument)) return not(all(argument.map((one) => not(this.holds(one)))));
    if (name === 'Fn::Equals' && Array.isArray(argument)) return this.equal(argument[0], argument[1]);
    return { dependsOn: condition };
  }

  private named(name: string): Truth {
    const known = this.decided.get(name);
    if (known !== undefined) return known;
    const conditions = isObject(this.template.Conditions) ? this.template.Conditions : {};
    // A condition that refers to itself is refused by CloudFormation; it must not hang the review.
    this.decided.set(name, { dependsOn: name });
    const definition = own(conditions, name);
    this.depth += 1;
    const truth =
      definition === undefined || this.depth > DEEPEST ? { dependsOn: name } : this.short(name, this.holds(definition));
    this.depth -= 1;
    this.decided.set(name, truth);
    return truth;
  }

  /** Conditions that use one another twice double with each step: beyond a size they stand as they are written. */
  private short(name: string, truth: Truth): Truth {
    if (typeof truth === 'boolean' || countValues(truth.dependsOn, LARGEST) < LARGEST) return truth;
    return { dependsOn: { Condition: name, Conditions: this.template.Conditions } };
  }

  private equal(left: unknown, right: unknown): Truth {
    const [a, b] = [this.operand(left), this.operand(right)];
    if (sameValue(a, b)) return true;
    return isObject(a) || isObject(b) ? { dependsOn: { 'Fn::Equals': [a, b] } } : false;
  }

  /** What a condition compares: here the account and the Region are as good as written down. */
  private operand(value: unknown): unknown {
    const [name, argument] = soleEntry(value);
    if (name === 'Ref' && typeof argument === 'string') return own(this.pseudo, argument) ?? value;
    return this.resolve(value);
  }

  private part(value: unknown): unknown {
    if (Array.isArray(value)) {
      const items = value.map((item) => this.part(item)).filter((item) => item !== NOTHING);
      return items.length === value.length && items.every((item, i) => item === value[i]) ? value : items;
    }
    if (!isObject(value)) return value;
    const [name, argument] = soleEntry(value);
    if (name === 'Ref' && argument === 'AWS::NoValue') return NOTHING;
    if (name === 'Fn::If' && Array.isArray(argument) && argument.length === 3) return this.choice(argument);
    if (name === 'Fn::FindInMap' && Array.isArray(argument)) return this.mapping(argument);
    if (name === 'Fn::GetAtt' && typeof argument === 'string') {
      const dot = argument.indexOf('.');
      return { 'Fn::GetAtt': [argument.slice(0, dot), argument.slice(dot + 1)] };
    }
    const entries = Object.entries(value).map(([key, item]) => [key, this.part(item)] as const);
    const kept = entries.filter(([, item]) => item !== NOTHING);
    const unchanged = kept.length === entries.length && kept.every(([key, item]) => item === value[key]);
    return unchanged ? value : Object.fromEntries(kept);
  }

  private choice([condition, yes, no]: unknown[]): unknown {
    const truth = this.holds(condition);
    if (typeof truth === 'boolean') return this.part(truth ? yes : no);
    const [left, right] = [this.part(yes), this.part(no)];
    const written = (part: unknown) => (part === NOTHING ? { Ref: 'AWS::NoValue' } : part);
    // Written out, a condition whose definition changes is seen where it is used.
    return { 'Fn::If': [truth.dependsOn, written(left), written(right)] };
  }

  private mapping([map, ...keys]: unknown[]): unknown {
    const maps = isObject(this.template.Mappings) ? this.template.Mappings : {};
    const table = typeof map === 'string' ? own(maps, map) : undefined;
    const found = keys.slice(0, 2).reduce<unknown>((at, key) => {
      const literal = this.operand(key);
      return isObject(at) && typeof literal === 'string' ? own(at, literal) : undefined;
    }, table);
    return found ?? { 'Fn::FindInMap': [table ?? map, ...keys.map((key) => this.resolve(key))] };
  }
}

function pseudoParameters({ account, region }: AssemblyStack): Record<string, string> {
  const known: Record<string, string> = {};
  if (!account.startsWith('unknown')) known['AWS::AccountId'] = account;
  if (region.startsWith('unknown')) return known;
  const [partition, suffix] = region.startsWith('cn-')
    ? ['aws-cn', 'amazonaws.com.cn']
    : [region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws', 'amazonaws.com'];
  // Other partitions exist; what is not sure is left to the deployment.
  const usual = /^(af|ap|ca|cn|eu|il|me|mx|sa|us)-/.test(region) && !/^(us-iso|eu-isoe)/.test(region);
  return {
    ...known,
    'AWS::Region': region,
    ...(usual ? { 'AWS::Partition': partition, 'AWS::URLSuffix': suffix } : {}),
  };
}

/** How many values are in a value, not counted beyond a limit. */
function countValues(value: unknown, limit: number): number {
  let count = 0;
  const open = [value];
  while (open.length > 0 && count < limit) {
    const next = open.pop();
    count += 1;
    if (typeof next === 'object' && next !== null) open.push(...Object.values(next));
  }
  return count;
}

function soleEntry(value: unknown): [name: string | undefined, argument: unknown] {
  if (!isObject(value)) return [undefined, undefined];
  const entries = Object.entries(value);
  return entries.length === 1 ? entries[0] : [undefined, undefined];
}

function not(truth: Truth): Truth {
  return typeof truth === 'boolean' ? !truth : { dependsOn: { 'Fn::Not': [truth.dependsOn] } };
}

function all(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  const open = truths.flatMap((truth) => (typeof truth === 'object' ? [truth.dependsOn] : []));
  return open.length === 0 ? true : { dependsOn: { 'Fn::And': open } };
}
