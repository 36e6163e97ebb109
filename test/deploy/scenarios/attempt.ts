import { mentions } from '../engine/deep';
import { addressOf, holdsSomething } from '../services/facts';
import { deployInProcess, destroyInProcess, Outcome } from '../support/in-process';
import { Simulation } from '../support/simulation';

/** What became of an app whose two states were deployed one after the other. */
export interface Attempt {
  /** Why the first state was refused, where it was. */
  readonly start: string | undefined;
  readonly failure: string | undefined;
  /** Logical IDs of resources whose data is gone from their stack. */
  readonly lost: readonly string[];
  readonly kept: number;
  /** What an update in place took from what a resource held. */
  readonly shed: readonly string[];
  /** What people outside know, and that leads nowhere now. */
  readonly unreachable: readonly string[];
  /** Resources that still refer to what is gone. */
  readonly stale: readonly string[];
  readonly log: Outcome['log'];
  readonly unread: Outcome['unread'];
}

/** Deploys one assembly, puts data in, and deploys the next one over it. */
export function attempt(from: string, to: string): Attempt {
  const simulation = new Simulation();
  const start = deployInProcess(simulation, from).failure;
  const holders = plant(simulation);
  const known = addressesIn(simulation);
  const { log, unread, failure } = grow(simulation, from, to);
  const lost = holders.filter(({ uid }) => simulation.cloud.state.resources[uid]?.owner === undefined);
  return {
    start,
    failure,
    lost: lost.map(({ logicalId }) => logicalId),
    kept: holders.length - lost.length,
    shed: log.flatMap(({ logicalId, shed }) => (shed === undefined ? [] : [`${logicalId}: ${shed}`])),
    unreachable: known.filter(({ uid }) => !(uid in simulation.cloud.state.resources)).map(({ what }) => what),
    stale: staleIn(simulation, log),
    log,
    unread,
  };
}

/** Deploys what the later state has, then destroys the stacks that it has no longer. */
function grow(simulation: Simulation, from: string, to: string): Outcome {
  const deployed = deployInProcess(simulation, to);
  if (deployed.failure !== undefined) return deployed;
  const destroyed = destroyInProcess(simulation, from, to);
  return { ...destroyed, log: [...deployed.log, ...destroyed.log], unread: deployed.unread };
}

function plant(simulation: Simulation): { uid: string; logicalId: string }[] {
  const holders = Object.values(simulation.cloud.state.resources).filter((one) =>
    holdsSomething(one.type, one.properties),
  );
  return holders.map((resource) => {
    resource.marker = `data-${resource.uid}`;
    return { uid: resource.uid, logicalId: resource.owner!.logicalId };
  });
}

function addressesIn(simulation: Simulation): { uid: string; what: string }[] {
  return Object.values(simulation.cloud.state.resources).flatMap(({ uid, type, properties, owner }) => {
    const what = addressOf(type, properties);
    return what === undefined ? [] : [{ uid, what: `${what} of ${owner?.logicalId}` }];
  });
}

function staleIn(simulation: Simulation, log: Outcome['log']): string[] {
  const gone = log.filter(({ action }) => action === 'delete').map(({ physicalId }) => physicalId);
  return Object.values(simulation.cloud.state.resources)
    .filter(({ properties }) => gone.some((id) => id.length >= 8 && mentions(properties, id)))
    .map(({ owner, physicalId }) => owner?.logicalId ?? physicalId);
}
