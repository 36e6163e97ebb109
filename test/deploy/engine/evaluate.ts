import { cidrBlocks } from './cidr';
import { isObject } from './deep';
import { StepFailed, validationError } from './errors';
import { Json, JsonObject } from './state';

/** What an expression may ask for while it is evaluated. */
export interface Context {
  /** Parameters and pseudo parameters, with lists as lists. */
  readonly values: Record<string, Json>;
  readonly conditions: Record<string, boolean>;
  readonly mappings: JsonObject;
  ref(logicalId: string): Json;
  getAtt(logicalId: string, attribute: string): Json;
  importValue(name: string): Json;
  stackOutput(source: { stackName: string; outputName: string; region?: string; roleArn?: string }): Json;
  zones(region: string): string[];
  dynamicReference(reference: string): string;
}

/** Stands in a planned value for what only the execution will know. */
const UNKNOWN = '{{changeSet:KNOWN_AFTER_APPLY';

export function unknown(logicalId: string, attribute: string): string {
  return `${UNKNOWN}:${logicalId}.${attribute}}}`;
}

export function isUnknown(value: unknown): boolean {
  if (typeof value === 'string') return value.includes(UNKNOWN);
  if (Array.isArray(value)) return value.some(isUnknown);
  return isObject(value) && Object.values(value).some(isUnknown);
}

const NO_VALUE = Symbol('AWS::NoValue');
type Value = Json | typeof NO_VALUE;
type Intrinsic = (argument: Json, context: Context) => Value;

/**
 * Evaluates every function in a value.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export function evaluate(value: Json, context: Context): Json {
  const result = visit(value, context);
  return result === NO_VALUE ? null : result;
}

/** Properties of a resource; those with `AWS::NoValue` are left out. */
export function evaluateObject(value: JsonObject, context: Context): JsonObject {
  return visit(value, context) as JsonObject;
}

function visit(value: Json, context: Context): Value {
  if (typeof value === 'string') return resolveDynamic(value, context);
  if (Array.isArray(value))
    return value.map((item) => visit(item, context)).filter((item) => item !== NO_VALUE) as Json[];
  if (!isObject(value)) return value;
  const name = functionName(value);
  if (name !== undefined) {
    const result = INTRINSICS[name]!(value[name]!, context);
    return typeof result === 'string' ? resolveDynamic(result, context) : result;
  }
  const entries = Object.entries(value).map(([key, item]): [string, Value] => [key, visit(item, context)]);
  return Object.fromEntries(entries.filter(([, item]) => item !== NO_VALUE)) as JsonObject;
}

export function functionName(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  const keys = Object.keys(value);
  if (keys.length !== 1) return undefined;
  const [key] = keys as [string];
  if (key in INTRINSICS) return key;
  if (key.startsWith('Fn::')) throw validationError(`Template error: ${key} is not supported without a transform`);
  return undefined;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html */
function resolveDynamic(text: string, context: Context): string {
  if (!text.includes('{{resolve:') || isUnknown(text)) return text;
  return text.replace(/\{\{resolve:([^}]+)\}\}/g, (_, reference: string) => context.dynamicReference(reference));
}

function plain(value: Json, context: Context): Json {
  const result = visit(value, context);
  return result === NO_VALUE ? '' : result;
}

function list(value: Json, context: Context, name: string): Json[] | string {
  const result = plain(value, context);
  if (Array.isArray(result) || (typeof result === 'string' && isUnknown(result))) return result;
  throw validationError(`Template error: every ${name} object requires a list, found ${JSON.stringify(result)}`);
}

function scalar(value: Json): string {
  if (isObject(value) || Array.isArray(value) || value === null) {
    throw validationError(`Template error: expected a string, found ${JSON.stringify(value)}`);
  }
  return String(value);
}

function ref(argument: Json, context: Context): Value {
  const name = scalar(argument);
  if (name === 'AWS::NoValue') return NO_VALUE;
  return name in context.values ? context.values[name]! : context.ref(name);
}

function getAtt(argument: Json, context: Context): Value {
  const [logicalId, ...attribute] = Array.isArray(argument) ? argument : scalar(argument).split('.');
  return context.getAtt(scalar(logicalId!), attribute.map((part) => scalar(plain(part, context))).join('.'));
}

function sub(argument: Json, context: Context): Value {
  const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
  return scalar(text!).replace(/\$\{([^}]*)\}/g, (_, name: string) => {
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    const own = isObject(variables) ? variables[name.trim()] : undefined;
    if (own !== undefined) return scalar(plain(own, context));
    const key = name.trim();
    const value = key.includes('.') ? getAtt(key, context) : ref(key, context);
    return value === NO_VALUE ? '' : scalar(value);
  });
}

function join(argument: Json, context: Context): Value {
  const [delimiter, items] = argument as [Json, Json];
  const values = list(items, context, 'Fn::Join');
  return Array.isArray(values) ? values.map(scalar).join(scalar(delimiter)) : values;
}

function split(argument: Json, context: Context): Value {
  const [delimiter, source] = argument as [Json, Json];
  const text = scalar(plain(source, context));
  return isUnknown(text) ? text : text.split(scalar(delimiter));
}

function select(argument: Json, context: Context): Value {
  const [index, items] = argument as [Json, Json];
  const values = list(items, context, 'Fn::Select');
  if (!Array.isArray(values)) return values;
  const position = Number(plain(index, context));
  const chosen = values[position];
  if (chosen === undefined) {
    throw new StepFailed(`Template error: Fn::Select cannot select nonexistent value at index ${position}`);
  }
  return chosen;
}

function findInMap(argument: Json, context: Context): Value {
  const [map, top, second] = (argument as Json[]).map((part) => scalar(plain(part, context))) as [
    string,
    string,
    string,
  ];
  const level = context.mappings[map];
  const row = isObject(level) ? level[top] : undefined;
  const found = isObject(row) ? row[second] : undefined;
  if (found === undefined) {
    throw validationError(`Template error: Unable to get mapping for ${map}::${top}::${second}`);
  }
  return found;
}

function getAzs(argument: Json, context: Context): Value {
  const region = scalar(plain(argument, context));
  return context.zones(region === '' ? String(context.values['AWS::Region']) : region);
}

function choose(argument: Json, context: Context): Value {
  const [condition, yes, no] = argument as [Json, Json, Json];
  const name = scalar(condition);
  const holds = context.conditions[name];
  if (holds === undefined)
    throw validationError(`Template error: unresolved condition dependency ${name} in Fn::If block`);
  return visit(holds ? yes : no, context);
}

function cidr(argument: Json, context: Context): Value {
  const [block, count, bits] = (argument as Json[]).map((part) => plain(part, context));
  const range = scalar(block!);
  return isUnknown(range) ? range : cidrBlocks(range, Number(count), Number(bits ?? 8));
}

function stackOutput(argument: Json, context: Context): Value {
  const source = evaluate(argument, context);
  if (!isObject(source)) throw validationError('Template error: Fn::GetStackOutput requires an object');
  const text = (key: string) => (source[key] === undefined ? undefined : scalar(source[key]!));
  const [stackName, outputName] = [text('StackName'), text('OutputName')];
  if (stackName === undefined || outputName === undefined) {
    throw validationError('Template error: Fn::GetStackOutput requires StackName and OutputName');
  }
  return context.stackOutput({ stackName, outputName, region: text('Region'), roleArn: text('RoleArn') });
}

const INTRINSICS: Record<string, Intrinsic> = {
  Ref: ref,
  'Fn::GetAtt': getAtt,
  'Fn::Sub': sub,
  'Fn::Join': join,
  'Fn::Split': split,
  'Fn::Select': select,
  'Fn::FindInMap': findInMap,
  'Fn::GetAZs': getAzs,
  'Fn::If': choose,
  'Fn::Cidr': cidr,
  'Fn::Base64': (argument, context) => {
    const text = scalar(plain(argument, context));
    return isUnknown(text) ? text : Buffer.from(text).toString('base64');
  },
  'Fn::ImportValue': (argument, context) => context.importValue(scalar(plain(argument, context))),
  'Fn::GetStackOutput': stackOutput,
};
