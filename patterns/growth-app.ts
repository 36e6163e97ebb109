import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, AppProps } from 'aws-cdk-lib';
import { checkArguments } from '../lib/internal/checks/types';
import { GrowthStage } from './growth-stage';

/** The context key by which the `stages` command asks for every stage at once; its value is the folder to write to. */
const STAGES_OUT = 'cdk-scaling-patterns:stages-out';

/**
 * What a review does not read and takes a quarter of the time: the tree of constructs for graphical tools, where in the
 * program each construct was created (which `CDK_DEBUG=1` brings back), and the usage data of templates that report none.
 */
function withoutExtras(reportsUsage: boolean): AppProps {
  return {
    treeMetadata: false,
    postCliContext: {
      'aws:cdk:disable-creation-stack-traces': true,
      ...(reportsUsage ? {} : { '@aws-cdk/core:enableAdditionalMetadataCollection': false }),
    },
  };
}

/** What an app is made of, described once for all of its growth stages. */
export interface IGrowthBlueprint {
  /**
   * Adds the app's stacks to a fresh CDK app.
   *
   * Called once per synthesised stage. Give constructs and stacks the same IDs and names in every stage: what differs
   * comes from `stage.sizes` alone, and the stage's name goes nowhere.
   *
   * @param app the CDK app to add stacks to
   * @param stage the stage whose sizes apply
   */
  compose(app: App, stage: GrowthStage): void;
}

/** Properties of a `GrowthApp`. */
export interface GrowthAppProps {
  /** What the app is made of. */
  readonly blueprint: IGrowthBlueprint;

  /**
   * The stages that the app can be in, smallest first.
   *
   * @default - the eight stages of `GrowthStage.all()`
   */
  readonly stages?: GrowthStage[];

  /**
   * Context for every stage's app; what the CDK command line passes wins over it.
   *
   * @default - only the context of the command line (`cdk.json`, `-c`)
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- jsii has no `unknown`
  readonly context?: { [key: string]: any };
}

/**
 * A CDK app that is in one growth stage at a time, named by the context value `stage`
 * (`cdk deploy -c stage=thousand`, or `"stage"` in the context of `cdk.json`).
 *
 * The `stages` command gets every stage from one run of the same program, each as a cloud assembly of its own, in
 * which construct paths, stack names and logical IDs are equal.
 *
 * There is no default stage: an app that forgot its stage must not shrink to the first one.
 *
 * @example
 * class Shop implements IGrowthBlueprint {
 *   public compose(app: App, stage: GrowthStage) {
 *     new ScalableApp(app, 'Shop', {
 *       appName: 'shop',
 *       stage,
 *       region: 'eu-west-1',
 *       web: { image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:stable') },
 *       operations: { alarmEmails: ['oncall@example.com'] },
 *     });
 *   }
 * }
 * new GrowthApp({ blueprint: new Shop() }).synth();
 */
export class GrowthApp {
  private readonly stages: GrowthStage[];

  /**
   * @throws when two stages share a name, or a stage has fewer users than the one before it
   */
  constructor(private readonly props: GrowthAppProps) {
    checkArguments('new GrowthApp', { props });
    this.stages = [...(props.stages ?? GrowthStage.all())];
    checkOrder(this.stages);
  }

  /**
   * Synthesises the stage that the context names, or, for the `stages` command, all of them.
   *
   * @throws when no stage is named, or the name is none of the app's stages
   */
  public synth(): void {
    const context = new App({ autoSynth: false, context: this.props.context }).node;
    const all = context.tryGetContext(STAGES_OUT);
    if (all === undefined) return this.synthStage(this.find(context.tryGetContext('stage')));

    mkdirSync(all, { recursive: true });
    const index = this.stages.map(({ name, users, adds }) => ({ name, users, adds }));
    writeFileSync(join(all, 'stages.json'), JSON.stringify(index, undefined, 2));
    const extras = withoutExtras(context.tryGetContext('aws:cdk:version-reporting') === true);
    // The biggest first: the CDK's validation starts its engine anew whenever an app has resource types that it has not
    // met, which takes longer than the synthesis of a stage, and later stages contain earlier ones.
    for (const stage of [...this.stages].reverse())
      this.synthStage(stage, { ...extras, outdir: join(all, stage.name) });
  }

  private synthStage(stage: GrowthStage, props: AppProps = {}): void {
    const app = new App({ ...props, autoSynth: false, context: this.props.context });
    app.node.setContext('stage', stage.name);
    this.props.blueprint.compose(app, stage);
    app.synth();
  }

  private find(name: unknown): GrowthStage {
    const names = this.stages.map((stage) => stage.name).join(', ');
    if (name === undefined)
      throw new Error(
        `no growth stage is given: pass -c stage=NAME, or set "stage" in the context of cdk.json, to one of ${names}`,
      );
    const stage = this.stages.find((candidate) => candidate.name === name);
    if (!stage) throw new Error(`context value stage is ${JSON.stringify(name)}: give one of ${names}`);
    return stage;
  }
}

function checkOrder(stages: GrowthStage[]): void {
  if (stages.length === 0) throw new Error('GrowthApp: stages is []: give at least one stage');
  for (const [i, stage] of stages.entries()) {
    const before = stages.slice(0, i);
    if (before.some((other) => other.name === stage.name))
      throw new Error(`GrowthApp: two stages are named '${stage.name}': give each stage a name of its own`);
    if (before.some((other) => other.users >= stage.users))
      throw new Error(
        `GrowthApp: stage '${stage.name}' has ${stage.users} users, no more than a stage before it: list the stages smallest first`,
      );
  }
}
