import { createHash } from 'node:crypto';
import { at, textAt } from './deep';
import { ARNS, ATTRIBUTES, ID_PREFIXES, NAME_LIMITS, REFS } from './identity-forms';
import { isCustom, refIdentifier, specOf } from './spec';
import { Json, JsonObject, PhysicalResource, Scope } from './state';

/** Who a new resource is: its physical ID, and the attributes that follow from it. */

export interface NewResource {
  readonly uid: string;
  readonly type: string;
  readonly scope: Scope;
  readonly stackName: string;
  readonly logicalId: string;
  readonly properties: JsonObject;
}

/** Letters and digits that are the same for the same resource, and differ between resources. */
export function digest(seed: string, length: number): string {
  return createHash('sha256').update(seed).digest('hex').slice(0, length);
}

export function physicalIdOf(resource: NewResource): { physicalId: string; attributes: Record<string, Json> } {
  const form = REFS[resource.type];
  const name = nameOf(resource);
  if (form !== undefined)
    return { physicalId: form({ ...resource, name, hash: hashOf(resource) }), attributes: { name } };
  const parts = refIdentifier(resource.type).map((identifier) => identifierValue(resource, identifier, name));
  return { physicalId: parts.length === 0 ? name : parts.join('|'), attributes: { name } };
}

function hashOf(resource: { uid: string }) {
  return (length: number, salt = '') => digest(resource.uid + salt, length);
}

function identifierValue(resource: NewResource, identifier: string, name: string): string {
  const given = textAt(resource.properties, identifier);
  if (given !== undefined) return given;
  if (identifier.endsWith('Arn')) return arnOf(resource, name);
  const prefix = ID_PREFIXES[resource.type];
  if (prefix !== undefined) return `${prefix}-${digest(resource.uid, 17)}`;
  return name;
}

/** The property that holds the resource's own name, if the type has one. */
export function nameProperty(type: string): string | undefined {
  const properties = specOf(type)?.properties ?? {};
  const short = type.split('::')[2] ?? '';
  const candidates = [...refIdentifier(type), ...(specOf(type)?.primaryIdentifier ?? []), `${short}Name`, 'Name'];
  const found = candidates.find((candidate) => candidate in properties);
  return found !== undefined && /(Name|Identifier|^Name)$/.test(found) ? found : EXTRA_NAMES[type];
}

const EXTRA_NAMES: Record<string, string> = {
  'AWS::EC2::SecurityGroup': 'GroupName',
  'AWS::ElastiCache::ReplicationGroup': 'ReplicationGroupId',
  'AWS::ECS::TaskDefinition': 'Family',
};

/** The name that its author fixed, if any. */
export function fixedName(type: string, properties: JsonObject): string | undefined {
  const property = nameProperty(type);
  return property === undefined ? undefined : textAt(properties, property);
}

function nameOf(resource: NewResource): string {
  const fixed = isCustom(resource.type) ? undefined : fixedName(resource.type, resource.properties);
  if (fixed !== undefined) return fixed;
  const suffix = digest(resource.uid, 12);
  const limit = NAME_LIMITS[resource.type];
  const stem = `${resource.stackName}-${resource.logicalId}`;
  if (limit === undefined) return `${stem}-${suffix.toUpperCase()}`;
  const cut = stem.slice(0, limit.length - suffix.length - 1);
  return limit.lower ? `${cut}-${suffix}`.toLowerCase() : `${cut}-${suffix.toUpperCase()}`;
}

type ArnSource = { uid: string; type: string; scope: Scope; properties: JsonObject };

function arnOf(resource: ArnSource, name: string): string {
  const form = ARNS[resource.type];
  const { account, region } = resource.scope;
  if (form !== undefined) return form({ ...resource, name, hash: hashOf(resource) });
  const template = specOf(resource.type)?.arnTemplate;
  const [, service = 'unknown', kind = 'resource'] = resource.type.split('::');
  const fallback = `arn:aws:${service.toLowerCase()}:${region}:${account}:${kind.toLowerCase()}/${name}`;
  if (template === undefined) return fallback;
  return template
    .replace('${Partition}', 'aws')
    .replace('${Region}', region)
    .replace('${Account}', account)
    .replace(/\$\{[^}]+\}/g, name);
}

/** What `Fn::GetAtt` returns; the caller has checked that the type has the attribute. */
export function attributeOf(resource: PhysicalResource, attribute: string): Json {
  const source = { ...resource, scope: { account: resource.account, region: resource.region } };
  const name = String(resource.attributes['name'] ?? resource.physicalId);
  const special = ATTRIBUTES[`${resource.type}.${attribute}`];
  if (special !== undefined) return special({ ...source, name, hash: hashOf(resource) });
  if (attribute in resource.attributes && attribute !== 'name') return resource.attributes[attribute]!;
  const own = at(resource.properties, attribute);
  if (own !== undefined && !isCustom(resource.type)) return own;
  const identifiers = refIdentifier(resource.type);
  if (identifiers.length === 1 && identifiers[0] === attribute) return resource.physicalId;
  if (attribute === 'Arn' || attribute === `${resource.type.split('::')[2]}Arn`) {
    return resource.physicalId.startsWith('arn:') ? resource.physicalId : arnOf(source, name);
  }
  return typedValue(resource, attribute, name);
}

function typedValue(resource: PhysicalResource, attribute: string, name: string): Json {
  const seed = digest(resource.uid + attribute, 12);
  const type = specOf(resource.type)?.attributes[attribute]?.type.type;
  const last = attribute.split('.').pop()!;
  if (last.endsWith('Arn')) return `arn:aws:simulated:${resource.region}:${resource.account}:${last}/${seed}`;
  if (last === 'Port') return textAt(resource.properties, 'Port') ?? '443';
  if (type === 'integer' || type === 'number') return Number.parseInt(seed.slice(0, 6), 16);
  if (type === 'boolean') return false;
  if (type === 'array') return [`${last.toLowerCase()}-${seed}`];
  if (/(Address|Endpoint|DNSName|DomainName)$/.test(last)) return `${name.toLowerCase()}.${seed}.simulated.internal`;
  return `${last.toLowerCase()}-${seed}`;
}
