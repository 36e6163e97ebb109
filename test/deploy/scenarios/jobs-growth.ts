import { cdk } from '../index';
import { HOME, stacksIn } from '../support/assembly';
import { assemblyIn, Ground } from './ground';
import { Job, Plan, Stage } from './job';
import { markersOf } from './markers';

export const BOOTSTRAPPED = 'bootstrapped';

/** The state after a stage was reached step by step. */
export const reached = (stage: Stage): string => `at ${stage.name}`;

const UP = 'Step by step';

/** Up, step by step; then straight from each stage to each later one; and once more from another Region. */
export function GROWTH_JOBS(plan: Plan): Job[] {
  const { stages, abroad } = plan;
  const pairs = stages.flatMap((from, i) => stages.slice(i + 2).map((to) => pair(from, to)));
  return [
    bootstrap(plan),
    ...chain(stages, UP, reached),
    ...chain(abroad, 'At home in another Region', (stage) => `abroad at ${stage.name}`),
    nothingLeft(stages.at(-1)!),
    ...pairs,
  ];
}

/** Each account and Region that a stage uses; where a stage adds one, users bootstrap it before. */
function bootstrap({ stages, abroad }: Plan): Job {
  return {
    name: 'bootstrap',
    needs: [],
    keeps: BOOTSTRAPPED,
    async run(ground) {
      const scopes = [...stages, ...abroad].flatMap(({ app }) => stacksIn(app).map(({ scope }) => scope));
      for (const place of new Set(scopes.map(({ account, region }) => `${account}/${region}`))) {
        const run = await ground.run(['bootstrap', `aws://${place}`], undefined, place.split('/')[1]);
        ground.row('Bootstrap', place, run, '');
        ground.expectSuccess(`bootstrap ${place}`, run);
      }
      ground.keep(BOOTSTRAPPED);
    },
  };
}

function chain(stages: readonly Stage[], part: string, state: (stage: Stage) => string): Job[] {
  return stages.map((to, i) => {
    const from = stages[i - 1];
    const needs = from === undefined ? BOOTSTRAPPED : state(from);
    const step = from === undefined ? `deploy ${to.name}` : `${from.name} → ${to.name}`;
    return {
      name: part === UP ? step : `${step} (${part.toLowerCase()})`,
      needs: [needs],
      keeps: state(to),
      async run(ground) {
        ground.restore(needs);
        await climb(ground, { part, step, from, to });
        // What this stage added holds data as well, from now on.
        ground.endpoint.plantMarkers();
        ground.keep(state(to));
      },
    };
  });
}

interface Climb {
  readonly part: string;
  readonly step: string;
  readonly from: Stage | undefined;
  readonly to: Stage;
}

/** One step up, by the CLI's own ways unless told otherwise: every marker stays, and all happens as the review said. */
export async function climb(ground: Ground, { part, step, from, to }: Climb, ...more: string[]): Promise<void> {
  const before = markersOf(ground.endpoint);
  const run = await ground.deploy(to.app, ...more);
  const start = from === undefined ? { directory: '', stacks: [] } : assemblyIn(from.app);
  ground.judge(part, step, run, before, { from: start, to: assemblyIn(to.app) });
}

function pair(from: Stage, to: Stage): Job {
  const step = `${from.name} → ${to.name}`;
  return {
    name: step,
    needs: [reached(from)],
    async run(ground) {
      ground.restore(reached(from));
      await climb(ground, { part: 'Straight', step, from, to }, '--method=direct');
    },
  };
}

/** After the last step the CLI itself finds no difference between what is deployed and what the app says. */
function nothingLeft(stage: Stage): Job {
  const name = `cdk diff at ${stage.name}`;
  return {
    name,
    needs: [reached(stage)],
    async run(ground) {
      ground.restore(reached(stage));
      const { url } = ground.endpoint;
      const { code, output } = await cdk(['diff', '--fail'], { endpoint: url, app: stage.app, region: HOME.region });
      if (code !== 0) ground.complain(name, [output.slice(-1500)]);
    },
  };
}
