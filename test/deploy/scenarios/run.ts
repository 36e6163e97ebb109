import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { preparePlan } from './assemblies';
import { Pool } from './pool';
import { renderTable } from './table';

/**
 * Deploys every step of the sample app with the CDK CLI to the simulated endpoint, and prints what happened.
 * `--only TEXT` runs the jobs whose name has that text (those that they start from have to be among them, separated by
 * commas), `--workers N` sets how many run at a time.
 */
async function main(): Promise<number> {
  const option = (name: string) => {
    const at = process.argv.indexOf(`--${name}`);
    return at < 0 ? undefined : process.argv[at + 1];
  };
  const wanted = option('only')?.split(',');
  const started = performance.now();
  const directory = mkdtempSync(join(tmpdir(), 'deploy-scenarios-'));
  process.on('exit', () => rmSync(directory, { recursive: true, force: true }));
  const plan = preparePlan(directory);
  console.error(`synthesised in ${since(started)} s`);
  const pool = new Pool(
    plan,
    (name) => wanted === undefined || wanted.some((text) => name.includes(text)),
    (line) => console.error(line),
  );
  const reports = await pool.run(Number(option('workers') ?? 2));
  const [rows, problems, notes] = [
    reports.flatMap((report) => report.rows),
    reports.flatMap((report) => report.problems),
    reports.flatMap((report) => report.notes),
  ];
  console.log(`\n${renderTable(rows)}\n`);
  if (notes.length > 0)
    console.log(`Seen, and for the reader to know:\n${notes.map((note) => `  ${note}`).join('\n')}\n`);
  if (problems.length > 0) console.log(`Wrong:\n${problems.map((problem) => `  ${problem}`).join('\n')}\n`);
  const load = loadavg()
    .map((one) => one.toFixed(1))
    .join(' ');
  console.log(`${reports.length} jobs, ${problems.length} problems, ${since(started)} s (load ${load})`);
  return problems.length === 0 ? 0 : 1;
}

function since(start: number): string {
  return ((performance.now() - start) / 1000).toFixed(0);
}

void main().then((code) => process.exit(code));
