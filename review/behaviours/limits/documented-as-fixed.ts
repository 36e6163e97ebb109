import { Property, PropertyType } from '@aws-cdk/service-spec-types';
import { definitionOf, resourceSpec } from '../../compare/spec';
import { changed } from './predicates';
import { READ, templateReference, UpdateLimit } from './update-limit';

const CHANGED = '(?:be )?(?:chang|modif|updat|edit|add or remove|revert|remov)\\w*';
const NEVER = `(?:can(?:'|’)?t|cannot|can not) (?:later )?${CHANGED}`;
const LATER = '(?:after|once|existing|already)';

/** What documentation says of a value that is decided at creation. */
const FIXED = new RegExp(
  [
    `${NEVER}\\b.*\\b${LATER}\\b`,
    `\\b${LATER}\\b.*\\b${NEVER}`,
    `\\bimmutable (?:after|once)\\b`,
    `\\bproperty ${NEVER}`,
  ].join('|'),
  'i',
);

/** Sentences that are about something else than an update of the property, each read by hand; the rest is judged elsewhere. */
export const READ_OTHERWISE: Readonly<Record<string, string>> = {
  'AWS::Athena::DataCatalog.Parameters': 'it speaks of another catalog, that of the account',
  'AWS::Backup::BackupVault.LockConfiguration.ChangeableForDays': 'judged in the table: fixed after days of grace',
  'AWS::Batch::ComputeEnvironment.EcsSettings.ContainerInsights': 'judged in the table: fixed once set',
  'AWS::CloudTrail::EventDataStore.KmsKeyId': 'judged in the table: fixed once set',
  'AWS::Cognito::UserPool.UsernameConfiguration': 'judged as a documented behaviour',
  'AWS::DMS::Endpoint.RedshiftSettings.EncryptionMode': 'judged in the table: one way',
  'AWS::DMS::Endpoint.S3Settings.EncryptionMode': 'judged in the table: one way',
  'AWS::EKS::Cluster.ComputeConfig.NodeRoleArn': 'judged in the table: fixed once set',
  'AWS::KMS::Key.KeySpec': 'judged in the table, with its default and remedy',
  'AWS::KMS::Key.KeyUsage': 'judged in the table, with its default and remedy',
  'AWS::KMS::Key.MultiRegion': 'judged in the table, with its default and remedy',
  'AWS::KMS::Key.Origin': 'judged in the table, with its default and remedy',
  'AWS::Kendra::Index.DocumentMetadataConfigurations': 'judged in the table: fields are added and never removed',
  'AWS::OpenSearchService::Domain.UseCase': 'judged in the table: fixed in one engine mode',
  'AWS::RDS::DBInstance.OptionGroupName': 'judged in the table: fixed with a permanent option',
  'AWS::RDS::DBInstance.VPCSecurityGroups': 'it speaks of the way back to EC2-Classic',
  'AWS::Transfer::Server.EndpointDetails.AddressAllocationIds': 'judged in the table: while the server is stopped',
};

/** Nothing in a template that is worth a rule is nested deeper. */
const DEEPEST = 5;

const known = new Map<string, readonly UpdateLimit[]>();

/**
 * The values of a type that its documentation in the specification calls fixed, though the specification lets them
 * change in place. Items of lists are left out: one that comes is no change of another.
 */
export function documentedAsFixed(type: string): readonly UpdateLimit[] {
  let limits = known.get(type);
  if (!limits) known.set(type, (limits = fixedPaths(type).map((path) => limitOf(type, path))));
  return limits;
}

function fixedPaths(type: string): string[] {
  return saidToBeFixed(type).filter((path) => READ_OTHERWISE[`${type}.${path}`] === undefined);
}

/** All values whose documentation has a sentence of that kind, with those that were read otherwise. */
export function saidToBeFixed(type: string): string[] {
  return within(resourceSpec(type)?.properties ?? {}, [], new Set());
}

function within(
  properties: Readonly<Record<string, Property>>,
  path: readonly string[],
  seen: ReadonlySet<string>,
): string[] {
  return Object.entries(properties).flatMap(([name, property]) => {
    if (property.causesReplacement === 'yes') return [];
    const own = [...path, name];
    if (isFixed(property.documentation)) return [own.join('.')];
    return own.length >= DEEPEST ? [] : withinType(property.type, own, seen);
  });
}

function withinType(type: PropertyType, path: readonly string[], seen: ReadonlySet<string>): string[] {
  if (type.type === 'union') return [...new Set(type.types.flatMap((one) => withinType(one, path, seen)))];
  if (type.type !== 'ref' || seen.has(type.reference.$ref)) return [];
  const { properties } = definitionOf(type.reference.$ref);
  return within(properties, path, new Set([...seen, type.reference.$ref]));
}

function isFixed(documentation: string | undefined): boolean {
  return (documentation ?? '').split(/(?<=[.!?])\s+/).some((sentence) => FIXED.test(sentence));
}

function limitOf(type: string, path: string): UpdateLimit {
  return {
    type,
    path,
    when: changed(['one', 'two'], fallbackOf(type, path)),
    outcome: 'refused',
    why: 'its documentation says that it is decided at creation',
    remedy: 'Keep the old value, or create a second resource with the new one beside it.',
    source: templateReference(type),
    date: READ,
  };
}

/** What the service takes where nothing is given, as far as the specification says it of a top property. */
function fallbackOf(type: string, path: string): unknown {
  const value = resourceSpec(type)?.properties[path]?.defaultValue;
  return typeof value === 'string' ? parsed(value) : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
