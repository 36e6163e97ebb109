import { Review } from '../../lib/review/model';
import { review } from '../../lib/review/review';
import { jsonPair } from '../support/json-review';
import { print, printJson } from '../support/output';
import { Progress } from '../support/progress';
import { countFindings } from '../support/review-summary';
import { Stages, SynthOptions, withStages } from '../support/stages';
import { Style, styleFor } from '../support/style';
import { count, table } from '../support/table';
import { textFindings } from '../support/text-review';
import { stageRows, stageTable } from './list';

export interface CheckOptions extends SynthOptions {
  readonly json?: boolean;
}

/** Every pair of stages, smaller to bigger, as a matrix. */
export async function check(cwd: string, options: CheckOptions): Promise<number> {
  const started = performance.now();
  return withStages(cwd, options, (stages) => {
    const pairs = reviewPairs(stages);
    const hazardous = pairs.filter(({ verdict }) => verdict === 'hazard');
    if (options.json) {
      printJson({ stages: stages.names, pairs: pairs.map(jsonPair) });
    } else {
      const style = styleFor(process.stdout);
      const seconds = (performance.now() - started) / 1000;
      print(report(stages, pairs, hazardous, seconds, style).join('\n'));
    }
    return hazardous.length === 0 ? 0 : 1;
  });
}

function reviewPairs(stages: Stages): Review[] {
  const { names } = stages;
  const wanted = names.flatMap((from, i) => names.slice(i + 1).map((to) => ({ from, to })));
  const progress = new Progress();
  const pairs = wanted.map(({ from, to }, i) => {
    progress.show(`reviewing pairs: ${i + 1} of ${wanted.length}`);
    return review(stages.assembly(from), stages.assembly(to), { from, to });
  });
  progress.clear();
  return pairs;
}

function report(
  stages: Stages,
  pairs: readonly Review[],
  hazardous: readonly Review[],
  seconds: number,
  style: Style,
): string[] {
  const took = style.dim(`(${seconds.toFixed(1)} s)`);
  const verdict =
    hazardous.length === 0
      ? `${style.green('safe:')} ${pairs.length === 1 ? 'the one pair' : `all ${pairs.length} pairs`} of stages ${took}`
      : `${style.red(`${hazardous.length} of ${count(pairs.length, 'pair')} of stages ${hazardous.length === 1 ? 'is' : 'are'} dangerous`)} ${took}`;
  return [
    ...stageTable(stageRows(stages), style, false),
    '',
    ...matrix(stages.names, pairs, style),
    ...hazardous.flatMap((pair) => ['', ...findingsOf(pair, style)]),
    '',
    verdict,
  ];
}

function findingsOf(pair: Review, style: Style): string[] {
  const hazards = pair.findings.filter(({ severity }) => severity === 'hazard');
  return [style.bold(`${pair.from} → ${pair.to}`), ...textFindings({ ...pair, findings: hazards }, style)];
}

/** From down the side, to along the top: each cell says how that step goes. */
export function matrix(names: readonly string[], pairs: readonly Review[], style: Style): string[] {
  const byPair = new Map(pairs.map((pair) => [`${pair.from} ${pair.to}`, pair]));
  const columns = names.slice(1);
  const head = [style.dim('from \\ to'), ...columns.map(stacked)];
  const rows = names
    .slice(0, -1)
    .map((from) => [style.bold(from), ...columns.map((to) => cell(byPair.get(`${from} ${to}`), style))]);
  const cautions = pairs.some((pair) => countFindings(pair, 'caution') > 0);
  const legend = [
    ...(pairs.some(({ verdict }) => verdict === 'hazard') ? ['a number: hazards'] : []),
    ...(cautions ? ['in brackets: cautions, which `stages diff FROM TO` tells'] : []),
  ];
  return [
    ...table([head, ...rows], ['left', ...columns.map(() => 'left' as const)]),
    ...(legend.length > 0 ? ['', style.dim(legend.join('; '))] : []),
  ];
}

/** Names are broken at their hyphens, so that eight stages fit side by side. */
function stacked(name: string): string {
  return name.replace(/-/g, '-\n');
}

function cell(pair: Review | undefined, style: Style): string {
  if (pair === undefined) return '';
  const hazards = countFindings(pair, 'hazard');
  const cautions = countFindings(pair, 'caution');
  const verdict = pair.verdict === 'safe' ? style.green('safe') : style.red(String(hazards));
  return cautions > 0 ? `${verdict} ${style.yellow(`(${cautions})`)}` : verdict;
}
