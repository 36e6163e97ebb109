import { documentedBehaviour } from '../behaviours/documented-behaviours';
import { MetLimit, metLimits } from '../behaviours/limits';
import { ChangeLimit, Effect, PropertyChange, Resource } from '../model';
import { own } from '../read/unreadable';
import { AS_WRITTEN, Forms } from './comparable';
import { withoutOrder } from './normal/order';
import { harder, specifiedEffect } from './spec';
import { sameValue } from './values';

/** Attributes of a resource that CloudFormation acts upon, beside its properties. */
const ATTRIBUTES = ['DeletionPolicy', 'UpdateReplacePolicy', 'UpdatePolicy'] as const;
const ATTRIBUTE_REFERENCE = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-';
const REGISTRY = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/registry.html';
const CUSTOM_TYPE = 'AWS::CloudFormation::CustomResource';
const CUSTOM = templatePage(CUSTOM_TYPE);

/** What somebody else says of a property's change; ours is never milder, unless it is documented. */
export type Floor = (property: string) => Effect;

/** What a comparison of two states is told beside the states. */
export interface Comparing {
  readonly floor?: Floor;
  readonly forms?: Forms;
}

/** All differences between two states of a resource that keeps its type, with what each does to it. */
export function propertyChanges(before: Resource, after: Resource, comparing: Comparing = {}): PropertyChange[] {
  const { forms = AS_WRITTEN } = comparing;
  const compared = { before: forms.before(before), after: forms.after(after) };
  const [old, young] = [compared.before.Properties ?? {}, compared.after.Properties ?? {}];
  const names = [...new Set([...Object.keys(old), ...Object.keys(young)])].filter(
    (name) => !sameValue(own(old, name), own(young, name)),
  );
  const shown = (name: string) => ({ before: before.Properties?.[name], after: after.Properties?.[name] });
  return [
    ...names.sort().map((name) => ({ ...propertyChange(name, compared, comparing), ...shown(name) })),
    ...attributeChanges(before, after),
  ];
}

/** Where a type's behaviour is described. */
export function typeSource(type: string): string {
  if (isCustom(type)) return CUSTOM;
  return type.startsWith('AWS::') ? templatePage(type) : REGISTRY;
}

export function isCustom(type: string): boolean {
  return type.startsWith('Custom::') || type === CUSTOM_TYPE;
}

const MAY: Effect = 'may-replace';

interface Values {
  readonly before: unknown;
  readonly after: unknown;
}

interface States {
  readonly before: Resource;
  readonly after: Resource;
}

function propertyChange(name: string, { before, after }: States, comparing: Comparing): PropertyChange {
  const values = { before: own(before.Properties, name), after: own(after.Properties, name) };
  const met = metLimits(name, before, after);
  const replaced = met.find(({ limit }) => limit.outcome === 'replaced')?.limit;
  if (replaced) return { name, ...values, effect: 'replacement', source: replaced.source, note: replaced.why };
  const limits = changeLimits(met);
  // A custom resource's code decides what its properties do.
  const type = isCustom(after.Type) ? CUSTOM_TYPE : after.Type;
  const behaviour = documentedBehaviour(type, name);
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
  const effect = harder(
    specifiedEffect(type, name, values.before, values.after),
    comparing.floor?.(name) ?? 'in-place',
  );
  return { name, ...values, ...softened(name, effect, values, comparing), source: typeSource(after.Type), ...limits };
}

/** What may be the same value though it is written otherwise may leave the resource as it is. */
function softened(name: string, effect: Effect, { before, after }: Values, { forms }: Comparing) {
  if (effect !== 'replacement') return { effect };
  if (sameValue(withoutOrder(name, before), withoutOrder(name, after)))
    return {
      effect: MAY,
      note: 'the service takes the list in any order, and CloudFormation compares it as it is written',
    };
  if (forms?.mayBeSame(before, after) === true)
    return { effect: MAY, note: 'only the deployment knows whether the value is the same under its new name' };
  return { effect };
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
