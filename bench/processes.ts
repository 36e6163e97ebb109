import { join } from 'node:path';
import { GrowthStage } from '../index';
import { writeLargeAssemblies } from './large-assemblies';
import { inFolder, median, secondsOf, takeTurns } from './measure';

const ROOT = join(__dirname, '..');
const STAGES = [process.execPath, join(ROOT, 'review/bin/cdk-grow.js')];
const CDK = [process.execPath, join(ROOT, 'node_modules/aws-cdk/bin/cdk')];
const QUIET = { CDK_DISABLE_CLI_TELEMETRY: 'true', AWS_EC2_METADATA_DISABLED: 'true' };

/** Whole processes, with validation: all stages by one `cdk-grow synth`, and by one `cdk synth` for each. */
export function measureSynth(rounds: number): { stages: number; cdk: number; ratio: number } {
  const names = GrowthStage.all().map(({ name }) => name);
  const times = takeTurns(
    {
      stages: () => inFolder((out) => secondsOf([...STAGES, 'synth', '--out', join(out, 'stages')], ROOT, QUIET)),
      cdk: () =>
        inFolder((out) =>
          names
            .map((name) => [...CDK, 'synth', '-q', '-c', `stage=${name}`, '-o', join(out, name)])
            .reduce((sum, command) => sum + secondsOf(command, ROOT, QUIET), 0),
        ),
    },
    rounds,
    0,
  );
  const ratio = median(times.cdk.map((time, round) => time / times.stages[round]));
  return { stages: median(times.stages), cdk: median(times.cdk), ratio };
}

/** The step with the most changes, from assemblies that are there: the whole process. */
export function measureDiff(rounds: number): number {
  return inFolder((out) => {
    const folder = join(out, 'stages');
    secondsOf([...STAGES, 'synth', '--out', folder], ROOT, { ...QUIET, CDK_VALIDATION: 'false' });
    const ends = ['--from-assembly', join(folder, 'one'), '--to-assembly', join(folder, 'ten-million')];
    return median(takeTurns({ diff: () => secondsOf([...STAGES, 'diff', ...ends], ROOT, QUIET) }, rounds, 1).diff);
  });
}

/** Two states of an app of some thousand resources: the whole process. */
export function measureLargeDiff(rounds: number): { seconds: number; resources: number } {
  return inFolder((out) => {
    const { from, to, resources } = writeLargeAssemblies(out);
    // It ends with 1, as the step has hazards.
    const command = [...STAGES, 'diff', '--from-assembly', from, '--to-assembly', to];
    return {
      seconds: median(takeTurns({ diff: () => secondsOf(command, ROOT, QUIET, [0, 1]) }, rounds, 1).diff),
      resources,
    };
  });
}

/** `npm test`, the whole process. */
export function measureTests(): number {
  return secondsOf(['npm', 'test'], ROOT);
}
