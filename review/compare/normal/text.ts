import { isScalar } from '../values';
import { soleEntry } from './sole-entry';

/**
 * Text of parts that are literals, or values that only the deployment knows. One form for all spellings: literals
 * that stand side by side are one, and a text within the text is part of it.
 */
export function textOf(parts: readonly unknown[]): unknown {
  const merged: unknown[] = [];
  for (const part of parts.flatMap(partsOf)) {
    const last = merged.length - 1;
    if (part === '') continue;
    if (typeof part === 'string' && typeof merged[last] === 'string') merged[last] = `${merged[last]}${part}`;
    else merged.push(part);
  }
  if (merged.length === 0) return '';
  return merged.length === 1 ? merged[0] : { 'Fn::Join': ['', merged] };
}

/** The parts that a text was made of. */
export function partsOf(value: unknown): unknown[] {
  if (isScalar(value)) return [String(value)];
  const [name, argument] = soleEntry(value);
  const joined = name === 'Fn::Join' && Array.isArray(argument) && argument[0] === '' ? argument[1] : undefined;
  return Array.isArray(joined) ? joined : [value];
}

/** The placeholders of an `Fn::Sub`, and the text between them. */
export function substituted(text: string, valueOf: (placeholder: string) => unknown): unknown {
  const parts: unknown[] = [];
  let end = 0;
  for (const match of text.matchAll(/\$\{([^{}]+)\}/g)) {
    parts.push(text.slice(end, match.index));
    const name = match[1].trim();
    parts.push(name.startsWith('!') ? `\${${name.slice(1)}}` : valueOf(name));
    end = match.index + match[0].length;
  }
  return textOf([...parts, text.slice(end)]);
}
