import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readAssembly } from '../../../review/read/assembly';
import { review } from '../../../review/review';
import { disagreements, sentence } from './agreement';
import { attempt, Attempt } from './attempt';

/**
 * Deploys pairs of assemblies, one over the other, and tells where the review and the deployment differ:
 * `node --import tsx test/deploy/scenarios/pairs.ts FOLDER [TEXT]`.
 * FOLDER has a folder for each pair, with the assemblies `a` and `b` in it, or the stages that `cdk-grow synth` writes;
 * TEXT chooses the pairs whose name has it.
 */

interface Pair {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

function pairsIn(folder: string): Pair[] {
  const index = join(folder, 'stages.json');
  if (!existsSync(index)) {
    return readdirSync(folder)
      .filter((name) => existsSync(join(folder, name, 'a')))
      .map((name) => ({ name, from: join(folder, name, 'a'), to: join(folder, name, 'b') }));
  }
  const names = (JSON.parse(readFileSync(index, 'utf8')) as { name: string }[]).map(({ name }) => name);
  return names.flatMap((from, i) =>
    names.slice(i + 1).map((to) => ({ name: `${from} → ${to}`, from: join(folder, from), to: join(folder, to) })),
  );
}

type Result = 'refused' | 'loses' | 'sheds' | 'unreachable' | 'replaced' | 'in place';
const HARMLESS: readonly Result[] = ['replaced', 'in place'];

/** The worst that came of it. */
function outcomeOf({ failure, lost, shed, unreachable, log }: Attempt): Result {
  if (failure !== undefined) return 'refused';
  if (lost.length > 0) return 'loses';
  if (shed.length > 0) return 'sheds';
  if (unreachable.length > 0) return 'unreachable';
  return log.some(({ action }) => action === 'replace') ? 'replaced' : 'in place';
}

/** What the simulation says of a pair, what the review says, and every resource on which they differ. */
export function comparePair({ name, from, to }: Pair): string[] {
  const done = attempt(from, to);
  const outcome = outcomeOf(done);
  const [before, after] = [readAssembly(from), readAssembly(to)];
  const { verdict, findings } = review(before, after, { from: 'a', to: 'b' });
  const rules = [...new Set(findings.filter(({ severity }) => severity === 'hazard').map(({ rule }) => rule))];
  const harmful = !HARMLESS.includes(outcome);
  const differs = done.start !== undefined || harmful !== (verdict === 'hazard');
  const resources = done.failure === undefined ? disagreements(before, after, done.log).map(sentence) : [];
  return [
    `${differs ? 'DIFFERS ' : '        '} ${name}: review ${verdict} [${rules.join(', ')}], deployment ${outcome}`,
    ...(done.start === undefined ? [] : [`the first state is refused: ${done.start}`]),
    ...(done.failure === undefined ? [] : [done.failure]),
    ...(done.lost.length === 0 ? [] : [`lost: ${done.lost.join(', ')}`]),
    ...(done.shed.length === 0 ? [] : [`shed: ${done.shed.join('; ')}`]),
    ...(done.unreachable.length === 0 ? [] : [`unreachable: ${done.unreachable.join(', ')}`]),
    ...(done.stale.length === 0 ? [] : [`stale: ${done.stale.join(', ')}`]),
    ...done.unread.map(
      ({ stack, logicalId, type, properties }) =>
        `the change set of ${stack} plans to replace ${logicalId} ${type}, as it does not read the output in ${properties.join(', ')}`,
    ),
    ...resources,
  ].map((line, i) => (i === 0 ? line : `           ${line}`));
}

if (require.main === module) {
  const [folder, text = ''] = process.argv.slice(2);
  if (folder === undefined) throw new Error('node --import tsx test/deploy/scenarios/pairs.ts FOLDER [TEXT]');
  const pairs = pairsIn(folder).filter(({ name }) => name.includes(text));
  for (const pair of pairs) console.log(comparePair(pair).join('\n'));
}
