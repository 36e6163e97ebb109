import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import cdkJson from '../../../cdk.json';
import { GrowthStage } from '../../../index';
import { synthStages } from '../../support/stages';
import { Plan, Stage } from './job';

/** Far from the Region that must hold what CloudFront needs: the app has stacks in two Regions there. */
const ABROAD = 'eu-west-1';

/** Synthesises the sample app once for all jobs, at home and abroad. */
export function preparePlan(directory: string): Plan {
  const all = GrowthStage.all();
  const some = all.filter((_, i) => i === 0 || i === Math.floor(all.length / 2) || i === all.length - 1);
  for (const folder of ['states', 'released']) mkdirSync(join(directory, folder), { recursive: true });
  synthStages(join(directory, 'home'), { validate: false });
  synthStages(join(directory, 'abroad'), {
    validate: false,
    stages: some,
    context: { app: { ...cdkJson.context.app, region: ABROAD } },
  });
  return { directory, stages: stagesIn(join(directory, 'home')), abroad: stagesIn(join(directory, 'abroad')) };
}

export function stagesIn(directory: string): Stage[] {
  const index = JSON.parse(readFileSync(join(directory, 'stages.json'), 'utf8')) as { name: string }[];
  return index.map(({ name }) => ({ name, app: join(directory, name) }));
}
