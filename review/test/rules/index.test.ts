import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { BLIND_SPOTS } from '../../rules/blind-spots';
import { Rule } from '../../model';
import { RULES } from '../../rules';

const ROOT = join(__dirname, '../../..');
const DOMAINS = readdirSync(join(ROOT, 'review/rules'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const ALL = [...BLIND_SPOTS, ...RULES];

/** What the page says of a rule. */
function documented({ id, severities, summary, source }: Rule): string {
  return `| \`${id}\` | ${severities.join(', ')} | ${summary} | [source](${source}) |`;
}

/** The page's lines of its tables that begin with a rule. */
function rows(): string[] {
  const page = readFileSync(join(ROOT, 'docs/review-rules.md'), 'utf8');
  return page
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.replace(/ +\|/g, ' |'));
}

test('the page lists every rule as it is, and no other', () => {
  expect(rows().sort()).toEqual(ALL.map(documented).sort());
});

test('every rule has an id of its own', () => {
  expect(new Set(ALL.map(({ id }) => id)).size).toBe(ALL.length);
});

test.each(ALL)('$id says what it is in one sentence, with a source', ({ id, summary, source, severities }) => {
  expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
  expect(summary).toMatch(/^[A-Z].*\.$/s);
  expect(source).toMatch(/^https:\/\/(docs\.aws\.amazon\.com|github\.com\/aws\/aws-cdk\/issues)\//);
  expect(severities.length).toBeGreaterThan(0);
});

test('every rule is a file of its own, in the list, with tests of its own', () => {
  const under = (folder: string) =>
    readdirSync(folder, { recursive: true }).map((file) => basename(String(file), '.ts'));
  const tests = under(__dirname);
  for (const { id } of RULES) expect(tests).toContain(`${id}.test`);
  const helpers = ['blind-spots', 'index', 'support', 'physical-names', 'in-service'];
  const files = under(join(ROOT, 'review/rules')).filter((file) => !DOMAINS.includes(file));
  expect(files.filter((file) => !helpers.includes(file)).sort()).toEqual(RULES.map(({ id }) => id).sort());
});
