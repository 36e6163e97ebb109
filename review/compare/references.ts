import { isObject } from '../read/unreadable';

/** What a value refers to. */
export type Reference =
  /** A resource or parameter of the same template, by Ref, Fn::GetAtt or Fn::Sub. */
  | { readonly kind: 'local'; readonly name: string; readonly attribute?: string }
  /** An output of another stack, read when the stack is deployed. */
  | { readonly kind: 'output'; readonly stack: string; readonly output: string; readonly region?: string }
  /** An export of another stack, which is locked while it is imported. */
  | { readonly kind: 'import'; readonly exportName: string };

/** The reference that one intrinsic function makes itself, without those in its arguments; Fn::Sub may make several. */
export function referencesOfNode(node: Record<string, unknown>): Reference[] {
  const keys = Object.keys(node);
  if (keys.length !== 1) return [];
  const argument = node[keys[0]];
  switch (keys[0]) {
    case 'Ref':
      return typeof argument === 'string' ? [{ kind: 'local', name: argument }] : [];
    case 'Fn::GetAtt':
      return attribute(argument);
    case 'Fn::Sub':
      return substitutions(argument);
    case 'Fn::GetStackOutput':
      return stackOutput(argument);
    case 'Fn::ImportValue':
      return typeof argument === 'string' ? [{ kind: 'import', exportName: argument }] : [];
    default:
      return [];
  }
}

/** All references in a value. */
export function referencesIn(value: unknown): Reference[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (!isObject(value)) return [];
  return [...referencesOfNode(value), ...Object.values(value).flatMap(referencesIn)];
}

function attribute(argument: unknown): Reference[] {
  const [name, ...rest] = typeof argument === 'string' ? argument.split('.') : Array.isArray(argument) ? argument : [];
  if (typeof name !== 'string') return [];
  return [{ kind: 'local', name, attribute: rest.map(String).join('.') }];
}

function substitutions(argument: unknown): Reference[] {
  const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
  if (typeof text !== 'string') return [];
  const found: Reference[] = [];
  for (const [, placeholder] of text.matchAll(/\$\{([^!${}][^${}]*)\}/g)) {
    const [name, ...rest] = placeholder.trim().split('.');
    if (isObject(variables) && Object.hasOwn(variables, placeholder.trim())) continue;
    found.push(rest.length > 0 ? { kind: 'local', name, attribute: rest.join('.') } : { kind: 'local', name });
  }
  return found;
}

function stackOutput(argument: unknown): Reference[] {
  if (!isObject(argument)) return [];
  const { StackName: stack, OutputName: output, Region: region } = argument;
  if (typeof stack !== 'string' || typeof output !== 'string') return [];
  return [{ kind: 'output', stack, output, region: typeof region === 'string' ? region : undefined }];
}
