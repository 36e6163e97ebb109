import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Candidate, measurePerResource } from './per-resource';
import { measureDiff, measureLargeDiff, measureSynth, measureTests } from './processes';

const RESULTS = join(__dirname, 'results.json');

interface Figure {
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  readonly target?: string;
  readonly met?: boolean;
  readonly measured: string;
}

const PEERS: Record<Exclude<Candidate, 'ours'>, string> = {
  ecsPatterns: 'aws-ecs-patterns',
  solutionsConstructs: 'AWS Solutions Constructs',
  ecsPatternsLean: 'aws-ecs-patterns without tree, traces and usage data, as ours',
  solutionsConstructsLean: 'AWS Solutions Constructs without them',
  floor: 'bare CfnResources of the same templates, without them',
};

const TARGETS: readonly Candidate[] = ['ecsPatterns', 'solutionsConstructs'];

/** Each group by the name that the command line takes. */
const GROUPS: Record<string, () => Figure[]> = {
  resource: perResource,
  synth,
  diff,
  test,
};

function atMost(figure: string, value: number, unit: string, limit: number): Omit<Figure, 'measured'> {
  return { figure, value: round(value), unit, target: `≤ ${limit}`, met: value <= limit };
}

function perResource(): Figure[] {
  const measured = measurePerResource(7, 3);
  const of = (name: Candidate) =>
    `${measured[name].perResource.toFixed(2)} ms a resource (${measured[name].resources} resources)`;
  return (Object.keys(PEERS) as (keyof typeof PEERS)[]).map((peer) => {
    const figure = `synthesis, ms a resource: ours ÷ ${PEERS[peer]}`;
    const { ratio } = measured[peer];
    const value = TARGETS.includes(peer)
      ? atMost(figure, ratio, 'times', 1)
      : { figure, value: round(ratio), unit: 'times' };
    return { ...value, measured: `${of('ours')} to ${of(peer)}; median of 7 warm rounds, validation off` };
  });
}

function synth(): Figure[] {
  const { stages, cdk, ratio } = measureSynth(3);
  return [
    {
      figure: 'all eight stages: eight `cdk synth` ÷ one `cdk-grow synth`',
      value: round(ratio),
      unit: 'times',
      target: '≥ 6',
      met: ratio >= 6,
      measured: `${cdk.toFixed(1)} s to ${stages.toFixed(1)} s; whole processes, validation on, median of 3 rounds`,
    },
  ];
}

function diff(): Figure[] {
  return [
    {
      ...atMost('`cdk-grow diff` of two assemblies', measureDiff(7), 's', 1.5),
      measured: 'from one to ten-million; whole process, median of 7',
    },
    largeDiff(),
  ];
}

function largeDiff(): Figure {
  const { seconds, resources } = measureLargeDiff(5);
  return {
    ...atMost(`\`cdk-grow diff\` of two assemblies of ${resources} resources`, seconds, 's', 3),
    measured: 'a third of them changes, in 12 stacks; whole process, median of 5',
  };
}

function test(): Figure[] {
  return [{ ...atMost('`npm test`', measureTests(), 's', 90), measured: 'whole process, once' }];
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}

function machine(): Record<string, string | number> {
  return {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    cores: cpus().length,
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    loadAverage: round(loadavg()[0]),
  };
}

function print(figures: readonly Figure[]): void {
  for (const { figure, value, unit, target, met, measured } of figures) {
    const verdict = met === undefined ? '(reported)' : `${met ? 'met' : 'MISSED'} (target ${target})`;
    console.log(`${figure}: ${value} ${unit}, ${verdict}\n    ${measured}`);
  }
}

function main(): void {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { record: { type: 'boolean', default: false } },
  });
  const unknown = positionals.filter((name) => !(name in GROUPS));
  if (unknown.length > 0) throw new Error(`${unknown.join(', ')}: give any of ${Object.keys(GROUPS).join(', ')}`);
  const names = positionals.length > 0 ? positionals : Object.keys(GROUPS);

  const results: Record<string, unknown> = values.record ? JSON.parse(readFileSync(RESULTS, 'utf8')) : {};
  for (const name of names) {
    const before = machine();
    const figures = GROUPS[name]();
    print(figures);
    results[name] = { machine: before, figures };
  }
  if (values.record) writeFileSync(RESULTS, `${JSON.stringify(results, undefined, 2)}\n`);
}

main();
