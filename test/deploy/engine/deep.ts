import { Json, JsonObject } from './state';

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Equality as CloudFormation sees it after evaluation: `1` and `"1"`, `true` and `"true"` are one value. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => sameValue(item, b[i]));
  if (isObject(a) && isObject(b)) {
    const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...keys].every((key) => sameValue(a[key], b[key]));
  }
  if (isScalar(a) && isScalar(b)) return String(a) === String(b);
  return a === b;
}

function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** Calls `visit` with every string in a value. */
export function eachString(value: unknown, visit: (text: string) => void): void {
  if (typeof value === 'string') visit(value);
  else if (Array.isArray(value)) value.forEach((item) => eachString(item, visit));
  else if (isObject(value)) Object.values(value).forEach((item) => eachString(item, visit));
}

/** Whether a value mentions a text, whole or inside a longer string such as an ARN. */
export function mentions(value: unknown, text: string): boolean {
  let found = false;
  eachString(value, (candidate) => {
    found ||= candidate === text || (text.length >= 8 && candidate.includes(text));
  });
  return found;
}

/** The value at a dotted path. */
export function at(value: unknown, path: string): Json | undefined {
  let current: unknown = value;
  for (const step of path.split('.')) {
    if (!isObject(current)) return undefined;
    current = current[step];
  }
  return current as Json | undefined;
}

/** A list at a path; empty where there is none. */
export function listAt(value: unknown, path: string): Json[] {
  const found = at(value, path);
  return Array.isArray(found) ? found : [];
}

export function textAt(value: unknown, path: string): string | undefined {
  const found = at(value, path);
  return isScalar(found) ? String(found) : undefined;
}

export function numberAt(value: unknown, path: string): number | undefined {
  const found = textAt(value, path);
  return found === undefined || found === '' || Number.isNaN(Number(found)) ? undefined : Number(found);
}

export function isTrueAt(value: unknown, path: string): boolean {
  return textAt(value, path) === 'true';
}
