import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  IPolicyValidationContext,
  IPolicyValidationPlugin,
  PolicyValidationPluginReport,
  PolicyViolation,
  Stage,
} from 'aws-cdk-lib';
import { compareWithLedger, knowsStage, split } from '../../review/ledger/compare';
import { unrecorded } from '../../review/ledger/durable';
import { readLedger } from '../../review/ledger/file';
import { Ledger, RULES, Violation } from '../../review/ledger/model';
import { Assembly, AssemblyStack } from '../../review/model';
import { readAssembly } from '../../review/read/assembly';
import { constructPath } from '../../review/read/construct-paths';
import { isObject, readJsonObject, UnreadableInput } from '../../review/read/unreadable';

/** Properties of a `DurableLedger`. */
export interface DurableLedgerProps {
  /**
   * The committed file, absolute or relative to the folder that the app runs in (that of `cdk.json`).
   *
   * It is written by `npx cdk-grow ledger record`, and by nothing else.
   */
  readonly path: string;

  /**
   * The stage that the app is in, when the ledger was recorded with stages.
   *
   * @default - the context value `stage`, by which a `GrowthApp` is told its stage; without it, the app is held to
   * the resources that were recorded without a stage
   */
  readonly stage?: string;
}

/**
 * Fails synthesis, before anything is deployed, when a durable resource of the app (a database, a table, a bucket, a
 * key, …) would vanish, move to another stack, change its type or be replaced.
 *
 * It works in any CDK app, with or without the other constructs of this library: the app is compared with a file in
 * its repository that says what is durable, where it is, and which values its identity hangs on. Nested stacks and
 * the stacks of CDK stages are seen as well. A durable resource that is new is a warning until it is recorded.
 *
 * - Record the file by `npx cdk-grow ledger record`, and commit it. Synthesis never writes it.
 * - A change that is wanted is accepted by name and with a reason, which stays in the file:
 *   `npx cdk-grow ledger record --accept my-stack/TableCD117FA1 --reason "replaced by the orders table"`.
 *   Acknowledging the finding in code does not help: it is the file that reviewers see.
 *
 * **Cost**: none; it makes no resource, and adds some milliseconds to synthesis.
 *
 * **One-way doors**: none of its own. Keep stack names and construct paths: a resource is known by its stack and
 * logical ID.
 *
 * @example
 * declare const app: App;
 * Validations.of(app).addPlugins(new DurableLedger({ path: 'durable-ledger.json' }));
 */
export class DurableLedger implements IPolicyValidationPlugin {
  /** The name under which findings are reported. */
  public readonly name: string = 'DurableLedger';

  /** The version of the checks, reported with the findings. */
  public readonly version?: string = '1.0.0';

  /** The IDs of the rules that findings carry. */
  public readonly ruleIds?: string[] = Object.values(RULES);

  /**
   * @param props where the ledger is
   * @throws when the path is empty
   */
  constructor(private readonly props: DurableLedgerProps) {
    // In JavaScript, and of an unset variable, the path may be anything.
    const path: unknown = props?.path;
    if (typeof path !== 'string' || path.trim() === '') {
      throw new Error(
        `DurableLedger: path is ${typeof path === 'string' ? `'${path}'` : String(path)}: give the file that \`cdk-grow ledger record\` ` +
          "writes, such as 'durable-ledger.json'",
      );
    }
  }

  /**
   * Compares the synthesised stacks with the ledger. Called by the CDK at the end of synthesis.
   *
   * @param context the synthesised templates, and the app they come from
   */
  public validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const root = context.appConstruct as Stage;
    // While look-ups are missing, templates hold dummy values, and the CDK synthesises once more.
    if (lacksContext(root.outdir)) return { success: true, violations: [] };
    const file = resolve(this.props.path);
    try {
      const stage = this.props.stage ?? root.node.tryGetContext('stage');
      return reportOf(this.check(file, scopeOf(context, readAssembly(root.outdir)), stage));
    } catch (error) {
      if (!(error instanceof UnreadableInput)) throw error;
      const fix =
        error.where === file ? 'restore the file from version control' : 'synthesise again, into an empty folder';
      return reportOf([fileViolation(RULES.unreadable, error.message, fix)]);
    }
  }

  private check(file: string, assembly: Assembly, stage: string | undefined): PolicyViolation[] {
    if (!existsSync(file)) {
      const what = `there is no ledger at ${file}, so nothing keeps the durable resources of this app`;
      return [fileViolation(RULES.missing, what, 'record it by `npx cdk-grow ledger record`, and commit it')];
    }
    const ledger = readLedger(file);
    if (!knowsStage(ledger, stage)) {
      const what =
        stage === undefined
          ? `${file} was recorded with stages, and the app says none: set the context value stage, or pass the stage prop`
          : `${file} knows no stage ${JSON.stringify(stage)}`;
      return [fileViolation(RULES.stage, what, 'record it by `npx cdk-grow ledger record`, and commit it')];
    }
    return violationsIn(ledger, assembly, stage);
  }
}

function violationsIn(ledger: Ledger, assembly: Assembly, stage: string | undefined): PolicyViolation[] {
  const stacks = new Map(assembly.stacks.map((stack) => [stack.id, stack]));
  return [
    ...compareWithLedger(ledger, assembly, stage).map((violation) => resourceViolation(violation, stacks)),
    ...unrecorded(ledger, assembly, stage).map(({ id, type, stack, logicalId = '' }) => ({
      ruleName: RULES.unrecorded,
      severity: 'warning',
      description: `${type} ${constructPath(stack, logicalId)} is durable and not in the ledger, which does not keep it yet`,
      fix: 'record it by `npx cdk-grow ledger record`, and commit the ledger',
      ruleMetadata: { resource: id },
      violatingResources: [{ resourceLogicalId: logicalId, templatePath: stack.file, locations: [] }],
    })),
  ];
}

/** Fatal, so that an acknowledgement in code does not hide it: what is accepted stands in the ledger. */
function resourceViolation(violation: Violation, stacks: ReadonlyMap<string, AssemblyStack>): PolicyViolation {
  const { id, type, path, rule, change, locations } = violation;
  const { stack, logicalId } = split(id);
  const template = stacks.get(stack);
  const present = template?.template.Resources[logicalId] !== undefined;
  return {
    ruleName: rule,
    severity: 'fatal',
    description: `${type} ${path} (${id}) ${change}`,
    fix: `undo the change, or accept it: npx cdk-grow ledger record --accept ${id} --reason "…"`,
    ruleMetadata: { resource: id },
    violatingResources: [
      present
        ? { resourceLogicalId: logicalId, templatePath: template?.file, locations: [...locations] }
        : { constructPath: template?.path ?? '', locations: [] },
    ],
  };
}

function fileViolation(ruleName: string, description: string, fix: string): PolicyViolation {
  return { ruleName, severity: 'fatal', description, fix, violatingResources: [{ constructPath: '', locations: [] }] };
}

function reportOf(violations: PolicyViolation[]): PolicyValidationPluginReport {
  return { success: violations.every(({ severity }) => severity === 'warning'), violations };
}

/** The stacks that the plugin is asked about, with those nested in them: it may be added to one CDK stage of the app. */
function scopeOf({ templatePaths }: IPolicyValidationContext, assembly: Assembly): Assembly {
  const asked = new Set(templatePaths.map((path) => resolve(path)));
  const byId = new Map(assembly.stacks.map((stack) => [stack.id, stack]));
  const outermost = (stack: AssemblyStack): AssemblyStack => {
    const holder = stack.nestedIn && byId.get(stack.nestedIn.stack);
    return holder ? outermost(holder) : stack;
  };
  return { ...assembly, stacks: assembly.stacks.filter((stack) => asked.has(outermost(stack).file)) };
}

function lacksContext(directory: string): boolean {
  const lacks = (folder: string): boolean => {
    const { missing, artifacts } = readJsonObject(resolve(folder, 'manifest.json'), 'the manifest').value;
    if (Array.isArray(missing) && missing.length > 0) return true;
    return Object.values(isObject(artifacts) ? artifacts : {}).some((artifact) => {
      const name = isObject(artifact) && isObject(artifact.properties) ? artifact.properties.directoryName : undefined;
      return typeof name === 'string' && lacks(resolve(folder, name));
    });
  };
  return lacks(directory);
}
