import { readAssembly } from '../../../review/read/assembly';
import { Build, NaiveApp, Outcome as Expected } from '../../../review/test/naive';
import { assembly } from '../support/apps';
import { disagreements, sentence } from './agreement';
import { Attempt, attempt } from './attempt';

/** What came of one naive app, or of its safe counterpart. */
export interface NaiveResult {
  readonly seen: string;
  readonly problems: readonly string[];
  /** What the engine says of it, and the simulation cannot show. */
  readonly beyond?: string;
}

/** Deploys one state of an app, puts data in, and deploys the next one over it. */
export function tryNaive({ naive }: NaiveApp): NaiveResult {
  return judge(naive.outcome, tried(naive), naive.expect.logicalId);
}

export function trySafe({ safe }: NaiveApp): NaiveResult {
  return judge('safe', tried(safe));
}

function tried({ before, after }: { before: Build; after: Build }): Attempt & { problems: readonly string[] } {
  const [from, to] = [before, after].map((build) => assembly(build)) as [string, string];
  const done = attempt(from, to);
  if (done.start !== undefined) return { ...done, problems: [`its first state was refused: ${done.start}`] };
  const compared =
    done.failure === undefined ? disagreements(readAssembly(from), readAssembly(to), done.log).map(sentence) : [];
  return { ...done, problems: compared };
}

function judge(
  expected: Expected | 'safe',
  { failure, lost, kept, stale, problems }: ReturnType<typeof tried>,
  subject = '',
): NaiveResult {
  const seen = [
    ...(failure === undefined ? [] : [`fails: ${failure}`]),
    ...(lost.length === 0 ? [] : [`loses what ${lost.join(', ')} held`]),
    ...(stale.length === 0 ? [] : [`${stale.join(', ')} refers to what is gone`]),
  ];
  const met: Record<typeof expected, boolean> = {
    fails: failure !== undefined && lost.length === 0,
    loses: failure === undefined && lost.includes(subject),
    outage: failure === undefined,
    risks: failure === undefined && lost.length === 0,
    safe: failure === undefined && lost.length === 0 && stale.length === 0,
  };
  const text = seen.length === 0 ? `deploys, ${kept} kept` : seen.join('; ');
  const wrong = met[expected] ? [] : [`the engine says ${expected}, the deployment: ${text}`];
  const unseen = seen.length === 0 && (expected === 'outage' || expected === 'risks');
  return {
    seen: text,
    problems: [...problems, ...wrong],
    ...(unseen && {
      beyond: `the engine says ${expected}; the deployment succeeds, and what it does to traffic shows on AWS alone`,
    }),
  };
}
