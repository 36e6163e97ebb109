import { AddressInfo } from 'node:net';
import { createEndpoint, Call } from './endpoint/http';
import { Cloud, Fault, LogEntry } from './engine/cloud';
import { Behaviours } from './engine/replacement';
import { emptyState, JsonObject, nextId, PhysicalResource, Scope, State } from './engine/state';
import { SERVICE_RULES } from './services';
import { factsOfChange, holdsData, shedBy } from './services/facts';

export { cdk, CdkResult, CdkOptions } from './cdk';
export { State } from './engine/state';
export { LogEntry } from './engine/cloud';
export { Call } from './endpoint/http';
export { DEFAULT_ACCOUNT } from './endpoint/protocol';

export interface EndpointOptions {
  /** Start from a copy of this. */
  readonly state?: State;
  /** Decides what the specification calls "maybe"; the facts of `services/facts` by default. */
  readonly behaviours?: Behaviours;
  /** Which resources hold data; those of `services/facts/data-holders` by default. */
  readonly durable?: (type: string, properties: JsonObject) => boolean;
}

/** A durable resource and the data that was put into it. */
export interface Marker {
  /** The stack's name, or `parent/logicalId` of a nested one. */
  readonly stack: string | undefined;
  readonly logicalId: string | undefined;
  readonly account: string;
  readonly region: string;
  readonly type: string;
  readonly physicalId: string;
  /** The data, undefined where the resource was made after the markers were planted. */
  readonly marker: string | undefined;
  /** How the resource lost its stack, where it did. */
  readonly orphaned: string | undefined;
}

/** A simulated AWS on the loopback interface, for the CDK CLI to deploy to. */
export interface Endpoint {
  readonly url: string;
  /** Every call that was answered, oldest first. */
  readonly calls: readonly Call[];
  /** What became of each resource, oldest first. */
  readonly log: readonly LogEntry[];
  snapshot(): State;
  /** Goes on from a copy of a state; the log and the faults are cleared. */
  restore(state: State): void;
  /** Puts data into every durable resource that has none. */
  plantMarkers(): void;
  markers(): Marker[];
  /** Makes the next creations, updates or deletions of a resource fail. */
  failOn(fault: Omit<Fault, 'times'> & { times?: number }): void;
  /** Sets an SSM parameter that no stack makes. */
  putParameter(scope: Scope, name: string, value: string): void;
  close(): Promise<void>;
}

export async function startEndpoint(options: EndpointOptions = {}): Promise<Endpoint> {
  const cloud = new Cloud(structuredClone(options.state ?? emptyState()), {
    behaviours: options.behaviours ?? factsOfChange,
    rules: SERVICE_RULES,
    shedBy,
  });
  const durable = (resource: PhysicalResource) => (options.durable ?? holdsData)(resource.type, resource.properties);
  const calls: Call[] = [];
  const server = createEndpoint(
    () => cloud,
    (call) => calls.push(call),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    log: cloud.log,
    snapshot: () => structuredClone(cloud.state),
    restore: (state) => {
      cloud.state = structuredClone(state);
      cloud.log.length = 0;
      cloud.faults.length = 0;
      calls.length = 0;
    },
    plantMarkers: () => plant(cloud, durable),
    markers: () => markersOf(cloud, durable),
    failOn: (fault) => {
      cloud.faults.push({ times: 1, ...fault });
    },
    putParameter: (scope, name, value) => {
      cloud.state.ssm[`${scope.account}/${scope.region}${name}`] = value;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function plant(cloud: Cloud, durable: (resource: PhysicalResource) => boolean): void {
  for (const resource of Object.values(cloud.state.resources)) {
    if (durable(resource)) resource.marker ??= `data-${nextId(cloud.state)}`;
  }
}

function ownerPath(cloud: Cloud, resource: PhysicalResource): string | undefined {
  const stack = resource.owner === undefined ? undefined : cloud.state.stacks[resource.owner.stackId];
  return stack === undefined ? undefined : cloud.pathOf(stack);
}

function markersOf(cloud: Cloud, durable: (resource: PhysicalResource) => boolean): Marker[] {
  return Object.values(cloud.state.resources)
    .filter(durable)
    .map((resource) => ({
      stack: ownerPath(cloud, resource),
      logicalId: resource.owner?.logicalId,
      account: resource.account,
      region: resource.region,
      type: resource.type,
      physicalId: resource.physicalId,
      marker: resource.marker,
      orphaned: resource.orphaned,
    }));
}
