import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { ruleFiles } from '../../../scripts/docs/rules';
import { RULES } from '../../rules';

test('every rule has an id of its own', () => {
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
});

test.each(RULES)('$id says what it is in one sentence, with a source', ({ id, summary, source, severities }) => {
  expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
  expect(summary).toMatch(/^[A-Z].*\.$/s);
  expect(source).toMatch(/^https:\/\/(docs\.aws\.amazon\.com|github\.com\/aws\/aws-cdk\/issues)\//);
  expect(severities.length).toBeGreaterThan(0);
});

test('every rule is a file of its own that has its id, with a test file of its own', () => {
  expect(
    ruleFiles()
      .map(({ path }) => basename(path))
      .sort(),
  ).toEqual(RULES.map(({ id }) => id).sort());
  const tests = readdirSync(__dirname, { recursive: true }).map((file) => basename(String(file)));
  const lacking = RULES.filter(({ id }) => !tests.includes(`${id}.test.ts`)).map(({ id }) => id);
  expect(lacking).toEqual([]);
});
