import { LogEntry, State } from '../index';
import { deployInProcess } from '../support/in-process';
import { Simulation } from '../support/simulation';
import { describeLoss, Ground } from './ground';
import { Job, Plan, Stage } from './job';
import { reached } from './jobs-growth';
import { keptMarkers, markersOf } from './markers';

const PART = 'A failure in the middle, and the retry';

/** In each step a resource in the middle fails; the stack goes back to what it was, and the next attempt succeeds. */
export function FAILURE_JOBS({ stages }: Plan): Job[] {
  return stages.slice(1).map((to, i) => {
    const from = stages[i]!;
    const step = `${from.name} → ${to.name}`;
    return {
      name: `${step} with a failure`,
      needs: [reached(from)],
      run: (ground) => failAndRetry(ground, step, from, to),
    };
  });
}

async function failAndRetry(ground: Ground, step: string, from: Stage, to: Stage): Promise<void> {
  const state = ground.restore(reached(from));
  const straight = rehearse(state, to);
  const victim = middleOf(straight.log);
  if (victim === undefined) {
    ground.report.notes.push(`${step}: nothing changes, so nothing can fail`);
    return;
  }
  const { stack, logicalId, region, type } = victim;
  const place = `${stack} (${region}) ${logicalId} ${type}`;
  const before = markersOf(ground.endpoint);
  ground.endpoint.failOn({ stack, logicalId });
  const failed = await ground.deploy(to.app);
  const { kept, lost } = keptMarkers(before, markersOf(ground.endpoint));
  ground.row(PART, `${step}, ${logicalId} of ${stack} fails`, failed, `${kept}/${kept + lost.length}`);
  ground.complain(step, lost.map(describeLoss));
  if (failed.failure === undefined) ground.complain(step, [`${place} was to fail, and the deployment succeeded`]);
  ground.complain(step, differences(state, ground.endpoint.snapshot(), stack, region));

  const retry = await ground.deploy(to.app, '--method=direct');
  const after = keptMarkers(before, markersOf(ground.endpoint));
  ground.row(PART, `${step}, again`, retry, `${after.kept}/${after.kept + after.lost.length}`);
  ground.complain(step, after.lost.map(describeLoss));
  ground.expectSuccess(`${step}, again`, retry);
  ground.complain(`${step}, again`, unlike(straight.state, ground.endpoint.snapshot()));
}

/** The step without a failure, to know what comes in which order. */
function rehearse(state: State, to: Stage): { log: LogEntry[]; state: State } {
  const simulation = new Simulation(structuredClone(state));
  const { log } = deployInProcess(simulation, to.app);
  return { log, state: simulation.cloud.state };
}

/** Of the stack in which most happens, the step before and after which about as much happens. */
function middleOf(log: readonly LogEntry[]): LogEntry | undefined {
  const steps = log.filter(({ action }) => ['create', 'update', 'replace'].includes(action));
  const keyOf = ({ stack, region }: LogEntry) => `${stack}@${region}`;
  const stacks = [...new Set(steps.map(keyOf))].map((key) => steps.filter((entry) => keyOf(entry) === key));
  const [busiest] = stacks.sort((a, b) => b.length - a.length);
  return busiest?.[Math.floor(busiest.length / 2)];
}

/** What a stack has that it had not before the failure, or the other way round. */
function differences(before: State, after: State, stack: string, region: string): string[] {
  const [old, now] = [before, after].map((state) => resourcesOf(state, stack, region));
  const ids = [...new Set([...old!.keys(), ...now!.keys()])];
  return ids
    .filter((id) => old!.get(id) !== now!.get(id))
    .map(
      (id) => `${stack} (${region}) ${id} is not as it was before the failure: ${old!.get(id)} became ${now!.get(id)}`,
    );
}

function resourcesOf(state: State, name: string, region: string): Map<string, string> {
  const found = Object.values(state.stacks).find(
    (stack) => stack.name === name && stack.region === region && stack.status !== 'DELETE_COMPLETE',
  );
  return new Map(
    Object.values(found?.resources ?? {}).map(({ logicalId, uid }) => {
      const { physicalId, properties } = state.resources[uid]!;
      return [logicalId, JSON.stringify([physicalId, properties])];
    }),
  );
}

/** After the retry the stacks have what they would have had without the failure. */
function unlike(straight: State, retried: State): string[] {
  const [one, other] = [straight, retried].map((state) => new Set(owned(state)));
  return [
    ...[...one!].filter((id) => !other!.has(id)).map((id) => `${id} is missing`),
    ...[...other!].filter((id) => !one!.has(id)).map((id) => `${id} is there, and is not without the failure`),
  ];
}

function owned(state: State): string[] {
  return Object.values(state.resources).flatMap(({ owner, region, type }) =>
    owner === undefined ? [] : [`${state.stacks[owner.stackId]?.name} (${region}) ${owner.logicalId} ${type}`],
  );
}
