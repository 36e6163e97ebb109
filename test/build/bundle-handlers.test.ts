import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const load = () => import('../../scripts/bundle-handlers.mjs');
let script: Awaited<ReturnType<typeof load>>;
const made: string[] = [];

beforeAll(async () => {
  script = await load();
});

afterEach(() => made.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

/** A folder of handlers, each with a text that ends up in its bundle, and a budget file. */
function folder(texts: Record<string, string>, budgets: Record<string, unknown>): { handlers: string; out: string } {
  const root = mkdtempSync(join(tmpdir(), 'handlers-'));
  made.push(root);
  const handlers = join(root, 'handlers');
  for (const [name, text] of Object.entries(texts)) {
    mkdirSync(join(handlers, name), { recursive: true });
    writeFileSync(join(handlers, name, 'index.ts'), `export const handler = (): string => '${text}';`);
  }
  writeFileSync(join(handlers, 'budget.json'), JSON.stringify(budgets));
  return { handlers, out: join(root, 'dist') };
}

test('the size of each bundle is reported, beside its budget', async () => {
  const lines: string[] = [];
  const place = folder({ first: 'a'.repeat(2048), second: 'b' }, { first: 4096, second: 2048 });

  const { sizes } = await script.bundleHandlers({ ...place, log: (line) => lines.push(line) });

  expect(lines).toEqual([
    expect.stringMatching(/^handlers\/first: [23]\.\d KiB of 4\.0 KiB$/),
    expect.stringMatching(/^handlers\/second: [01]\.\d KiB of 2\.0 KiB$/),
  ]);
  expect(sizes.first).toBe(readFileSync(join(place.out, 'first/index.js')).length);
});

test('a bundle over its budget fails the build', async () => {
  const place = folder({ first: 'a'.repeat(2048), second: 'b' }, { first: 2048, second: 2048 });

  await expect(script.bundleHandlers({ ...place, log: () => undefined })).rejects.toThrow(
    /^the bundles of handlers are not as budgeted:\n- handlers\/first has \d+ bytes, \d+ over its budget: .* raise the number in handlers\/budget\.json and say why in the commit$/,
  );
});

test('a handler without a budget, a budget without a handler, and one that is no number are faults, each with its mend', () => {
  expect(script.budgetFaults({ first: 1024, second: 10 }, { gone: 100, second: '10 KiB' })).toEqual([
    'handlers/first has no budget: add "first": 1200 to handlers/budget.json',
    'the budget of handlers/second is "10 KiB": give a whole number of bytes',
    "handlers/budget.json knows 'gone', but there is no handlers/gone/index.ts: take it out",
  ]);
});

test('a budget leaves no more than a quarter of room, so that it says something', () => {
  const root = join(__dirname, '../..');
  const budgets = JSON.parse(readFileSync(join(root, 'handlers/budget.json'), 'utf8')) as Record<string, number>;
  const names = readdirSync(join(root, 'handlers')).filter((name) =>
    existsSync(join(root, 'handlers', name, 'index.ts')),
  );

  expect(Object.keys(budgets).sort()).toEqual(names.sort());
  for (const name of names) {
    const size = readFileSync(join(root, 'dist/handlers', name, 'index.js')).length;
    expect(size).toBeLessThanOrEqual(budgets[name]);
    expect(size * 1.25).toBeGreaterThan(budgets[name]);
  }
});
