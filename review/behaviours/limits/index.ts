import { Resource } from '../../model';
import { CACHE_LIMITS } from './caches';
import { COMPUTE } from './compute';
import { documentedAsFixed } from './documented-as-fixed';
import { FILE_SYSTEMS } from './file-systems';
import { INTERFACES } from './interfaces';
import { KUBERNETES } from './kubernetes';
import { NETWORK_LIMITS } from './network';
import { NOT_SUPPORTED_LIMITS } from './not-supported';
import { OTHER_DATABASES } from './other-databases';
import { OTHER_SERVICES } from './other-services';
import { RDS_CLUSTERS } from './rds-clusters';
import { RDS_INSTANCES } from './rds-instances';
import { SEARCH_LIMITS } from './search';
import { STORAGE } from './storage';
import { STREAMS_AND_BROKERS } from './streams-and-brokers';
import { TABLES } from './tables';
import { LimitOutcome, UpdateLimit } from './update-limit';
import { isUnknown, read } from './value-path';

/** Changes that the specification calls updates in place, and that the service limits. */
export const UPDATE_LIMITS: readonly UpdateLimit[] = [
  ...CACHE_LIMITS,
  ...COMPUTE,
  ...FILE_SYSTEMS,
  ...INTERFACES,
  ...KUBERNETES,
  ...NETWORK_LIMITS,
  ...OTHER_DATABASES,
  ...OTHER_SERVICES,
  ...RDS_CLUSTERS,
  ...RDS_INSTANCES,
  ...SEARCH_LIMITS,
  ...STORAGE,
  ...STREAMS_AND_BROKERS,
  ...TABLES,
  ...NOT_SUPPORTED_LIMITS,
];

const BY_TYPE = byType();

function byType(): ReadonlyMap<string, readonly UpdateLimit[]> {
  const found = new Map<string, UpdateLimit[]>();
  for (const limit of UPDATE_LIMITS) found.set(limit.type, [...(found.get(limit.type) ?? []), limit]);
  return found;
}

/** A limit that a change meets, with the values that meet it. */
export interface MetLimit {
  readonly limit: UpdateLimit;
  readonly before: unknown;
  readonly after: unknown;
}

const GRAVEST: readonly LimitOutcome[] = ['refused', 'replaced', 'outage', 'delayed'];

/** The limits that a change of a top property meets: of each path only the gravest. */
export function metLimits(name: string, before: Resource, after: Resource): MetLimit[] {
  const limits = [...(BY_TYPE.get(after.Type) ?? []), ...documentedAsFixed(after.Type)];
  const met = limits
    .filter(({ path }) => path === name || path.startsWith(`${name}.`))
    .flatMap((limit) => meet(limit, before, after) ?? []);
  return met.filter(({ limit }) => met.every((other) => !isGraver(other.limit, limit, met)));
}

function isGraver(other: UpdateLimit, limit: UpdateLimit, met: readonly MetLimit[]): boolean {
  if (other === limit || other.path !== limit.path) return false;
  const [theirs, ours] = [other, limit].map(({ outcome }) => GRAVEST.indexOf(outcome));
  const position = (one: UpdateLimit) => met.findIndex((found) => found.limit === one);
  return theirs < ours || (theirs === ours && position(other) < position(limit));
}

function meet(limit: UpdateLimit, old: Resource, young: Resource): MetLimit | undefined {
  const path = limit.path.split('.');
  const [states, values] = [
    [old.Properties ?? {}, young.Properties ?? {}],
    [read(old.Properties ?? {}, path), read(young.Properties ?? {}, path)],
  ];
  if (values.some(isUnknown) || !limit.when.holds(values[0], values[1])) return undefined;
  if (limit.given && !limit.given.holds(states[0], states[1])) return undefined;
  return { limit, before: values[0], after: values[1] };
}
