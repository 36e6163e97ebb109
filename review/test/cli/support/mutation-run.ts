/** Reads and reviews assemblies with random changes, in a process of its own, so that one that hangs can be ended. */
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonReview } from '../../../cli/support/json-review';
import { markdownReview } from '../../../cli/support/markdown-review';
import { PLAIN } from '../../../cli/support/style';
import { textReview } from '../../../cli/support/text-review';
import { failuresIn } from '../../../cli/support/validation-report';
import { compareWithLedger } from '../../../ledger/compare';
import { formatLedger } from '../../../ledger/file';
import { ledgerOf } from '../../../ledger/record';
import { SpecifiedPaths } from '../../../ledger/replacement-paths';
import { readAssembly, UnreadableInput } from '../../../read/assembly';
import { review } from '../../../review';
import { mutated, randomOf } from './mutations';

/** Milliseconds: a review of such a small assembly takes a hundredth of this. */
const LIMIT = 5_000;

const [original, copy, firstSeed, count] = process.argv.slice(2);
cpSync(original, copy, { recursive: true });
const files = readdirSync(original, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.json') && !name.endsWith('tree.json'),
);
const before = readAssembly(original);
const specification = new SpecifiedPaths();
const ledger = ledgerOf([{ assembly: before }], specification);

function reviewAll(): string {
  try {
    const after = readAssembly(copy);
    failuresIn(copy);
    for (const [from, to] of [
      [before, after],
      [after, before],
    ]) {
      const result = review(from, to, { from: 'a', to: 'b' });
      textReview(result, PLAIN);
      markdownReview(result);
      JSON.stringify(jsonReview(result));
    }
    compareWithLedger(ledger, after, undefined);
    formatLedger(ledgerOf([{ assembly: after }], specification));
    return 'reviewed';
  } catch (error) {
    if (error instanceof UnreadableInput && error.message.startsWith(copy)) return 'refused';
    throw error;
  }
}

const outcomes = { reviewed: 0, refused: 0 };
const faults: string[] = [];
for (let seed = Number(firstSeed); seed < Number(firstSeed) + Number(count); seed++) {
  const random = randomOf(seed);
  const name = files[Math.floor(random() * files.length)];
  const text = readFileSync(join(original, name), 'utf8');
  writeFileSync(join(copy, name), mutated(text, random));
  process.stderr.write(`${seed} ${name}\n`);
  const started = performance.now();
  try {
    outcomes[reviewAll() as keyof typeof outcomes] += 1;
  } catch (error) {
    faults.push(`${seed} ${name}: ${error instanceof Error ? error.stack : String(error)}`);
  }
  const took = performance.now() - started;
  if (took > LIMIT) faults.push(`${seed} ${name}: took ${Math.round(took)} ms`);
  writeFileSync(join(copy, name), text);
}
process.stdout.write(JSON.stringify({ ...outcomes, faults }));
