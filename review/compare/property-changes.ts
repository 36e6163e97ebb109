import { documentedBehaviour } from '../behaviours/documented-behaviours';
import { MetLimit, metLimits } from '../behaviours/limits';
import { ChangeLimit, Effect, PropertyChange, Resource } from '../model';
import { own } from '../read/unreadable';
import { harder, specifiedEffect } from './spec';
import { sameValue } from './values';

/** Attributes of a resource that CloudFormation acts upon, beside its properties. */
const ATTRIBUTES = ['DeletionPolicy', 'UpdateReplacePolicy', 'UpdatePolicy'] as const;
const ATTRIBUTE_REFERENCE = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-';
const REGISTRY = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/registry.html';
const CUSTOM = templatePage('AWS::CloudFormation::CustomResource');

/** What somebody else says of a property's change; ours is never milder, unless it is documented. */
export type Floor = (property: string) => Effect;

/** All differences between two states of a resource that keeps its type, with what each does to it. */
export function propertyChanges(before: Resource, after: Resource, floor: Floor = () => 'in-place'): PropertyChange[] {
  const [old, young] = [before.Properties ?? {}, after.Properties ?? {}];
  const names = [...new Set([...Object.keys(old), ...Object.keys(young)])].filter(
    (name) => !sameValue(own(old, name), own(young, name)),
  );
  return [
    ...names.sort().map((name) => propertyChange(name, before, after, floor)),
    ...attributeChanges(before, after),
  ];
}

/** Where a type's behaviour is described. */
export function typeSource(type: string): string {
  if (isCustom(type)) return CUSTOM;
  return type.startsWith('AWS::') ? templatePage(type) : REGISTRY;
}

export function isCustom(type: string): boolean {
  return type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';
}

function propertyChange(name: string, before: Resource, after: Resource, floor: Floor): PropertyChange {
  const values = { before: own(before.Properties, name), after: own(after.Properties, name) };
  const met = metLimits(name, before, after);
  const replaced = met.find(({ limit }) => limit.outcome === 'replaced')?.limit;
  if (replaced) return { name, ...values, effect: 'replacement', source: replaced.source, note: replaced.why };
  const limits = changeLimits(met);
  const behaviour = documentedBehaviour(after.Type, name);
  const outcome = behaviour?.decide({ ...values, resourceBefore: before, resourceAfter: after });
  if (behaviour && outcome) {
    const { effect, note, refused } = outcome;
    const refusal = refused === undefined ? {} : { refused };
    return { name, ...values, effect, source: behaviour.source, note, ...refusal, ...limits };
  }
  // What is refused for certain replaces nothing.
  if (limits.limits?.some(({ outcome: one, perhaps }) => one === 'refused' && !perhaps)) {
    return { name, ...values, effect: 'in-place', source: limits.limits[0].source, ...limits };
  }
  // A custom resource's code decides what its properties do; that its code changes replaces it.
  const type = isCustom(after.Type) ? 'AWS::CloudFormation::CustomResource' : after.Type;
  return {
    name,
    ...values,
    effect: harder(specifiedEffect(type, name, values.before, values.after), floor(name)),
    source: typeSource(after.Type),
    ...limits,
  };
}

function changeLimits(met: readonly MetLimit[]): { limits?: readonly ChangeLimit[] } {
  const limits = met.flatMap(({ limit, before, after }): ChangeLimit[] => {
    const { outcome, path, why, perhaps, remedy, source } = limit;
    return outcome === 'replaced'
      ? []
      : [{ outcome, path, before, after, why, ...(perhaps && { perhaps }), remedy, source }];
  });
  return limits.length > 0 ? { limits } : {};
}

function attributeChanges(before: Resource, after: Resource): PropertyChange[] {
  return ATTRIBUTES.filter((name) => !sameValue(before[name], after[name])).map((name) => ({
    name,
    before: before[name],
    after: after[name],
    effect: 'in-place',
    source: `${ATTRIBUTE_REFERENCE}${name.toLowerCase()}.html`,
  }));
}

function templatePage(type: string): string {
  const page = type
    .replace(/^AWS::/, '')
    .replaceAll('::', '-')
    .toLowerCase();
  return `https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-${page}.html`;
}
