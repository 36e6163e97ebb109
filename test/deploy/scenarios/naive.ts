import { durabilityOf } from '../../../review/compare/durability';
import { Assembly } from '../../../review/model';
import { readAssembly } from '../../../review/read/assembly';
import { Build, NaiveApp, Outcome as Expected } from '../../../review/test/naive';
import { mentions } from '../engine/deep';
import { PhysicalResource } from '../engine/state';
import { assembly } from '../support/apps';
import { deployInProcess, destroyInProcess, Outcome } from '../support/in-process';
import { Simulation } from '../support/simulation';
import { disagreements, sentence } from './agreement';

/** What came of one naive app, or of its safe counterpart. */
export interface NaiveResult {
  readonly seen: string;
  readonly problems: readonly string[];
  /** What the engine says of it, and the simulation cannot show. */
  readonly beyond?: string;
}

/** Deploys one state of an app, puts data in, and deploys the next one over it. */
export function tryNaive({ naive }: NaiveApp): NaiveResult {
  return judge(naive.outcome, attempt(naive), naive.expect.logicalId);
}

export function trySafe({ safe }: NaiveApp): NaiveResult {
  return judge('safe', attempt(safe));
}

/** Messages in flight and warm caches count as well: what a replacement takes from them is what the engine warns of. */
export function holdsSomething(type: string, properties: PhysicalResource['properties']): boolean {
  return durabilityOf(type, { Type: type, Properties: properties }) !== 'stateless';
}

interface Attempt {
  readonly failure: string | undefined;
  /** Logical IDs of resources whose data is gone from their stack. */
  readonly lost: readonly string[];
  readonly kept: number;
  /** Resources that still refer to what is gone. */
  readonly stale: readonly string[];
  readonly problems: readonly string[];
}

function attempt({ before, after }: { before: Build; after: Build }): Attempt {
  const [from, to] = [before, after].map((build) => readAssembly(assembly(build))) as [Assembly, Assembly];
  const simulation = new Simulation();
  const first = deployInProcess(simulation, from);
  const holders = plant(simulation);
  const { log, failure } = grow(simulation, from, to);
  const lost = holders.filter(({ uid }) => simulation.cloud.state.resources[uid]?.owner === undefined);
  const compared = failure === undefined ? disagreements(from, to, log).map(sentence) : [];
  return {
    failure,
    lost: lost.map(({ logicalId }) => logicalId),
    kept: holders.length - lost.length,
    stale: staleIn(simulation, log),
    problems: first.failure === undefined ? compared : [`its first state was refused: ${first.failure}`],
  };
}

/** Deploys what the later state has, then destroys the stacks that it has no longer. */
function grow(simulation: Simulation, from: Assembly, to: Assembly): Outcome {
  const deployed = deployInProcess(simulation, to);
  if (deployed.failure !== undefined) return deployed;
  const destroyed = destroyInProcess(simulation, from, to);
  return { log: [...deployed.log, ...destroyed.log], failure: destroyed.failure };
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

function staleIn(simulation: Simulation, log: Outcome['log']): string[] {
  const gone = log.filter(({ action }) => action === 'delete').map(({ physicalId }) => physicalId);
  return Object.values(simulation.cloud.state.resources)
    .filter(({ properties }) => gone.some((id) => id.length >= 8 && mentions(properties, id)))
    .map(({ owner, physicalId }) => owner?.logicalId ?? physicalId);
}

function judge(
  expected: Expected | 'safe',
  { failure, lost, kept, stale, problems }: Attempt,
  subject = '',
): NaiveResult {
  const seen = [
    ...(failure === undefined ? [] : [`fails: ${failure}`]),
    ...(lost.length === 0 ? [] : [`loses what ${lost.join(', ')} held`]),
    ...(stale.length === 0 ? [] : [`${stale.join(', ')} refers to what is gone`]),
  ];
  const met: Record<typeof expected, boolean> = {
    fails: failure !== undefined && lost.length === 0,
    loses: failure === undefined && lost.includes(subject),
    outage: failure === undefined,
    risks: failure === undefined && lost.length === 0,
    safe: failure === undefined && lost.length === 0 && stale.length === 0,
  };
  const text = seen.length === 0 ? `deploys, ${kept} kept` : seen.join('; ');
  const wrong = met[expected] ? [] : [`the engine says ${expected}, the deployment: ${text}`];
  const unseen = seen.length === 0 && (expected === 'outage' || expected === 'risks');
  return {
    seen: text,
    problems: [...problems, ...wrong],
    ...(unseen && {
      beyond: `the engine says ${expected}; the deployment succeeds, and what it does to traffic shows on AWS alone`,
    }),
  };
}
