import { join } from 'node:path';
import { review } from '../../../review/review';
import { State } from '../index';
import { deployInProcess } from '../support/in-process';
import { Simulation } from '../support/simulation';
import { assemblyIn, Ground } from './ground';
import { Job, Plan, Stage } from './job';
import { BOOTSTRAPPED, climb } from './jobs-growth';
import { lastReleased, Released, writeAssembly } from './released';

/** Whoever is on the last released version gets today's, at the stage where they are. */
export function RELEASED_JOBS({ stages, directory }: Plan): Job[] {
  const released = lastReleased();
  if (released === undefined) {
    return [{ name: 'released templates', needs: [], run: ({ report }) => void report.notes.push('no release yet') }];
  }
  return released.stages.map((stage) => roll(released, stage, stages, directory));
}

function roll(
  { version }: Released,
  old: Released['stages'][number],
  stages: readonly Stage[],
  directory: string,
): Job {
  const name = `${version} → today at ${old.name}`;
  return {
    name,
    needs: [BOOTSTRAPPED],
    async run(ground) {
      const today = stages.find((stage) => stage.name === old.name);
      if (today === undefined)
        return ground.complain(name, [`today's app has no stage ${old.name}: its users are stranded`]);
      const before = { name: old.name, app: join(directory, 'released', old.name) };
      writeAssembly(old, before.app);
      start(ground, name, before);
      ground.endpoint.plantMarkers();
      await climb(ground, { part: `From the release ${version} to today`, step: old.name, from: before, to: today });
      const { findings } = review(assemblyIn(before.app), assemblyIn(today.app), { from: version, to: 'today' });
      const hazards = findings.filter(({ severity }) => severity === 'hazard');
      ground.complain(
        name,
        hazards.map(({ rule, stack, message }) => `${rule} in ${stack}: ${message}`),
      );
    },
  };
}

/** The released version was deployed once; how it came to be there is not what is looked at. */
function start(ground: Ground, name: string, { app }: Stage): void {
  const simulation = new Simulation(structuredClone(ground.restore(BOOTSTRAPPED)));
  const { failure } = deployInProcess(simulation, app);
  if (failure !== undefined) ground.complain(name, [`the released templates are refused: ${failure}`]);
  const state: State = simulation.cloud.state;
  ground.endpoint.restore(state);
}
