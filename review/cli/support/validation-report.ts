import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, readJsonObject } from '../../read/unreadable';

/** Something for which the CDK command line would refuse to deploy an assembly. */
export interface Failure {
  /** The validation plugin, or `app` for errors that constructs report. */
  readonly plugin: string;
  readonly rule: string;
  readonly description: string;
  readonly fix?: string;
  readonly constructPath: string;
}

/** Severities that do not keep an assembly from being deployed. */
const HARMLESS = new Set(['warning', 'info']);

/** What failed in the synthesis of one assembly: the report of its validation plugins, and errors of its constructs. */
export function failuresIn(assembly: string): Failure[] {
  const file = join(assembly, 'validation-report.json');
  const reports = existsSync(file) ? listOf(readJsonObject(file, 'the validation report').value.pluginReports) : [];
  const failures = reports.filter((report) => report.conclusion === 'failure').flatMap(failuresOf);
  const told = new Set(failures.map(({ constructPath, description }) => `${constructPath} ${description}`));
  const errors = errorAnnotations(assembly).filter((e) => !told.has(`${e.constructPath} ${e.description}`));
  return [...failures, ...errors];
}

function failuresOf(report: Record<string, unknown>): Failure[] {
  const plugin = String(report.pluginName);
  const metadata = isObject(report.metadata) ? report.metadata : {};
  // A plugin that threw reports no violation but says why.
  if (typeof metadata.error === 'string') {
    return [{ plugin, rule: 'plugin-failed', description: metadata.error, constructPath: '' }];
  }
  return listOf(report.violations)
    .filter(({ severity }) => !HARMLESS.has(String(severity)))
    .flatMap((violation) => {
      const constructs = listOf(violation.violatingConstructs);
      return (constructs.length > 0 ? constructs : [{}]).map((construct: Record<string, unknown>) => ({
        plugin,
        rule: String(violation.ruleName),
        description: String(violation.description),
        fix: typeof violation.suggestedFix === 'string' ? violation.suggestedFix : undefined,
        constructPath: typeof construct.constructPath === 'string' ? construct.constructPath : '',
      }));
    });
}

/** Errors by `Annotations.of(construct).addError`, which an app without the report's feature flag has in its manifest only. */
function errorAnnotations(assembly: string): Failure[] {
  const { artifacts } = readJsonObject(join(assembly, 'manifest.json'), 'the manifest').value;
  return Object.values(isObject(artifacts) ? artifacts : {})
    .filter(isObject)
    .flatMap((artifact) => Object.entries(metadataOf(assembly, artifact)))
    .flatMap(([path, entries]) =>
      listOf(entries)
        .filter(({ type }) => type === 'aws:cdk:error')
        .map(({ data }) => ({ plugin: 'app', rule: 'error', description: String(data), constructPath: path.slice(1) })),
    );
}

function metadataOf(assembly: string, artifact: Record<string, unknown>): Record<string, unknown> {
  const apart = artifact.additionalMetadataFile;
  const more = typeof apart === 'string' ? readJsonObject(join(assembly, apart), 'the metadata file').value : {};
  return { ...(isObject(artifact.metadata) ? artifact.metadata : {}), ...more };
}

/** The failures of several stages as text, each told once with the stages that have it. */
export function describeFailures(byStage: ReadonlyMap<string, readonly Failure[]>): string {
  const told = new Map<string, { failure: Failure; stages: string[] }>();
  for (const [stage, failures] of byStage) {
    for (const failure of failures) {
      const key = JSON.stringify(failure);
      const entry = told.get(key) ?? { failure, stages: [] };
      if (!entry.stages.includes(stage)) entry.stages.push(stage);
      told.set(key, entry);
    }
  }
  return [...told.values()].map(({ failure, stages }) => describe(failure, stages)).join('\n');
}

function describe(failure: Failure, stages: readonly string[]): string {
  const where = failure.constructPath === '' ? '' : ` at ${failure.constructPath}`;
  const fix = failure.fix ? `\n    fix: ${failure.fix}` : '';
  const which = stages.every((stage) => stage === '') ? '' : `\n    in ${stages.join(', ')}`;
  return `  ${failure.plugin} ${failure.rule}${where}\n    ${failure.description}${fix}${which}`;
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
