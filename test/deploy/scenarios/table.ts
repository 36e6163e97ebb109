import { LogEntry } from '../index';
import { Run } from './cli-run';

/** One step of the run, as the table at its end shows it. */
export interface Row {
  readonly part: string;
  readonly step: string;
  readonly stacks: string;
  readonly created: string;
  readonly updated: string;
  readonly replaced: string;
  readonly deleted: string;
  readonly retained: string;
  readonly markers: string;
  readonly seconds: string;
}

const COLUMNS: readonly [keyof Row, string][] = [
  ['step', 'step'],
  ['stacks', 'stacks'],
  ['created', 'created'],
  ['updated', 'updated'],
  ['replaced', 'replaced'],
  ['deleted', 'deleted'],
  ['retained', 'retained'],
  ['markers', 'markers kept'],
  ['seconds', 'seconds'],
];

export function rowOf(part: string, step: string, { log, seconds }: Run, markers: string): Row {
  const done = log.filter(({ rollback }) => !rollback);
  const replaced = new Set(done.filter(({ action }) => action === 'replace').map(keyOf));
  const count = (action: LogEntry['action'], entries = done) =>
    String(entries.filter((entry) => entry.action === action).length);
  // The old one of a replacement is deleted as a part of it.
  const own = done.filter((entry) => !replaced.has(keyOf(entry)));
  return {
    part,
    step,
    stacks: String(new Set(log.map(({ stack, region }) => `${stack}@${region}`)).size),
    created: count('create'),
    updated: count('update'),
    replaced: count('replace'),
    deleted: count('delete', own),
    retained: count('retain', own),
    markers,
    seconds: seconds.toFixed(1),
  };
}

const keyOf = ({ stack, region, logicalId }: LogEntry) => `${stack}@${region}/${logicalId}`;

export function renderTable(rows: readonly Row[]): string {
  const widths = COLUMNS.map(([key, title]) => Math.max(title.length, ...rows.map((row) => row[key].length)));
  const line = (cells: string[]) =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ');
  const parts = [...new Set(rows.map(({ part }) => part))];
  const body = parts.flatMap((part) => [
    '',
    part,
    ...rows.filter((row) => row.part === part).map((row) => line(COLUMNS.map(([key]) => row[key]))),
  ]);
  return [line(COLUMNS.map(([, title]) => title)), ...body].join('\n');
}
