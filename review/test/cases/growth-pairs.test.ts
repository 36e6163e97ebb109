import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAssembly } from '../../read/assembly';
import { review } from '../../review';
import reasons from './reasons.json';

/** Accidents that people reported in public, and changes that look like one, as small apps. `sources.md` has where. */
const directory = mkdtempSync(join(tmpdir(), 'growth-pairs-'));
const NAMES = Object.keys(reasons) as (keyof typeof reasons)[];
let expected: Record<string, { verdict: string; why: string }>;

beforeAll(() => {
  execFileSync(process.execPath, [join(__dirname, 'growth-pairs.cjs'), directory], { stdio: 'pipe' });
  expected = JSON.parse(readFileSync(join(directory, 'expected.json'), 'utf8'));
});
afterAll(() => rmSync(directory, { recursive: true }));

test('every pair has its reason, and every reason its pair', () => {
  expect(NAMES).toEqual(Object.keys(expected).sort());
});

test.each(NAMES)('%s: the verdict, for the right reason', (name) => {
  const [before, after] = ['a', 'b'].map((side) => readAssembly(join(directory, name, side)));
  const found = review(before, after, { from: 'a', to: 'b' });
  const hazards = found.findings.filter(({ severity }) => severity === 'hazard');
  expect([expected[name].why, found.verdict]).toEqual([expected[name].why, expected[name].verdict]);
  expect(
    [...new Set(hazards.map(({ rule, mechanism, logicalId }) => `${mechanism} ${rule} ${logicalId}`))].sort(),
  ).toEqual(reasons[name]);
});
