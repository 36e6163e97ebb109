import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readLedger } from '../../ledger/file';
import { AcceptedFinding } from '../../model';
import { RULES } from '../../rules';
import { findProject } from './app-config';
import { closest } from './closest';
import { UsageError } from './errors';

/** Where a project keeps its ledger. */
export function ledgerFile(cwd: string, file: string | undefined): string {
  return file === undefined ? join(findProject(cwd) ?? cwd, 'durable-ledger.json') : resolve(cwd, file);
}

/** The findings that the project has accepted. */
export function acceptedFindings(cwd: string, file: string | undefined): readonly AcceptedFinding[] {
  const path = ledgerFile(cwd, file);
  if (existsSync(path)) return readLedger(path).findings ?? [];
  if (file !== undefined) throw new UsageError(`--ledger ${file}: there is no such file`);
  return [];
}

/** The day, as acceptances have it. */
export const today = (): string => new Date().toISOString().slice(0, 10);

/** `rule:stack/logicalId`, which names a finding; anything else names a recorded resource. */
export const isFindingName = (name: string): boolean => /^[a-z-]+:[^/]+\/.+$/.test(name);

/** @throws UsageError for a rule that does not exist, or a day that is none or over */
export function acceptanceOf(
  name: string,
  reason: string,
  until: string | undefined,
  own: readonly string[],
): AcceptedFinding {
  const [, rule, id] = /^([a-z-]+):(.+)$/.exec(name) ?? [];
  const rules = [...RULES.map((one) => one.id), ...own];
  if (!rules.includes(rule)) {
    const near = closest(rule, rules);
    throw new UsageError(
      `--accept ${name}: there is no rule '${rule}'${near === undefined ? '' : `; did you mean ${near}?`}`,
    );
  }
  if (until === undefined || !isDay(until))
    throw new UsageError(
      `--until ${until ?? ''}: give the last day on which the finding is accepted, such as 2027-01-31`,
    );
  if (until < today()) throw new UsageError(`--until ${until}: that day is over`);
  return { rule, id, reason, until };
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
}
