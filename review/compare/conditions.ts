import { AssemblyStack, Resource, Template } from '../model';
import { byName, isObject } from '../read/unreadable';
import { Normaliser } from './normal/normaliser';
import { Truth } from './normal/truth';

export { Truth } from './normal/truth';

/** A stack as far as its template decides: conditions that can be told are, and values are in their normal form. */
export interface EffectiveStack {
  readonly resources: Readonly<Record<string, Resource>>;
  /** Whether a resource exists; resources that do not are left out of `resources`. */
  readonly existence: Readonly<Record<string, Truth>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

const cache = new WeakMap<AssemblyStack, EffectiveStack>();

export function effectiveStack(stack: AssemblyStack): EffectiveStack {
  let known = cache.get(stack);
  if (!known) cache.set(stack, (known = evaluateStack(stack)));
  return known;
}

/** The template as it is written: a stack whose template does not differ in this form is not deployed again. */
export function writtenTemplate({ written, template }: AssemblyStack): Template {
  return written ?? template;
}

/** A stack whose template holds what it comes to, so that all who read it see equal values alike. */
export function withEffectiveTemplate(stack: AssemblyStack): AssemblyStack {
  const effective = effectiveStack(stack);
  const normaliser = new Normaliser(stack);
  const outputs = Object.entries(stack.template.Outputs ?? {}).flatMap(([name, output]) => {
    if (!Object.hasOwn(effective.outputs, name)) return [];
    if (!isObject(output)) return [[name, output]];
    const shared = output.Export && { Export: { ...output.Export, Name: normaliser.resolve(output.Export.Name) } };
    return [[name, { ...output, Value: effective.outputs[name], ...shared }]];
  });
  const template: Template = {
    ...stack.template,
    Resources: effective.resources,
    ...(stack.template.Outputs && { Outputs: Object.fromEntries(outputs) }),
  };
  const result = { ...stack, template, written: writtenTemplate(stack) };
  cache.set(result, effective);
  return result;
}

function evaluateStack(stack: AssemblyStack): EffectiveStack {
  const normaliser = new Normaliser(stack);
  const resources: [string, Resource][] = [];
  const existence: [string, Truth][] = [];
  for (const [logicalId, resource] of Object.entries(stack.template.Resources)) {
    // CDK's own usage report: it makes nothing in the account.
    if (resource.Type === 'AWS::CDK::Metadata') continue;
    const exists = resource.Condition === undefined ? true : normaliser.holds(resource.Condition);
    if (exists === false) continue;
    existence.push([logicalId, exists]);
    resources.push([logicalId, normaliser.resource(resource)]);
  }
  const outputs = Object.entries(stack.template.Outputs ?? {}).flatMap(([name, output]): [string, unknown][] => {
    if (!isObject(output)) return [[name, undefined]];
    const exists = output.Condition === undefined || normaliser.holds(output.Condition) !== false;
    return exists ? [[name, normaliser.resolve(output.Value)]] : [];
  });
  return { resources: byName(resources), existence: byName(existence), outputs: byName(outputs) };
}
