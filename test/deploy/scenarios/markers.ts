import { Endpoint, Marker } from '../index';

const TOOLKIT = 'CDKToolkit';

/** The app's data; the bootstrap stack has a bucket and a repository of its own, which are the CLI's. */
export function markersOf(endpoint: Endpoint): Marker[] {
  return endpoint.markers().filter(({ stack }) => stack !== TOOLKIT);
}

export interface MarkerLoss {
  readonly marker: Marker;
  readonly why: string;
}

/** Which data is still where it was: in the same stack, under the same logical ID, in the same physical resource. */
export function keptMarkers(
  before: readonly Marker[],
  after: readonly Marker[],
): { readonly kept: number; readonly lost: MarkerLoss[] } {
  const planted = before.filter(({ marker, orphaned }) => marker !== undefined && orphaned === undefined);
  const lost = planted.flatMap((marker) => {
    const why = fateOf(marker, after);
    return why === undefined ? [] : [{ marker, why }];
  });
  return { kept: planted.length - lost.length, lost };
}

function fateOf(old: Marker, after: readonly Marker[]): string | undefined {
  const now = after.find((one) => one.physicalId === old.physicalId && sameKind(one, old));
  if (now === undefined) return `is gone with ${old.physicalId}`;
  if (now.marker !== old.marker) return `changed from ${old.marker} to ${now.marker}`;
  if (now.orphaned !== undefined) return `is in ${now.physicalId}, which no stack has any longer: ${now.orphaned}`;
  return now.stack === old.stack && now.logicalId === old.logicalId
    ? undefined
    : `is in ${now.physicalId}, which is now ${now.logicalId} of ${now.stack}`;
}

function sameKind(one: Marker, other: Marker): boolean {
  return one.type === other.type && one.region === other.region && one.account === other.account;
}

/** Data that survives outside of every stack. */
export function orphans(markers: readonly Marker[]): Marker[] {
  return markers.filter(({ marker, orphaned }) => marker !== undefined && orphaned !== undefined);
}
