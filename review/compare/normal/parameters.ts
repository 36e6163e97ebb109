import { AssemblyStack } from '../../model';
import { isObject } from '../../read/unreadable';
import { isScalar } from '../values';

/** The value of a parameter, as far as it can be told. */
export interface ParameterValue {
  readonly value: unknown;
  /** Set where a deployment may give another one: it is the default. */
  readonly assumed: boolean;
}

/**
 * The value of a parameter: what the holder of a nested stack or the manifest gives, else the default. That of an SSM
 * parameter type is a name, whose value only the deployment knows.
 */
export function parameterValue(stack: AssemblyStack, name: string): ParameterValue | undefined {
  const declared = parameterOf(stack, name);
  if (!declared) return undefined;
  const given = stack.given && Object.hasOwn(stack.given, name) ? stack.given[name] : undefined;
  const type = String(declared.Type);
  if (type.startsWith('AWS::SSM::Parameter::Value<')) return undefined;
  // What a holder gives by reference is another value there than it would be here.
  if (given !== undefined) return isText(given) ? { value: typed(type, given), assumed: false } : undefined;
  if (!isScalar(declared.Default)) return undefined;
  return { value: typed(type, declared.Default), assumed: true };
}

/** The values that a parameter may have, where the template restricts them. */
export function allowedValues(stack: AssemblyStack, name: string): string[] | undefined {
  const allowed = parameterOf(stack, name)?.AllowedValues;
  return Array.isArray(allowed) && allowed.every(isScalar) ? allowed.map(String) : undefined;
}

export function parameterOf(stack: AssemblyStack, name: string): Record<string, unknown> | undefined {
  const all = stack.template.Parameters;
  const found = isObject(all) && Object.hasOwn(all, name) ? all[name] : undefined;
  return isObject(found) ? found : undefined;
}

function isText(value: unknown): boolean {
  return isScalar(value) || (Array.isArray(value) && value.every(isScalar));
}

function typed(type: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map(String);
  const isList = type === 'CommaDelimitedList' || type.startsWith('List<');
  if (!isList) return String(value);
  const text = String(value);
  return text === '' ? [] : text.split(',').map((item) => item.trim());
}
