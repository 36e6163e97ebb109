import { relative } from 'node:path';
import { Acceptance, Ledger } from '../../ledger/model';
import { StagedViolation } from '../../ledger/record';
import { AcceptedFinding } from '../../model';
import { Style } from './style';
import { count, indent } from './table';

export interface RecordResult {
  readonly file: string;
  readonly previous: Ledger;
  readonly ledger: Ledger;
  readonly refused: readonly StagedViolation[];
  readonly accepted: readonly Acceptance[];
  readonly findings: readonly AcceptedFinding[];
}

export interface CheckResult {
  readonly file: string;
  readonly ledger: Ledger;
  readonly violations: readonly StagedViolation[];
  readonly unknownStages: readonly string[];
  readonly unrecorded: readonly string[];
}

export function isSafe({ violations, unknownStages }: CheckResult): boolean {
  return violations.length === 0 && unknownStages.length === 0;
}

export function recordJson({ file, previous, ledger, refused, accepted, findings }: RecordResult): object {
  return {
    file,
    written: refused.length === 0,
    resources: idsOf(ledger).size,
    added: newIds(ledger, previous),
    removed: newIds(previous, ledger),
    accepted,
    findings,
    violations: refused.map(jsonViolation),
  };
}

export function checkJson(result: CheckResult): object {
  const { file, violations, unknownStages, unrecorded } = result;
  const verdict = isSafe(result) ? 'safe' : 'hazard';
  return { file, verdict, violations: violations.map(jsonViolation), unknownStages, unrecorded };
}

export function recordText(cwd: string, result: RecordResult, style: Style): string {
  const { file, previous, ledger, refused, accepted, findings } = result;
  if (refused.length > 0) {
    const what = `${style.red('not recorded:')} ${lost(refused)}`;
    return [what, '', ...violationLines(refused, style), ...acceptHint(refused)].join('\n');
  }
  return [
    ...newIds(ledger, previous).map((id) => `  ${style.green('+')} ${id}`),
    ...newIds(previous, ledger).map((id) => `  ${style.red('-')} ${id}`),
    ...accepted.map(({ id, change, reason }) => `  accepted: ${id} ${change} (${reason})`),
    ...findings.map(({ rule, id, reason, until }) => `  accepted until ${until}: ${rule} ${id} (${reason})`),
    `${count(idsOf(ledger).size, 'durable resource')} in ${relative(cwd, file) || file}`,
  ].join('\n');
}

export function checkText(result: CheckResult, style: Style): string {
  const { ledger, violations, unknownStages, unrecorded } = result;
  const record = 'run `cdk-grow ledger record`';
  return [
    ...(violations.length > 0
      ? [
          `${style.red('hazard:')} ${lost(violations)}`,
          '',
          ...violationLines(violations, style),
          ...acceptHint(violations),
        ]
      : []),
    ...(unknownStages.length > 0
      ? [`${style.red('not in the ledger:')} ${unknownStages.join(', ')}; to hold the app to it there, ${record}`]
      : []),
    ...(unrecorded.length > 0
      ? [`${style.yellow('not kept yet:')} to hold the app to these, ${record}`, ...unrecorded.map((id) => `  ${id}`)]
      : []),
    ...(isSafe(result) ? [`${style.green('safe:')} ${count(idsOf(ledger).size, 'durable resource')} as recorded`] : []),
  ].join('\n');
}

function lost(violations: readonly StagedViolation[]): string {
  return `${count(violations.length, 'change')} would lose what is durable`;
}

function violationLines(violations: readonly StagedViolation[], style: Style): string[] {
  return violations.flatMap(({ id, type, path, rule, change, stages }) => [
    `${style.bold(id)} (${type} ${path})`,
    ...indent(change, '  '),
    style.dim(`  ${rule}${stages.length > 0 ? `, in ${stages.join(', ')}` : ''}`),
    '',
  ]);
}

function acceptHint(violations: readonly StagedViolation[]): string[] {
  const [first] = violations;
  return [
    'Undo the change, or accept it by name with a reason, which stays in the ledger:',
    `  cdk-grow ledger record --accept ${first.id} --reason "…"`,
  ];
}

function jsonViolation({ rule, id, type, path, change, stages }: StagedViolation): object {
  return { rule, resource: id, type, path, change, stages };
}

function idsOf(ledger: Ledger): Set<string> {
  return new Set(ledger.resources.map(({ id }) => id));
}

function newIds(of: Ledger, than: Ledger): string[] {
  const known = idsOf(than);
  return [...idsOf(of)].filter((id) => !known.has(id)).sort();
}
