import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { faultOf, PropsError } from './check';
// Written by scripts/prop-types.mjs, from the public API.
import table from './prop-types.json';

type TypeDescription =
  | { readonly kind: 'class'; readonly fqn: string; readonly makers?: string[]; readonly members?: string[] }
  | { readonly kind: 'interface'; readonly members: string[] }
  | { readonly kind: 'struct'; readonly fields: { [name: string]: string } }
  | { readonly kind: 'object' | 'enum' };

const CONSTRUCTS: { readonly [name: string]: string } = table.constructs;
const FUNCTIONS: { readonly [name: string]: { readonly [parameter: string]: string } } = table.functions;
const TYPES = table.types as { readonly [name: string]: TypeDescription };

/**
 * Holds a construct's props to their types before anything is made of them. TypeScript promises them to nobody who writes
 * JavaScript or Python, nor to who writes `process.env.NAME!`.
 */
export function checkTypes(scope: IConstruct, className: string, props: unknown): void {
  const faults = faultsOfArgument('props', described(CONSTRUCTS, className), props);
  if (faults.length > 0) throw PropsError.at(scope, className, faults);
}

/** The same for what has no scope: the factory of a value class, or a method. */
export function checkArguments(functionName: string, values: { readonly [name: string]: unknown }): void {
  const faults = Object.entries(described(FUNCTIONS, functionName)).flatMap(([parameter, type]) =>
    faultsOfArgument(parameter, type, values[parameter]),
  );
  if (faults.length > 0) throw PropsError.of(functionName, faults);
}

function described<T>(record: { readonly [name: string]: T }, name: string): T {
  if (Object.hasOwn(record, name)) return record[name];
  throw new Error(`the types of ${name} are not in prop-types.json: run 'npm run build:jsii'`);
}

/** Of a struct, users know the fields, not the name of the parameter. */
function faultsOfArgument(parameter: string, type: string, value: unknown): string[] {
  const description = TYPES[type.replace('?', '')];
  const given = description?.kind === 'struct' && isObject(value);
  return given ? faultsOfFields(description.fields, value, '') : faultsOf(type, value, parameter);
}

function faultsOfFields(fields: { [name: string]: string }, value: object, prefix: string): string[] {
  return Object.entries(fields).flatMap(([name, type]) =>
    faultsOf(type, (value as { [name: string]: unknown })[name], `${prefix}${name}`),
  );
}

/** `type` is such as `text`, `list<text>?`, `ec2.IVpc`, `number? how many`. */
function faultsOf(type: string, value: unknown, path: string): string[] {
  const [, name, optional, words] = /^([^? ]+)(\?)? ?(.*)$/.exec(type) ?? ['', type];
  if (value === undefined && optional) return [];
  const [, collection, element] = /^(list|map)<(.*)>$/.exec(name) ?? [];
  const fits = collection ? isCollection(collection, value) : isOf(name, value);
  if (!fits) return [faultOf(path, value, `give ${words || whatIs(name)}${optional ? ', or leave it out' : ''}`)];
  if (Token.isUnresolved(value)) return [];
  if (collection === 'list') return (value as unknown[]).flatMap((each, i) => faultsOf(element, each, `${path}[${i}]`));
  if (collection === 'map')
    return Object.entries(value as object).flatMap(([key, each]) => faultsOf(element, each, `${path}.${key}`));
  const description = TYPES[name];
  return description?.kind === 'struct' ? faultsOfFields(description.fields, value as object, `${path}.`) : [];
}

function isCollection(kind: string, value: unknown): boolean {
  if (isObject(value) && Token.isUnresolved(value)) return true;
  return kind === 'list' ? Array.isArray(value) : isObject(value) && !Array.isArray(value);
}

function isOf(name: string, value: unknown): boolean {
  if (name === 'any') return value !== undefined && value !== null;
  const description = TYPES[name];
  if (description?.kind === 'class') return isOfClass(value, description.fqn) || hasAll(value, description.members);
  if (description?.kind === 'interface') return hasAll(value, description.members);
  // What only the deployment knows has the type that it is said to have.
  if (isObject(value) && Token.isUnresolved(value)) return true;
  if (description?.kind === 'enum') return isText(value) || isNumber(value);
  if (description) return isObject(value) && !Array.isArray(value);
  if (name === 'anyText') return typeof value === 'string';
  return name === 'text' ? isText(value) : name === 'number' ? isNumber(value) : typeof value === 'boolean';
}

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';
const isText = (value: unknown) => typeof value === 'string' && value.trim() !== '';
const isNumber = (value: unknown) => typeof value === 'number' && Number.isFinite(value);

const hasAll = (value: unknown, members: string[] = []) =>
  isObject(value) && members.length > 0 && members.every((member) => member in value);

const RTTI = Symbol.for('jsii.rtti');
type Marked = { readonly name?: string; readonly [RTTI]?: { readonly fqn: string } } | undefined;

/**
 * Whether a value is of a class, of whichever copy of it. jsii writes its full name into each class that it compiles,
 * which minifiers leave alone; classes that run from their sources have their short name only.
 */
function isOfClass(value: unknown, fqn: string): boolean {
  if (!isObject(value)) return false;
  const short = fqn.slice(fqn.lastIndexOf('.') + 1);
  for (let level: unknown = Object.getPrototypeOf(value); level; level = Object.getPrototypeOf(level)) {
    const { constructor } = level as { readonly constructor?: Marked };
    const mark = constructor && Object.hasOwn(constructor, RTTI) ? constructor[RTTI] : undefined;
    if (mark ? mark.fqn === fqn : constructor?.name === short) return true;
  }
  return false;
}

/** What to give, in words. */
function whatIs(name: string): string {
  const [, collection, element] = /^(list|map)<(.*)>$/.exec(name) ?? [];
  if (collection) return collection === 'list' ? `a list of ${manyOf(element)}` : `an object of ${manyOf(element)}`;
  const description = TYPES[name];
  if (description?.kind === 'class' && description.makers?.length) return oneOf(description.makers);
  if (description?.kind === 'struct') return objectWith(description.fields);
  return PRIMITIVES[name]?.one ?? `a value of type ${name}`;
}

const PRIMITIVES: { [name: string]: { readonly one: string; readonly many: string } } = {
  text: { one: 'a text that is not empty', many: 'texts' },
  anyText: { one: 'a text', many: 'texts' },
  number: { one: 'a number', many: 'numbers' },
  flag: { one: 'true or false', many: 'true and false' },
  any: { one: 'a value', many: 'values' },
};

function manyOf(element: string): string {
  return PRIMITIVES[element]?.many ?? `values of type ${element}`;
}

const MOST_MAKERS = 4;

function oneOf(makers: string[]): string {
  const named = makers.slice(0, MOST_MAKERS);
  return makers.length > MOST_MAKERS ? `${named.join(', ')}, or another of them` : listed(named, 'or');
}

function objectWith(fields: { [name: string]: string }): string {
  const required = Object.keys(fields).filter((name) => !fields[name].endsWith('?'));
  return required.length > 0 ? `an object with ${listed(required, 'and')}` : 'an object';
}

function listed(names: string[], conjunction: 'and' | 'or'): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${conjunction} ${names.at(-1)}`;
}
