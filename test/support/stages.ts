import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { CarSharing } from '../../bin/car-sharing';
import cdkJson from '../../cdk.json';
import { GrowthApp, GrowthAppProps, GrowthStage, IGrowthBlueprint } from '../../index';
import { Template } from '../../review/model';
import { FEATURE_FLAGS } from './app';

/** Where a test run has every stage of the sample app; `synth-stages.ts` writes it before the first test. */
export const STAGES_DIR = join(tmpdir(), `cdk-scaling-patterns-stages-${process.env.STAGES_RUN ?? process.ppid}`);
export const STAGE_NAMES = GrowthStage.all().map((stage) => stage.name);

/** Each pair of stages i < j. */
export const PAIRS = STAGE_NAMES.flatMap((from, i) => STAGE_NAMES.slice(i + 1).map((to) => [from, to] as const));

/** The sample app as it is, and AWS's solutions checks on top. */
class Checked implements IGrowthBlueprint {
  public compose(app: App, stage: GrowthStage): void {
    new CarSharing('durable-ledger.json').compose(app, stage);
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  }
}

interface SynthOptions extends Pick<GrowthAppProps, 'stages'> {
  /** Without validation a synth takes a fraction of the time. */
  readonly validate: boolean;
  readonly context?: Record<string, unknown>;
  /** Feature flags in place of those of `cdk.json`. */
  readonly flags?: Record<string, unknown>;
}

/** Synthesises every stage of the sample app in this process, as `cdk-grow synth` does. */
export function synthStages(directory: string, options: SynthOptions): void {
  const before = process.env.CDK_VALIDATION;
  if (!options.validate) process.env.CDK_VALIDATION = 'false';
  new GrowthApp({
    blueprint: options.validate ? new Checked() : new CarSharing(),
    stages: options.stages,
    context: {
      app: cdkJson.context.app,
      ...(options.flags ?? FEATURE_FLAGS),
      'aws:cdk:enable-path-metadata': true,
      'aws:cdk:version-reporting': false,
      'cdk-scaling-patterns:stages-out': directory,
      ...options.context,
    },
  }).synth();
  if (before === undefined) delete process.env.CDK_VALIDATION;
  else process.env.CDK_VALIDATION = before;
}

/** The templates of one stage by stack name, as text. */
export function templatesOf(directory: string, stage: string): Record<string, string> {
  const folder = join(directory, stage);
  const files = readdirSync(folder).filter((name) => name.endsWith('.template.json'));
  return Object.fromEntries(files.sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** Every resource of a stage as `[stack, logicalId, resource]`. */
export function resourcesOf(stage: string): [string, string, Template['Resources'][string]][] {
  return Object.entries(templatesOf(STAGES_DIR, stage)).flatMap(([stack, text]) =>
    Object.entries((JSON.parse(text) as Template).Resources).map(
      ([id, resource]) => [stack, id, resource] as [string, string, typeof resource],
    ),
  );
}

export function stagesAreThere(): boolean {
  return existsSync(join(STAGES_DIR, 'stages.json'));
}
