import { existsSync, writeFileSync } from 'node:fs';
import { knowsStage } from '../../ledger/compare';
import { unrecorded } from '../../ledger/durable';
import { formatLedger, readLedger } from '../../ledger/file';
import { Acceptance, EMPTY_LEDGER, Ledger } from '../../ledger/model';
import { growthViolations, ledgerOf, Recorded, renewed, StagedViolation, violationsOf } from '../../ledger/record';
import { SpecifiedPaths } from '../../ledger/replacement-paths';
import { acceptanceOf, isFindingName, ledgerFile } from '../support/accepted';
import { closest } from '../support/closest';
import { messageOf, UsageError } from '../support/errors';
import { LedgerAssemblyOptions, withAssemblies } from '../support/ledger-assemblies';
import {
  checkJson,
  CheckResult,
  checkText,
  isSafe,
  recordJson,
  RecordResult,
  recordText,
} from '../support/ledger-report';
import { print, printJson } from '../support/output';
import { ownRules } from '../support/own-rules';
import { styleFor } from '../support/style';

export interface LedgerOptions extends LedgerAssemblyOptions {
  readonly file?: string;
  readonly json?: boolean;
}

export interface RecordOptions extends LedgerOptions {
  readonly accept?: readonly string[];
  readonly reason?: string;
  /** The last day of accepted findings. */
  readonly until?: string;
  /** A module with rules of the user's own, whose findings can be accepted. */
  readonly rules?: string;
}

/** Writes what is durable to the ledger, unless that would drop what the ledger keeps. */
export async function ledgerRecord(cwd: string, options: RecordOptions): Promise<number> {
  const { accept = [], reason = '' } = options;
  if (accept.length > 0 && reason.trim() === '')
    throw new UsageError('--accept needs --reason TEXT: why is the change wanted?');
  if (accept.length === 0 && reason !== '') throw new UsageError('--reason needs --accept STACK/LOGICALID beside it');

  const own = (await ownRules(cwd, options.rules)).map(({ id }) => id);
  const findings = accept.filter(isFindingName).map((name) => acceptanceOf(name, reason.trim(), options.until, own));
  if (options.until !== undefined && findings.length === 0)
    throw new UsageError(
      '--until needs --accept RULE:STACK/LOGICALID beside it: what is recorded is accepted for good',
    );
  const resources = accept.filter((name) => !isFindingName(name));
  const file = ledgerFile(cwd, options.file);
  const previous = existsSync(file) ? readLedger(file) : undefined;
  const result = await withAssemblies(cwd, options, (inputs): RecordResult => {
    refuseMixture(file, previous, inputs);
    const specification = new SpecifiedPaths();
    const violations = allViolations(previous, inputs, specification);
    const accepted = acceptances(violations, resources, reason.trim());
    const refused = violations.filter(({ id }) => !accept.includes(id));
    const ledger = renewed(previous, ledgerOf(inputs, specification), options.stage !== undefined, accepted, findings);
    return { file, previous: previous ?? EMPTY_LEDGER, ledger, refused, accepted, findings };
  });
  const written = result.refused.length === 0;
  if (written) write(file, result.ledger);
  if (options.json) printJson(recordJson(result));
  else print(recordText(cwd, result, styleFor(process.stdout)));
  return written ? 0 : 1;
}

/** Compares the app with the ledger, as synthesis does, in all stages. */
export async function ledgerCheck(cwd: string, options: LedgerOptions): Promise<number> {
  const file = ledgerFile(cwd, options.file);
  if (!existsSync(file)) throw new UsageError(`${file}: there is no ledger; record it by \`cdk-grow ledger record\``);
  const ledger = readLedger(file);
  const result = await withAssemblies(cwd, options, (inputs): CheckResult => {
    const open = inputs.flatMap(({ assembly, stage }) => unrecorded(ledger, assembly, stage)).map(({ id }) => id);
    return {
      file,
      ledger,
      violations: allViolations(ledger, inputs, new SpecifiedPaths()),
      unknownStages: inputs
        .filter(({ stage }) => !knowsStage(ledger, stage))
        .map(({ stage }) => stage ?? 'the app without a stage'),
      unrecorded: [...new Set(open)].sort(),
    };
  });
  if (options.json) printJson(checkJson(result));
  else print(checkText(result, styleFor(process.stdout)));
  return isSafe(result) ? 0 : 1;
}

/** An assembly without a stage would take the place of the stages that are recorded, unseen. */
function refuseMixture(file: string, previous: Ledger | undefined, inputs: readonly Recorded[]): void {
  const stages = previous === undefined ? [] : stagesOf(previous);
  if (stages.length === 0 || inputs.every(({ stage }) => stage !== undefined)) return;
  throw new UsageError(
    `${file}: was recorded with the stages ${stages.join(', ')}; say by --stage NAME which of them this is`,
  );
}

function allViolations(
  ledger: Ledger | undefined,
  inputs: readonly Recorded[],
  specification: SpecifiedPaths,
): StagedViolation[] {
  const held = ledger === undefined ? [] : violationsOf(ledger, [...inputs, ...forDroppedStages(ledger, inputs)]);
  return [...held, ...growthViolations(inputs, specification, ledger?.accepted ?? [])];
}

/** A stage that the app no longer has, or has under another name: what it had must be in the biggest one. */
function forDroppedStages(ledger: Ledger, inputs: readonly Recorded[]): Recorded[] {
  const current = inputs.map(({ stage }) => stage);
  if (current.includes(undefined) || current.length === 1) return [];
  const { assembly } = inputs[inputs.length - 1];
  return stagesOf(ledger)
    .filter((stage) => !current.includes(stage))
    .map((stage) => ({ stage, assembly }));
}

function stagesOf({ resources }: Ledger): string[] {
  return [...new Set(resources.flatMap(({ stages }) => stages))];
}

function acceptances(violations: readonly StagedViolation[], accept: readonly string[], reason: string): Acceptance[] {
  return accept.flatMap((id) => {
    const found = violations.filter((violation) => violation.id === id);
    if (found.length > 0) return found.map(({ change }) => ({ id, change, reason }));
    const ids = violations.map((violation) => violation.id);
    const near = closest(id, ids);
    const hint = near === undefined ? '' : `; did you mean ${near}?`;
    throw new UsageError(`--accept ${id}: nothing that is recorded under this name would go or change${hint}`);
  });
}

function write(file: string, ledger: Ledger): void {
  try {
    writeFileSync(file, formatLedger(ledger));
  } catch (error) {
    throw new UsageError(`${file}: the ledger cannot be written (${messageOf(error)})`);
  }
}
