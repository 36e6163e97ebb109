import { Assembly } from '../../../review/model';
import { review } from '../../../review/review';
import { Marker } from '../index';
import { Run } from './cli-run';
import { assemblyIn, describeLoss, Ground } from './ground';
import { Job, Plan, Stage } from './job';
import { climb, reached } from './jobs-growth';
import { keptMarkers, markersOf, orphans } from './markers';

/** Back to an earlier stage and up again; and the end of it all. */
export function BACK_JOBS({ stages }: Plan): Job[] {
  const [first, last] = [stages[0]!, stages.at(-1)!];
  const neighbours = stages.slice(1).map((from, i): [Stage, Stage] => [from, stages[i]!]);
  const far: [Stage, Stage][] = [[last, first], ...inTwo(stages)];
  const steps = stages.length > 2 ? [...neighbours, ...far] : neighbours;
  return [...steps.map(([from, to]) => backAndUp(from, to)), destroyed(first), destroyed(last)];
}

/** From the last stage to the first by one between them, where the capacity of the last cannot go in one deployment. */
function inTwo(stages: readonly Stage[]): [Stage, Stage][] {
  const [first, last] = [stages[0]!, stages.at(-1)!];
  const between = stages.find(({ app }) => {
    const { findings } = review(assemblyIn(last.app), assemblyIn(app), { from: 'later', to: 'earlier' });
    return findings.every(({ rule }) => rule !== 'ecs-capacity-in-use');
  })!;
  return between === first
    ? []
    : [
        [last, between],
        [between, first],
      ];
}

function backAndUp(from: Stage, to: Stage): Job {
  const step = `${from.name} → ${to.name}`;
  return {
    name: `back: ${step}`,
    needs: [reached(from)],
    async run(ground) {
      ground.restore(reached(from));
      const before = markersOf(ground.endpoint);
      const run = await ground.follow(from.app, to.app, '--method=direct');
      judgeWayBack(ground, step, run, before, assemblyIn(from.app), assemblyIn(to.app));
      // Refused as foretold, and undone stack by stack: there is no earlier stage to go up from.
      if (run.failure !== undefined) return;
      const up = { part: 'Back', step: `${to.name} → ${from.name}, again`, from: to, to: from };
      await climb(ground, up, '--method=direct');
    },
  };
}

/** What the earlier stage has keeps its data; what it has not is left behind with its data, and the review said so. */
function judgeWayBack(
  ground: Ground,
  step: string,
  run: Run,
  before: readonly Marker[],
  from: Assembly,
  to: Assembly,
): void {
  const after = markersOf(ground.endpoint);
  const { kept, lost } = keptMarkers(before, after);
  ground.row('Back', step, run, `${kept}/${kept + lost.length}`);
  const { verdict, findings } = review(from, to, { from: 'later', to: 'earlier' });
  if (run.failure !== undefined && verdict === 'safe') ground.complain(step, [`the review says safe; ${run.failure}`]);
  ground.compare(step, run, { from, to });
  const left = orphans(after).map(({ physicalId }) => physicalId);
  for (const loss of lost) {
    const { logicalId, stack, physicalId } = loss.marker;
    const foretold = findings.some(
      (finding) => finding.logicalId === logicalId && finding.stack.startsWith(stack ?? ''),
    );
    if (!foretold) ground.complain(step, [`${describeLoss(loss)}; the review does not mention it`]);
    if (!left.includes(physicalId)) ground.complain(step, [`${describeLoss(loss)}; it is not left behind`]);
  }
  if (run.failure !== undefined || lost.length > 0) return;
  const names = findings
    .filter(({ severity }) => severity === 'hazard')
    .map(({ rule, logicalId }) => [rule, logicalId]);
  for (const [rule, logicalId] of names) {
    const what = `the review says ${rule} of ${logicalId}; the deployment succeeds and keeps all that is durable`;
    if (SURVIVED.includes(rule!)) ground.report.notes.push(`back ${step}: ${what}`);
    else ground.complain(step, [what]);
  }
}

/** What these hazards tell of is lost or down for its users, in a deployment that succeeds. */
const SURVIVED = ['transient-replaced', 'in-service-replaced', 'in-service-removed', 'ecs-governed-listener'];

const END = 'Destroyed';

/** Everything goes but what is retained, which is in nobody's way when the app is deployed anew. */
function destroyed(stage: Stage): Job {
  const step = `destroy ${stage.name}`;
  return {
    name: step,
    needs: [reached(stage)],
    async run(ground) {
      ground.restore(reached(stage));
      const before = markersOf(ground.endpoint).filter(({ marker, orphaned }) => marker !== undefined && !orphaned);
      const run = await ground.destroy(stage.app);
      const left = new Map(orphans(markersOf(ground.endpoint)).map((marker) => [marker.physicalId, marker.marker]));
      const safe = before.filter(({ physicalId, marker }) => left.get(physicalId) === marker);
      ground.row(END, step, run, `${safe.length}/${before.length}`);
      ground.expectSuccess(step, run);
      const lost = before.filter((marker) => !safe.includes(marker));
      ground.complain(
        step,
        lost.map((marker) => describeLoss({ marker, why: 'is not left behind' })),
      );
      ground.compare(step, run, { from: assemblyIn(stage.app), to: { directory: '', stacks: [] } });
      await climb(ground, { part: END, step: `deploy ${stage.name} anew`, from: undefined, to: stage });
    },
  };
}
