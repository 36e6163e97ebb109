import { countFindings } from '../../compare/counts';
import { Finding, Review } from '../../model';
import { review, ReviewOptions } from '../../review';
import { jsonPair } from '../support/json-review';
import { print, printJson } from '../support/output';
import { Progress } from '../support/progress';
import { ReviewArguments, reviewOptions } from '../support/review-options';
import { Stages, SynthOptions, withStages } from '../support/stages';
import { Style, styleFor } from '../support/style';
import { count, indent, table } from '../support/table';
import { textFindings } from '../support/text-review';
import { stageRows, stageTable } from './list';

export interface CheckOptions extends SynthOptions, ReviewArguments {
  readonly json?: boolean;
}

/** Every pair of stages, smaller to bigger, as a matrix. */
export async function check(cwd: string, options: CheckOptions): Promise<number> {
  const started = performance.now();
  const reviewing = await reviewOptions(cwd, options);
  return withStages(cwd, options, (stages) => {
    const pairs = reviewPairs(stages, reviewing);
    const hazardous = pairs.filter(({ verdict }) => verdict === 'hazard');
    if (options.json) {
      printJson({ stages: stages.names, pairs: pairs.map(jsonPair) });
    } else {
      const style = styleFor(process.stdout);
      const took = style.dim(`(${((performance.now() - started) / 1000).toFixed(1)} s)`);
      print(`${summary(stages, pairs, style).join('\n')} ${took}`);
    }
    return hazardous.length === 0 ? 0 : 1;
  });
}

/** Every pair of stages, reviewed. */
export function reviewPairs(stages: Stages, options: ReviewOptions = {}): Review[] {
  const { names } = stages;
  const wanted = names.flatMap((from, i) => names.slice(i + 1).map((to) => ({ from, to })));
  const progress = new Progress();
  const pairs = wanted.map(({ from, to }, i) => {
    progress.show(`reviewing pairs: ${i + 1} of ${wanted.length}`);
    return review(stages.assembly(from), stages.assembly(to), { from, to }, options);
  });
  progress.clear();
  return pairs;
}

/** The stages, the matrix of their pairs, and the verdict over all. */
export function summary(stages: Stages, pairs: readonly Review[], style: Style): string[] {
  const hazardous = pairs.filter(({ verdict }) => verdict === 'hazard');
  return [
    ...stageTable(stageRows(stages), style, false),
    ...(pairs.length > 0 ? ['', ...matrix(stages.names, pairs, style)] : []),
    ...allFindings(hazardous, style),
    '',
    verdictOf(pairs, hazardous, style),
  ];
}

function verdictOf(pairs: readonly Review[], hazardous: readonly Review[], style: Style): string {
  if (hazardous.length > 0) {
    const verb = hazardous.length === 1 ? 'is' : 'are';
    return style.red(`${hazardous.length} of ${count(pairs.length, 'pair')} of stages ${verb} dangerous`);
  }
  if (pairs.length === 0) return `${style.green('safe:')} the app has one stage, and nowhere to grow`;
  return `${style.green('safe:')} ${pairs.length === 1 ? 'the one pair' : `all ${pairs.length} pairs`} of stages`;
}

/** Each finding once, with the pairs that have it: what one stage brings, all pairs across it find. */
function allFindings(pairs: readonly Review[], style: Style): string[] {
  const told = new Map<string, { finding: Finding; pair: Review; steps: string[] }>();
  for (const pair of pairs) {
    for (const finding of pair.findings.filter(({ severity }) => severity === 'hazard')) {
      const key = JSON.stringify([finding.rule, finding.stack, finding.logicalId, finding.message]);
      const entry = told.get(key) ?? { finding, pair, steps: [] };
      entry.steps.push(`${pair.from} → ${pair.to}`);
      told.set(key, entry);
    }
  }
  return [...told.values()].flatMap(({ finding, pair, steps }) => [
    '',
    ...textFindings({ ...pair, findings: [finding] }, style),
    ...indent(`in: ${steps.join(', ')}`, '      ').map((line, i) => (i === 0 ? line.slice(4) : line)),
  ]);
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
    ...(cautions ? ['in brackets: cautions, which `cdk-grow diff FROM TO` tells'] : []),
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
