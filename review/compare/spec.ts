// eslint-disable-next-line @typescript-eslint/no-require-imports -- as an object, see `database`
import specification = require('@aws-cdk/aws-service-spec');
import { Property, PropertyType, Resource as ResourceSpec, SpecDatabase } from '@aws-cdk/service-spec-types';
import { Effect } from '../model';
import { isObject, own } from '../read/unreadable';
import { intrinsicOf, itemsWithout, sameValue } from './values';

const load = specification.loadAwsServiceSpecSync;
let loaded: SpecDatabase | undefined;

/**
 * The specification, loaded when it is first needed. cloudformation-diff loads it as well, and a load takes 0.4 s: so
 * the loader that both call is replaced by one that remembers.
 */
function database(): SpecDatabase {
  return (loaded ??= load());
}
(specification as { loadAwsServiceSpecSync: () => SpecDatabase }).loadAwsServiceSpecSync = database;

/** Effects from the mildest to the one that is hardest on a resource; what is not known is taken as hard as "may". */
const ORDER: readonly Effect[] = ['in-place', 'unknown', 'may-replace', 'replacement'];

export function harder(left: Effect, right: Effect): Effect {
  return ORDER.indexOf(left) >= ORDER.indexOf(right) ? left : right;
}

export function isKnownType(type: string): boolean {
  return resourceSpec(type) !== undefined;
}

/** The properties that name a resource of this type, which two resources cannot share; none where the service names it. */
export function identifiers(type: string): readonly string[] {
  const { primaryIdentifier = [], settable = [] } = specifiedIdentity(type) ?? {};
  return primaryIdentifier.every((name) => settable.includes(name)) ? primaryIdentifier : [];
}

/** What the specification says of which resource is which. */
export interface SpecifiedIdentity {
  readonly primaryIdentifier: readonly string[];
  /** What `Ref` yields. */
  readonly ref: readonly string[];
  readonly arnTemplate?: string;
  /** The properties that a template sets. */
  readonly settable: readonly string[];
  /** Those whose change replaces the resource. */
  readonly fixed: readonly string[];
  /** What only the service sets. */
  readonly attributes: readonly string[];
  readonly isStateful: boolean;
}

const identities = new Map<string, SpecifiedIdentity | undefined>();

export function specifiedIdentity(type: string): SpecifiedIdentity | undefined {
  if (!identities.has(type)) identities.set(type, identityOf(type, resourceSpec(type)));
  return identities.get(type);
}

function identityOf(type: string, spec: ResourceSpec | undefined): SpecifiedIdentity | undefined {
  if (!spec) return undefined;
  const { primaryIdentifier = [], cfnRefIdentifier, arnTemplate, properties, attributes, isStateful = false } = spec;
  return {
    primaryIdentifier,
    ref: passedOn(type) ?? cfnRefIdentifier ?? primaryIdentifier,
    arnTemplate,
    settable: Object.keys(properties),
    fixed: Object.keys(properties).filter((name) => properties[name].causesReplacement === 'yes'),
    attributes: Object.keys(attributes).filter((name) => !Object.hasOwn(properties, name)),
    isStateful,
  };
}

/** Every type that the specification knows. */
export function specifiedTypes(): string[] {
  return [...database().all('resource')].map(({ cloudFormationType }) => cloudFormationType).sort();
}

/**
 * Types whose `Ref` gives what one of their properties names, which the specification calls an ID of the service's own:
 * each page says that `Ref` gives the ARN of the secret. Read on 2026-12-01.
 */
const PASSED_ON: Readonly<Record<string, string>> = {
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-secrettargetattachment.html
  'AWS::SecretsManager::SecretTargetAttachment': 'SecretId',
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-rotationschedule.html
  'AWS::SecretsManager::RotationSchedule': 'SecretId',
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-resourcepolicy.html
  'AWS::SecretsManager::ResourcePolicy': 'SecretId',
};

function passedOn(type: string): readonly string[] | undefined {
  return Object.hasOwn(PASSED_ON, type) ? [PASSED_ON[type]] : undefined;
}

/** Attributes that give what `Ref` gives under another name than the specification's identifier. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html (2026-12-01)
  'AWS::EC2::SecurityGroup': ['GroupId'],
};

/** What `Ref` gives, as the name of the property or attribute that is the same; none for keys of several parts. */
export function yieldsOfRef(type: string): readonly string[] {
  const spec = resourceSpec(type);
  const parts = passedOn(type) ?? spec?.cfnRefIdentifier ?? spec?.primaryIdentifier ?? [];
  return parts.length === 1 ? [...parts, ...(SYNONYMS[type] ?? [])] : [];
}

/** Its ARN ends in `:*`, other than the one in the specification. */
const OTHER_ARN = ['AWS::Logs::LogGroup'];

/** The ARN that the attribute `Arn` gives, with placeholders as in `Fn::Sub`, where the type has that attribute. */
export function arnTemplate(type: string): string | undefined {
  const spec = resourceSpec(type);
  return spec?.attributes.Arn === undefined || OTHER_ARN.includes(type) ? undefined : spec.arnTemplate;
}

/** What the specification says of a change, down to the properties within the property. */
export function specifiedEffect(type: string, name: string, before: unknown, after: unknown): Effect {
  const spec = resourceSpec(type);
  const property = own(spec?.properties, name);
  if (!spec || !property) return 'unknown';
  const additional = (spec.additionalReplacementProperties ?? [])
    .filter(([top]) => top === name)
    .some(([, ...path]) => !sameValue(at(before, path), at(after, path)));
  return additional ? 'replacement' : ofProperty(property, before, after, 0);
}

/** What the specification knows of a type, where it knows it. */
export function resourceSpec(type: string): ResourceSpec | undefined {
  // Third parties' types carry the name of a module or a vendor, and no specification of theirs is at hand.
  return type.startsWith('AWS::') ? database().lookup('resource', 'cloudFormationType', 'equals', type)[0] : undefined;
}

/** The properties of a type within a resource. */
export function definitionOf(reference: string): { readonly properties: Readonly<Record<string, Property>> } {
  return database().get('typeDefinition', reference);
}

function ofProperty(property: Property, before: unknown, after: unknown, depth: number): Effect {
  if (sameValue(before, after)) return 'in-place';
  if (property.causesReplacement === 'yes') return 'replacement';
  const own = property.causesReplacement === 'maybe' ? 'may-replace' : 'in-place';
  return harder(own, ofType(property.type, before, after, depth));
}

/** Types may contain themselves; no value in a template is nested this deep. */
const DEEPEST = 12;

function ofType(type: PropertyType, before: unknown, after: unknown, depth: number): Effect {
  if (sameValue(before, after) || depth > DEEPEST) return 'in-place';
  if (type.type === 'union') return strongest(type.types.map((one) => ofType(one, before, after, depth + 1)));
  if (type.type === 'array') return ofList(type.element, before, after, depth);
  if (type.type !== 'map' && type.type !== 'ref') return 'in-place';
  // What only the deployment knows may be any value: the worst that the type has is taken.
  if (intrinsicOf(before) || intrinsicOf(after))
    return worstWithin(type, depth) === 'in-place' ? 'in-place' : 'may-replace';
  const [old, young] = [asObject(before), asObject(after)];
  const keys = [...new Set([...Object.keys(old), ...Object.keys(young)])];
  if (type.type === 'map')
    return strongest(keys.map((key) => ofType(type.element, own(old, key), own(young, key), depth + 1)));
  const definition = definitionOf(type.reference.$ref);
  return strongest(
    keys.map((key) => {
      const property = own(definition.properties, key);
      return property ? ofProperty(property, own(old, key), own(young, key), depth + 1) : 'in-place';
    }),
  );
}

/** Items that both lists have are unchanged wherever they stand; the others are compared in order. */
function ofList(element: PropertyType, before: unknown, after: unknown, depth: number): Effect {
  if (intrinsicOf(before) || intrinsicOf(after))
    return worstWithin(element, depth) === 'in-place' ? 'in-place' : 'may-replace';
  const [old, young] = [asList(before), asList(after)];
  const [removed, added] = [itemsWithout(old, young), itemsWithout(young, old)];
  const pairs = Array.from({ length: Math.max(removed.length, added.length) }, (_, i) => [removed[i], added[i]]);
  return strongest(pairs.map(([left, right]) => ofType(element, left, right, depth + 1)));
}

function worstWithin(type: PropertyType, depth: number): Effect {
  if (depth > DEEPEST) return 'in-place';
  if (type.type === 'union') return strongest(type.types.map((one) => worstWithin(one, depth + 1)));
  if (type.type === 'array' || type.type === 'map') return worstWithin(type.element, depth + 1);
  if (type.type !== 'ref') return 'in-place';
  const { properties } = definitionOf(type.reference.$ref);
  return strongest(
    Object.values(properties).map((property) =>
      property.causesReplacement === 'yes' || property.causesReplacement === 'maybe'
        ? 'may-replace'
        : worstWithin(property.type, depth + 1),
    ),
  );
}

function strongest(effects: readonly Effect[]): Effect {
  return effects.reduce<Effect>(harder, 'in-place');
}

/** The value under a path of the specification, in which `*` stands for all items. */
function at(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return value;
  if (key === '*') return asList(value).map((item) => at(item, rest));
  return isObject(value) ? at(own(value, key), rest) : undefined;
}

const asObject = (value: unknown): Record<string, unknown> => (isObject(value) ? value : {});
const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
