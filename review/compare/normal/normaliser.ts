import { AssemblyStack, Resource, Template } from '../../model';
import { isObject, own } from '../../read/unreadable';
import { sameValue } from '../values';
import { fold } from './folds';
import { lookedUp } from './mappings';
import { ParameterValue, parameterValue } from './parameters';
import { pseudoParameters } from './pseudo-parameters';
import { soleEntry } from './sole-entry';
import { substituted } from './text';
import { all, countValues, not, Truth } from './truth';

/** Stands for a value that is left out, which is what `AWS::NoValue` says. */
const NOTHING = Symbol('nothing');

/** No template is nested this deep; what is deeper is left as it is written, so that nothing overflows. */
const DEEPEST = 400;

/** No template that people write has conditions of this depth, or of this many values written out. */
const MOST_CONDITIONS = 200;
const LARGEST = 2_000;

/** How far values are told: a `sure` one holds in every deployment, others take a parameter for its default. */
type Mode = 'sure' | 'assumed';

/**
 * Brings the values of one stack into a normal form, in which equal values are written alike: conditions that can be
 * told are, functions of known arguments are what they give, and texts of known and unknown parts are one
 * `Fn::Join`. References to resources stay, so that what they refer to is still seen.
 */
export class Normaliser {
  private readonly template: Template;
  private readonly pseudo: Readonly<Record<string, string>>;
  private readonly decided = new Map<string, Truth>();
  private readonly parameters = new Map<string, ParameterValue | undefined>();
  private depth = 0;
  /** How many conditions are being looked at, each for the one before. */
  private conditions = 0;

  /** With an open environment, what only the account, the Region and the stack's name decide stays undecided. */
  constructor(
    private readonly stack: AssemblyStack,
    environment: 'open' | 'known' = 'known',
  ) {
    this.template = stack.template;
    this.pseudo = environment === 'known' ? pseudoParameters(stack) : {};
  }

  /** A resource with the parts that matter to a comparison in normal form. */
  resource(resource: Resource): Resource {
    const changed: Partial<Record<keyof Resource, unknown>> = {};
    for (const part of ['Properties', 'UpdatePolicy', 'DeletionPolicy', 'UpdateReplacePolicy'] as const) {
      const value = this.resolve(resource[part]);
      if (value !== resource[part]) changed[part] = value;
    }
    return Object.keys(changed).length === 0 ? resource : ({ ...resource, ...changed } as Resource);
  }

  resolve(value: unknown): unknown {
    return written(this.part(value, 'assumed'), undefined);
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
    this.conditions += 1;
    const deep = this.conditions > MOST_CONDITIONS;
    const truth = definition === undefined || deep ? { dependsOn: name } : this.short(name, this.holds(definition));
    this.conditions -= 1;
    this.decided.set(name, truth);
    return truth;
  }

  /** Conditions that use one another twice double with each step: beyond a size they stand as they are written. */
  private short(name: string, truth: Truth): Truth {
    if (typeof truth === 'boolean' || countValues(truth.dependsOn, LARGEST) < LARGEST) return truth;
    return { dependsOn: { Condition: name, Conditions: this.template.Conditions } };
  }

  private equal(left: unknown, right: unknown): Truth {
    const [a, b] = [left, right].map((side) => written(this.part(side, 'sure'), undefined));
    if (sameValue(a, b)) return true;
    return isObject(a) || isObject(b) ? { dependsOn: { 'Fn::Equals': [a, b] } } : false;
  }

  private part(value: unknown, mode: Mode): unknown {
    if (typeof value !== 'object' || value === null || this.depth > DEEPEST) return value;
    this.depth += 1;
    const result = Array.isArray(value) ? this.list(value, mode) : this.node(value as Record<string, unknown>, mode);
    this.depth -= 1;
    return result;
  }

  private list(value: unknown[], mode: Mode): unknown[] {
    const items = value.map((item) => this.part(item, mode));
    const kept = items.includes(NOTHING) ? items.filter((item) => item !== NOTHING) : items;
    return kept.length === value.length && kept.every((item, i) => item === value[i]) ? value : kept;
  }

  private node(value: Record<string, unknown>, mode: Mode): unknown {
    const [name, argument] = soleEntry(value);
    if (name === undefined) return this.object(value, mode);
    if (name === 'Ref') return typeof argument === 'string' ? this.reference(argument, mode, value) : value;
    if (!name.startsWith('Fn::')) return this.object(value, mode);
    if (name === 'Fn::If' && Array.isArray(argument) && argument.length === 3) return this.choice(argument, mode);
    if (name === 'Fn::FindInMap' && Array.isArray(argument)) return this.mapping(argument);
    if (name === 'Fn::GetAtt') return this.attribute(argument, value);
    if (name === 'Fn::Sub') return this.substitution(argument, mode) ?? this.object(value, mode);
    // Which item is taken must hold for every value that a parameter may have.
    const normal = name === 'Fn::Select' ? this.selection(argument, mode, value) : this.object(value, mode);
    return fold(name, normal[name]) ?? this.local(name, normal);
  }

  private object(value: Record<string, unknown>, mode: Mode): Record<string, unknown> {
    let changed = false;
    const kept: Record<string, unknown> = {};
    for (const key of Object.keys(value)) {
      const item = this.part(value[key], mode);
      if (item !== value[key]) changed = true;
      if (item !== NOTHING) Object.defineProperty(kept, key, { ...PLAIN, value: item });
    }
    return changed ? kept : value;
  }

  private reference(name: string, mode: Mode, value: Record<string, unknown>): unknown {
    if (name === 'AWS::NoValue') return NOTHING;
    if (Object.hasOwn(this.pseudo, name)) return this.pseudo[name];
    if (Object.hasOwn(this.template.Resources, name)) return value;
    if (!this.parameters.has(name)) this.parameters.set(name, parameterValue(this.stack, name));
    const known = this.parameters.get(name);
    return known === undefined || (known.assumed && mode === 'sure') ? value : known.value;
  }

  /** `Fn::GetAtt` by its list, whose second item holds all dots. */
  private attribute(argument: unknown, value: Record<string, unknown>): unknown {
    const list = typeof argument === 'string' ? argument.split('.') : argument;
    if (!Array.isArray(list) || list.length < 2) return value;
    const [name, ...rest] = list.map((item) => this.part(item, 'assumed'));
    if (!rest.every((item) => typeof item === 'string')) return { 'Fn::GetAtt': [name, ...rest] };
    const same = list === argument && list.length === 2;
    return same ? value : { 'Fn::GetAtt': [name, rest.join('.')] };
  }

  private substitution(argument: unknown, mode: Mode): unknown {
    const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
    if (typeof text !== 'string') return undefined;
    const given = isObject(variables) ? variables : {};
    return substituted(text, (placeholder) => {
      if (Object.hasOwn(given, placeholder)) return written(this.part(given[placeholder], mode), NO_VALUE);
      const dot = placeholder.indexOf('.');
      const attribute = [placeholder.slice(0, dot), placeholder.slice(dot + 1)];
      return written(this.part(dot < 0 ? { Ref: placeholder } : { 'Fn::GetAtt': attribute }, mode), NO_VALUE);
    });
  }

  private selection(argument: unknown, mode: Mode, value: Record<string, unknown>): Record<string, unknown> {
    if (!Array.isArray(argument) || argument.length !== 2) return this.object(value, mode);
    return { 'Fn::Select': [this.part(argument[0], 'sure'), written(this.part(argument[1], mode), [])] };
  }

  private choice([condition, yes, no]: unknown[], mode: Mode): unknown {
    const truth = this.holds(condition);
    if (typeof truth === 'boolean') return this.part(truth ? yes : no, mode);
    const [left, right] = [this.part(yes, mode), this.part(no, mode)];
    if (left === right || sameValue(left, right)) return left;
    // Written out, a condition whose definition changes is seen where it is used.
    return { 'Fn::If': [truth.dependsOn, written(left, NO_VALUE), written(right, NO_VALUE)] };
  }

  private mapping(argument: unknown[]): unknown {
    return lookedUp(
      this.stack,
      argument.map((item) => written(this.part(item, 'sure'), NO_VALUE)),
    );
  }

  /** Zones and outputs of the stack's own Region need not name it. */
  private local(name: string, value: Record<string, unknown>): Record<string, unknown> {
    const argument = value[name];
    if (name === 'Fn::GetAZs' && argument === '')
      return { [name]: this.pseudo['AWS::Region'] ?? { Ref: 'AWS::Region' } };
    if (name !== 'Fn::GetStackOutput' || !isObject(argument) || argument.Region === undefined) return value;
    const { Region, ...rest } = argument;
    const local = Region === this.pseudo['AWS::Region'] || sameValue(Region, { Ref: 'AWS::Region' });
    return local ? { [name]: rest } : value;
  }
}

const NO_VALUE = { Ref: 'AWS::NoValue' };
const PLAIN = { enumerable: true, configurable: true, writable: true };

function written(part: unknown, nothing: unknown): unknown {
  return part === NOTHING ? nothing : part;
}
