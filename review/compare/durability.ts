import { Durability, Resource } from '../model';
import { FOR_EACH } from '../read/template';
import { isObject } from '../read/unreadable';
import { DURABLE } from '../types/durable';
import { TRANSIENT } from '../types/transient';
import { soundsDurable } from '../types/words';

/** How durable a resource is, and why. */
export interface Classified {
  readonly durability: Durability;
  readonly reason: string;
}

const STATELESS: Classified = { durability: 'stateless', reason: 'it is made again as it was' };

/** A type that came after the tables: taken for the worst until somebody has looked at it. */
const NAMED_LIKE_DATA: Classified = { durability: 'durable', reason: 'its type is called like what holds data' };

/** What is lost with a resource of this type: data, a warm-up, or nothing. */
export function classify(type: string, resource?: Resource): Classified {
  const special = bySettings(type, resource);
  if (special) return special;
  if (Object.hasOwn(DURABLE, type)) return { durability: 'durable', reason: DURABLE[type] };
  if (Object.hasOwn(TRANSIENT, type)) return { durability: 'transient', reason: TRANSIENT[type] };
  return soundsDurable(type) ? NAMED_LIKE_DATA : STATELESS;
}

export function durabilityOf(type: string, resource?: Resource): Durability {
  return classify(type, resource).durability;
}

/** All types that are not stateless, as far as they are known. */
export function classifiedTypes(): string[] {
  return [...Object.keys(DURABLE), ...Object.keys(TRANSIENT)];
}

/** Types whose durability depends on how a resource is set up. */
function bySettings(type: string, resource: Resource | undefined): Classified | undefined {
  const properties = resource?.Properties ?? {};
  switch (type) {
    case 'AWS::RDS::DBInstance':
      if (properties.SourceDBInstanceIdentifier !== undefined || properties.SourceDBClusterIdentifier !== undefined) {
        return { durability: 'transient', reason: 'a read replica: it is made again from its source, slowly' };
      }
      if (properties.DBClusterIdentifier === undefined) return undefined;
      return { durability: 'transient', reason: 'an instance of a cluster: the data is in the cluster' };
    case 'AWS::RDS::DBCluster':
      if (properties.ReplicationSourceIdentifier === undefined) return undefined;
      // It may have been promoted, which no template says: one that is protected is not to be made again.
      if (String(properties.DeletionProtection) === 'true') return undefined;
      return {
        durability: 'transient',
        reason: 'a replica of another cluster: it is made again from its source, slowly',
      };
    case 'AWS::Logs::LogGroup':
      // Logs are evidence of what happened, not state that the application needs, unless someone protects them.
      if (String(properties.DeletionProtectionEnabled) !== 'true') return undefined;
      return { durability: 'durable', reason: 'log events that are protected from deletion' };
    case FOR_EACH:
      return strongestWithin(properties.Loop);
    default:
      return undefined;
  }
}

/** What a loop makes cannot be told apart here, so it is as durable as the most durable thing in it. */
function strongestWithin(value: unknown): Classified {
  const all = resourcesWithin(value).map((resource) => classify(resource.Type, resource));
  return (
    all.find(({ durability }) => durability === 'durable') ??
    all.find(({ durability }) => durability === 'transient') ??
    STATELESS
  );
}

function resourcesWithin(value: unknown): Resource[] {
  if (Array.isArray(value)) return value.flatMap(resourcesWithin);
  if (!isObject(value)) return [];
  if (typeof value.Type === 'string') return [value as unknown as Resource];
  return Object.values(value).flatMap(resourcesWithin);
}
