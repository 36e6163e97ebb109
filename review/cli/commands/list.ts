import { Assembly } from '../../model';
import { printJson, print } from '../support/output';
import { StageInfo, Stages, SynthOptions, withStages } from '../support/stages';
import { Style, styleFor } from '../support/style';
import { table, thousands, wrap } from '../support/table';
import { listQuotas } from './list-quotas';

export interface ListOptions extends SynthOptions {
  readonly json?: boolean;
  /** What each stage needs of the account's quotas, in place of what it adds. */
  readonly quotas?: boolean;
}

/** What `cdk-grow list` knows of a stage. */
export interface StageRow extends StageInfo {
  readonly stacks: readonly { readonly name: string; readonly region: string; readonly resources: number }[];
  readonly resources: number;
}

/** The stages: users, stacks, resources, what each adds. */
export async function list(cwd: string, options: ListOptions): Promise<number> {
  if (options.quotas) return listQuotas(cwd, options);
  const rows = await withStages(cwd, options, stageRows);
  if (options.json) printJson(rows);
  else print(stageTable(rows, styleFor(process.stdout), true).join('\n'));
  return 0;
}

export function stageRows(stages: Stages): StageRow[] {
  return stages.infos.map(({ name, users, adds }) => {
    const stacks = stacksOf(stages.assembly(name));
    return { name, users, stacks, resources: stacks.reduce((sum, stack) => sum + stack.resources, 0), adds };
  });
}

function stacksOf(assembly: Assembly): StageRow['stacks'] {
  return assembly.stacks.map(({ id, region, template }) => ({
    name: id,
    region,
    resources: Object.keys(template.Resources).length,
  }));
}

/** The widest that a line becomes, as far as names allow. */
const WIDTH = 100;

/** One line a stage, and where asked what each adds. */
export function stageTable(rows: readonly StageRow[], style: Style, withAdds: boolean): string[] {
  const head = ['stage', 'users', 'stacks', 'resources', ...(withAdds ? ['adds'] : [])].map(style.dim);
  const taken =
    Math.max(5, ...rows.map(({ name }) => name.length)) + Math.max(...rows.map((r) => thousands(r.users).length));
  const room = Math.max(30, WIDTH - taken - 'stacks'.length - 'resources'.length - 4 * 2);
  const body = rows.map((row, i) => [
    style.bold(row.name),
    thousands(row.users),
    String(row.stacks.length),
    grown(row, rows[i - 1]),
    ...(withAdds ? [row.adds.flatMap((line) => hanging(line, room)).join('\n') || '-'] : []),
  ]);
  return table([head, ...body], ['left', 'right', 'right', 'right', 'left']);
}

function grown(row: StageRow, before: StageRow | undefined): string {
  return before === undefined ? String(row.resources) : `${signed(row.resources - before.resources)}  ${row.resources}`;
}

function signed(n: number): string {
  return n === 0 ? '' : n > 0 ? `+${n}` : String(n);
}

/** What a stage adds, with the lines after the first one set in, so that one sees where the next begins. */
function hanging(text: string, width: number): string[] {
  return wrap(text, width - 2).map((line, i) => (i === 0 ? `- ${line}` : `  ${line}`));
}
