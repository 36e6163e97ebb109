import { isObject } from '../../read/unreadable';
import { inAnyOrder } from './order';

const LISTS = ['Action', 'NotAction', 'Resource', 'NotResource'];
const PRINCIPALS = ['Principal', 'NotPrincipal'];

/** Whether a value is a policy document. */
export function isPolicy(value: Record<string, unknown>): boolean {
  const { Statement, Version } = value;
  const statements = asList(Statement);
  const written = Version === undefined || Version === '2012-10-17' || Version === '2008-10-17';
  return Statement !== undefined && written && statements.every((one) => isObject(one) && 'Effect' in one);
}

/**
 * A policy in the form that all its spellings have: a list of one for a single item, and no order where none counts.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html and, for the principal `*`,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html (2026-12-01)
 */
export function asPolicy(value: Record<string, unknown>): Record<string, unknown> {
  return { ...value, Statement: inAnyOrder(asList(value.Statement).map(asStatement)) };
}

function asStatement(value: unknown): unknown {
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]): [string, unknown] => {
    if (LISTS.includes(key)) return [key, inAnyOrder(asList(item))];
    if (PRINCIPALS.includes(key)) return [key, asPrincipal(item)];
    return [key, key === 'Condition' ? asCondition(item) : item];
  });
  return Object.fromEntries(entries);
}

function asPrincipal(value: unknown): unknown {
  const parts = value === '*' ? { AWS: value } : value;
  return isObject(parts) ? eachOf(parts, (part) => inAnyOrder(asList(part))) : parts;
}

function asCondition(value: unknown): unknown {
  const keysOf = (keys: unknown) => (isObject(keys) ? eachOf(keys, (part) => inAnyOrder(asList(part))) : keys);
  return isObject(value) ? eachOf(value, keysOf) : value;
}

function eachOf(value: Record<string, unknown>, change: (part: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, change(part)]));
}

const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);
