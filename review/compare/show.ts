import { isObject } from '../read/unreadable';
import { compareText } from './values';

/** How long a value may be in a message. */
const LONGEST = 120;

/** How much of what two values have in common stands before the place where they begin to differ. */
const COMMON = 8;

/**
 * A value on one line, cut where it is very long. Two values that differ read differently, down to the function that
 * makes a value: `"ab"` is text, `${A}` a reference, `` `a-${A}` `` text joined with a reference.
 */
export function show(value: unknown): string {
  return cutAt(LONGEST, written(value));
}

/** Two values side by side. Where both would be cut before they differ, what they have in common is left out instead. */
export function showPair(before: unknown, after: unknown, width = LONGEST): [before: string, after: string] {
  const [whole, other] = [written(before), written(after)];
  const [old, young] = [cutAt(width, whole), cutAt(width, other)];
  if (old !== young || whole === other) return [old, young];
  let start = 0;
  while (whole[start] === other[start]) start += 1;
  const from = (text: string) => `…${cutAt(width - 1, text.slice(Math.max(0, start - COMMON)))}`;
  return [from(whole), from(other)];
}

/** Values of one list, as long as it takes to tell them apart. */
export function showEach(values: readonly unknown[], width = LONGEST): string[] {
  const whole = values.map(written);
  const cut = whole.map((text) => cutAt(width, text));
  const apart = new Set(cut).size === new Set(whole).size;
  return apart ? cut : showEach(values, width * 2);
}

function cutAt(width: number, text: string): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}

/** No two values have the same text, except those that differ in nothing but the order of their keys. */
function written(value: unknown): string {
  if (value === undefined) return 'unset';
  if (typeof value === 'string') return visible(JSON.stringify(value));
  if (Array.isArray(value)) return `[${value.map(written).join(',')}]`;
  if (isObject(value)) return reference(value) ?? joined(value) ?? writtenObject(value);
  return String(value);
}

function writtenObject(value: Record<string, unknown>): string {
  const entries = Object.entries(value).sort(([a], [b]) => compareText(a, b));
  return `{${entries.map(([key, item]) => `${visible(JSON.stringify(key))}:${written(item)}`).join(',')}}`;
}

/** What cannot be seen, or moves what can be, is spelled out: it could hide a difference, or steer the terminal. */
function visible(text: string): string {
  return text.replace(/\p{C}|(?! )\p{Z}/gu, (character) =>
    Array.from({ length: character.length }, (_, i) => character.charCodeAt(i))
      .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

const LOGICAL_ID = '[A-Za-z0-9]+';
const RESOURCE = new RegExp(`^${LOGICAL_ID}$`);
const REF = new RegExp(`^(${LOGICAL_ID}|AWS::${LOGICAL_ID})$`);
const ATTRIBUTE = new RegExp(`^${LOGICAL_ID}\\.[A-Za-z0-9._-]+$`);
const OUTPUT = new RegExp(`^[A-Za-z0-9-]+:${LOGICAL_ID}(@[a-z0-9-]+)?$`);
const IMPORT = /^import [A-Za-z0-9:-]+$/;

/**
 * A reference as `Fn::Sub` would have it. Each function has a form that none of the others has; one with an argument
 * that is out of the ordinary is written as it is.
 */
function reference(value: Record<string, unknown>): string | undefined {
  const [name, argument] = soleEntry(value);
  switch (name) {
    case 'Ref':
      return placeholder(argument, REF);
    case 'Fn::GetAtt':
      return isTexts(argument) && argument.length === 2 && RESOURCE.test(argument[0])
        ? placeholder(argument.join('.'), ATTRIBUTE)
        : undefined;
    case 'Fn::GetStackOutput':
      return placeholder(stackOutput(argument), OUTPUT);
    case 'Fn::ImportValue':
      return typeof argument === 'string' ? placeholder(`import ${argument}`, IMPORT) : undefined;
    default:
      return undefined;
  }
}

function placeholder(text: unknown, form: RegExp): string | undefined {
  return typeof text === 'string' && form.test(text) ? `\${${text}}` : undefined;
}

function stackOutput(argument: unknown): string | undefined {
  if (!isObject(argument)) return undefined;
  const { StackName: stack, OutputName: output, Region: region, ...more } = argument;
  if (Object.keys(more).length > 0 || !isTexts([stack, output])) return undefined;
  if (!('Region' in argument)) return `${String(stack)}:${String(output)}`;
  return typeof region === 'string' ? `${String(stack)}:${String(output)}@${region}` : undefined;
}

/** `Fn::Join` with nothing between its parts, as the text that it makes; parts that could be cut elsewhere stay parts. */
function joined(value: Record<string, unknown>): string | undefined {
  const [name, argument] = soleEntry(value);
  if (name !== 'Fn::Join' || !Array.isArray(argument) || argument.length !== 2) return undefined;
  const [delimiter, parts] = argument as [unknown, unknown];
  if (delimiter !== '' || !Array.isArray(parts)) return undefined;
  const clear = parts.every((part, i) =>
    typeof part === 'string' ? part !== '' && typeof parts[i - 1] !== 'string' : isObject(part),
  );
  return clear ? `\`${parts.map(joinedPart).join('')}\`` : undefined;
}

function joinedPart(part: unknown): string {
  const text = written(part);
  if (typeof part === 'string') return text.slice(1, -1).replace(/`|\$(?=\{)/g, '\\$&');
  return text.startsWith('${') ? text : `\${${text}}`;
}

function soleEntry(value: Record<string, unknown>): [name: string | undefined, argument: unknown] {
  const entries = Object.entries(value);
  return entries.length === 1 ? entries[0] : [undefined, undefined];
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
