import { isScalar } from '../values';
import { soleEntry } from './sole-entry';
import { partsOf, textOf } from './text';

/** What intrinsic functions give whose arguments are in normal form; undefined where only the deployment knows. */
export function fold(name: string, argument: unknown): unknown {
  switch (name) {
    case 'Fn::Join':
      return Array.isArray(argument) ? joined(argument[0], argument[1]) : undefined;
    case 'Fn::Split':
      return Array.isArray(argument) ? split(argument[0], argument[1]) : undefined;
    case 'Fn::Select':
      return Array.isArray(argument) ? selected(argument[0], argument[1]) : undefined;
    case 'Fn::Length':
      return isWholeList(argument) ? argument.length : undefined;
    case 'Fn::ToJsonString':
      return isLiteral(argument) ? JSON.stringify(argument) : undefined;
    default:
      return undefined;
  }
}

function joined(delimiter: unknown, list: unknown): unknown {
  if (typeof delimiter !== 'string') return undefined;
  // A list that was split by the same text.
  const [inner, argument] = soleEntry(list);
  if (inner === 'Fn::Split' && Array.isArray(argument) && argument[0] === delimiter) return argument[1];
  if (!isWholeList(list)) return undefined;
  return textOf(list.flatMap((item, i) => (i === 0 ? [item] : [delimiter, item])));
}

function split(delimiter: unknown, text: unknown): unknown {
  if (typeof delimiter !== 'string' || delimiter === '') return undefined;
  if (isScalar(text)) return String(text).split(delimiter);
  const [inner, argument] = soleEntry(text);
  return inner === 'Fn::Join' && Array.isArray(argument) && argument[0] === delimiter ? argument[1] : undefined;
}

function selected(index: unknown, list: unknown): unknown {
  const at = isScalar(index) && /^\d+$/.test(String(index)) ? Number(index) : -1;
  if (at < 0) return undefined;
  if (isWholeList(list)) return list[at];
  // Before the first part that is not known, a text splits as it will.
  const [name, argument] = soleEntry(list);
  if (name !== 'Fn::Split' || !Array.isArray(argument) || typeof argument[0] !== 'string') return undefined;
  const [first] = partsOf(argument[1]);
  const pieces = typeof first === 'string' ? first.split(argument[0]) : [];
  return at < pieces.length - 1 ? pieces[at] : undefined;
}

/** A list whose length is known: an item that a condition may leave out moves those behind it. */
function isWholeList(value: unknown): value is unknown[] {
  return Array.isArray(value) && !value.some(mayBeNothing);
}

function mayBeNothing(value: unknown): boolean {
  const [name, argument] = soleEntry(value);
  if (name === 'Ref') return argument === 'AWS::NoValue';
  return name === 'Fn::If' && Array.isArray(argument) && argument.slice(1).some(mayBeNothing);
}

function isLiteral(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isLiteral);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, item]) => key !== 'Ref' && !key.startsWith('Fn::') && isLiteral(item));
}
