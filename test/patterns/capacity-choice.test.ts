import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Capacity, GrowthStage } from '../../index';
import { readAssembly } from '../../review/read/assembly';
import { review } from '../../review/review';
import { synthStages } from '../support/stages';

/** As docs/capacity.md has it: the stage below prepares the instances, so each step, up and down, is one deployment. */
const INSTANCES = Capacity.ec2({ vCpus: 16, memoryGiBPerVCpu: 4 });
const STAGES = [
  GrowthStage.THOUSAND,
  GrowthStage.TEN_THOUSAND.customize({ web: { capacity: Capacity.fargate().movingFrom(INSTANCES) } }),
  GrowthStage.HUNDRED_THOUSAND.customize({ web: { capacity: INSTANCES } }),
  GrowthStage.HALF_MILLION.customize({ web: { capacity: INSTANCES } }),
];
const directory = mkdtempSync(join(tmpdir(), 'capacity-choice-'));
const assemblies = new Map<string, ReturnType<typeof readAssembly>>();

beforeAll(() => {
  synthStages(directory, { stages: STAGES, validate: false });
  for (const { name } of STAGES) assemblies.set(name, readAssembly(join(directory, name)));
});

const hazards = (from: string, to: string) =>
  review(assemblies.get(from)!, assemblies.get(to)!, { from, to }).findings.filter(
    ({ severity }) => severity === 'hazard',
  );
const NAMES = STAGES.map(({ name }) => name);

test.each(NAMES.flatMap((from, i) => NAMES.slice(i + 1).map((to) => [from, to] as const)))(
  'an app that chooses instances grows from %s to %s without a hazard',
  (from, to) => {
    expect(hazards(from, to)).toEqual([]);
  },
);

test('the way back from instances is one deployment too, to the stage that prepares them', () => {
  expect(hazards('hundred-thousand', 'ten-thousand').map(({ rule }) => rule)).not.toContain('ecs-capacity-in-use');
  expect(hazards('hundred-thousand', 'thousand').map(({ rule }) => rule)).toContain('ecs-capacity-in-use');
});
