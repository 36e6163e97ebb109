import { resolve } from 'node:path';
import { Review } from '../../model';
import { readAssembly } from '../../read/assembly';
import { review } from '../../review';
import { UsageError } from '../support/errors';
import { jsonReview } from '../support/json-review';
import { markdownReview } from '../support/markdown-review';
import { print, printJson } from '../support/output';
import { ReviewArguments, reviewOptions } from '../support/review-options';
import { SynthOptions, withStages } from '../support/stages';
import { styleFor } from '../support/style';
import { textReview } from '../support/text-review';

export interface DiffOptions extends SynthOptions, ReviewArguments {
  readonly fromAssembly?: string;
  readonly toAssembly?: string;
  readonly json?: boolean;
  readonly markdown?: boolean;
}

/** What changes between two stages, or two assemblies, and which of it is dangerous. */
export async function diff(cwd: string, stages: readonly string[], options: DiffOptions): Promise<number> {
  if (options.json && options.markdown) throw new UsageError('--json and --markdown: give one of them');
  const result = await compare(cwd, stages, options);
  if (options.json) printJson(jsonReview(result));
  else print(options.markdown ? markdownReview(result) : textReview(result, styleFor(process.stdout)));
  return result.verdict === 'safe' ? 0 : 1;
}

async function compare(cwd: string, stages: readonly string[], options: DiffOptions): Promise<Review> {
  const { fromAssembly, toAssembly } = options;
  const names = stages.length > 0;
  const reviewing = await reviewOptions(cwd, options);
  const directories = fromAssembly !== undefined || toAssembly !== undefined;
  if (names && directories) {
    throw new UsageError('give two stages, or --from-assembly and --to-assembly, but not both');
  }
  if (directories) {
    if (fromAssembly === undefined) throw new UsageError('--to-assembly DIR needs --from-assembly DIR beside it');
    if (toAssembly === undefined) throw new UsageError('--from-assembly DIR needs --to-assembly DIR beside it');
    const labels = { from: fromAssembly, to: toAssembly };
    return review(readAssembly(resolve(cwd, fromAssembly)), readAssembly(resolve(cwd, toAssembly)), labels, reviewing);
  }
  if (stages.length !== 2) {
    throw new UsageError('give two stages (cdk-grow diff FROM TO), or --from-assembly DIR --to-assembly DIR');
  }
  const [from, to] = stages;
  return withStages(cwd, options, (all) => review(all.assembly(from), all.assembly(to), { from, to }, reviewing));
}
