import { isDeepStrictEqual } from 'node:util';
import { isObject } from '../../read/unreadable';

/** One place inside a property where two values differ. */
export interface Difference {
  /** Below the property, such as `ContainerDefinitions[0].Cpu`; empty for the property itself. */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * The smallest places in which two values differ, so that a change deep in a big property can be read.
 * An intrinsic function is one value: its inside means nothing alone.
 */
export function differences(before: unknown, after: unknown, path = ''): Difference[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (isPlain(before) && isPlain(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return keys.flatMap((key) => differences(before[key], after[key], path === '' ? key : `${path}.${key}`));
  }
  if (Array.isArray(before) && Array.isArray(after)) return listDifferences(before, after, path);
  return [{ path, before, after }];
}

function listDifferences(before: readonly unknown[], after: readonly unknown[], path: string): Difference[] {
  if (before.length === after.length) return before.flatMap((item, i) => differences(item, after[i], `${path}[${i}]`));
  // Of lists that grow or shrink, positions say little: tell which items come and go.
  const gone = before.filter((item) => !after.some((other) => isDeepStrictEqual(item, other)));
  const come = after.filter((item) => !before.some((other) => isDeepStrictEqual(item, other)));
  if (gone.length === 0 && come.length === 0) return [{ path, before, after }];
  return [
    ...gone.map((item) => ({ path: `${path}[]`, before: item, after: undefined })),
    ...come.map((item) => ({ path: `${path}[]`, before: undefined, after: item })),
  ];
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (!isObject(value)) return false;
  const keys = Object.keys(value);
  return !(keys.length === 1 && (keys[0] === 'Ref' || keys[0].startsWith('Fn::')));
}

/** A value on one line, at most `width` characters long. */
export function show(value: unknown, width = 60): string {
  if (value === undefined || value === null) return 'unset';
  const text = JSON.stringify(readable(value));
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}

/** With intrinsic functions as the text that `Fn::Sub` would have for them: what they refer to is what matters. */
function readable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readable);
  if (!isObject(value)) return value;
  return textOf(value) ?? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, readable(item)]));
}

function textOf(value: Record<string, unknown>): string | undefined {
  const entries = Object.entries(value);
  if (entries.length !== 1) return undefined;
  const [name, argument] = entries[0];
  switch (name) {
    case 'Ref':
      return `\${${String(argument)}}`;
    case 'Fn::GetAtt':
      return `\${${Array.isArray(argument) ? argument.map(String).join('.') : String(argument)}}`;
    case 'Fn::GetStackOutput':
      return isObject(argument) ? `\${${String(argument.StackName)}:${String(argument.OutputName)}}` : undefined;
    case 'Fn::ImportValue':
      return typeof argument === 'string' ? `\${import:${argument}}` : undefined;
    case 'Fn::Sub':
      return typeof argument === 'string' ? argument : undefined;
    case 'Fn::Join':
      return joined(argument);
    default:
      return undefined;
  }
}

function joined(argument: unknown): string | undefined {
  if (!Array.isArray(argument) || typeof argument[0] !== 'string' || !Array.isArray(argument[1])) return undefined;
  const parts = argument[1].map(readable);
  return parts.every((part) => typeof part === 'string') ? parts.join(argument[0]) : undefined;
}
