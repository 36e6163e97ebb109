import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** The AWS SDK is in the Lambda runtime; the other is a native module that pg takes where it finds it. */
const EXTERNAL = ['@aws-sdk/*', 'pg-native'];

/**
 * Bundles each `<handlers>/<name>/index.ts` into `<out>/<name>/index.js`, says how big each is, and fails where one is
 * bigger than `<handlers>/budget.json` allows: what a function loads, it loads at each cold start.
 */
export async function bundleHandlers({ handlers, out, options = {}, log = console.log }) {
  const names = readdirSync(handlers).filter((name) => existsSync(join(handlers, name, 'index.ts')));
  const sizes = {};
  const metafiles = [];
  for (const name of names) {
    const outfile = join(out, name, 'index.js');
    // Overwritten in place: a synth that runs meanwhile must find a handler.
    const { metafile } = await build({
      ...options,
      metafile: true,
      entryPoints: [join(handlers, name, 'index.ts')],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      minify: true,
      target: 'node22',
      external: EXTERNAL,
    });
    sizes[name] = statSync(outfile).size;
    metafiles.push(metafile);
  }
  const budgets = JSON.parse(readFileSync(join(handlers, 'budget.json'), 'utf8'));
  for (const [name, size] of Object.entries(sizes))
    log(`handlers/${name}: ${kib(size)} of ${Object.hasOwn(budgets, name) ? kib(budgets[name]) : 'no budget'}`);
  const faults = budgetFaults(sizes, budgets);
  if (faults.length > 0) throw new Error(`the bundles of handlers are not as budgeted:\n- ${faults.join('\n- ')}`);
  return { sizes, metafiles };
}

/** What is wrong with sizes in bytes by name, and how to mend it. */
export function budgetFaults(sizes, budgets) {
  const over = Object.entries(sizes).flatMap(([name, size]) => {
    if (!Object.hasOwn(budgets, name))
      return [`handlers/${name} has no budget: add "${name}": ${suggested(size)} to handlers/budget.json`];
    const budget = budgets[name];
    if (!Number.isInteger(budget) || budget < 1)
      return [`the budget of handlers/${name} is ${JSON.stringify(budget)}: give a whole number of bytes`];
    if (size <= budget) return [];
    return [
      `handlers/${name} has ${size} bytes, ${size - budget} over its budget: see by esbuild's --analyze what has come ` +
        'in and leave it out, or raise the number in handlers/budget.json and say why in the commit',
    ];
  });
  const gone = Object.keys(budgets)
    .filter((name) => !Object.hasOwn(sizes, name))
    .map((name) => `handlers/budget.json knows '${name}', but there is no handlers/${name}/index.ts: take it out`);
  return [...over, ...gone];
}

/** A tenth above, in hundreds of bytes. */
const suggested = (size) => Math.ceil((size * 1.1) / 100) * 100;

const kib = (bytes) => `${(bytes / 1024).toFixed(1)} KiB`;
