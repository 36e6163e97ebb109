import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GrowthStage } from '../../index';
import { readAssembly } from '../../review/read/assembly';
import { review } from '../../review/review';
import { resourcesOf, STAGE_NAMES, STAGES_DIR, templatesOf } from '../support/stages';

const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8').split('\n');
const lineOf = (start: RegExp): string => readme.find((line) => start.test(line)) ?? '';
const assemblies = STAGE_NAMES.map((name) => readAssembly(join(STAGES_DIR, name)));

test.each(STAGE_NAMES)('README counts the stacks and resources of %s', (stage) => {
  const numbers = lineOf(new RegExp(`^${stage} +[0-9,]+ +[0-9]+ `)).split(/ +/);
  expect(numbers[2]).toBe(String(Object.keys(templatesOf(STAGES_DIR, stage)).length));
  expect(numbers.at(-1)).toBe(String(resourcesOf(stage).length));
});

test.each(STAGE_NAMES.slice(0, -1))('README has the verdicts of the steps from %s', (stage) => {
  const i = STAGE_NAMES.indexOf(stage);
  const cells = assemblies.slice(i + 1).map((later) => {
    const { findings, verdict } = review(assemblies[i], later, { from: stage, to: 'later' });
    const cautions = findings.filter(({ severity }) => severity === 'caution').length;
    return cautions > 0 ? `${verdict} (${cautions})` : verdict;
  });
  expect(
    lineOf(new RegExp(`^${stage} +safe`))
      .slice(stage.length)
      .trim()
      .split(/ {2,}/),
  ).toEqual(cells);
});

test.each(GrowthStage.all())('README says what $name adds', ({ name, users, adds }) => {
  const [, ...cells] = lineOf(new RegExp(`^\\| \`${name}\``)).split('|');
  expect(cells.map((cell) => cell.trim()).filter(Boolean)).toEqual([
    `\`${name}\``,
    users.toLocaleString('en-US'),
    adds.join('; '),
  ]);
});
