import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import {
  App,
  AspectPriority,
  Aspects,
  CfnResource,
  FileAssetPackaging,
  RemovalPolicy,
  Stack,
  StackProps,
} from 'aws-cdk-lib';
import { TestOptions } from 'aws-cdk-lib/cloud-assembly-schema';
import { AssetManifestArtifact, CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { IConstruct } from 'constructs';
import { FEATURE_FLAGS } from '../../support/app';
import { ASSERTIONS, simplify } from './assembly';
import { Checks } from './checks';

/** Where every test is deployed: CloudFront's web ACLs and certificates are in this Region alone. */
export const REGION = 'us-east-1';
const ENV: StackProps = { env: { region: REGION } };

export interface IntegApp {
  readonly app: App;
  /** A stack of the test, in `REGION` unless said otherwise. */
  readonly stack: (name: string, region?: string) => Stack;
  /** The test of these stacks, and what is to hold once they are deployed. */
  readonly test: (stacks: Stack[], options?: IntegOptions) => Checks;
}

export interface IntegOptions {
  /**
   * Whether the snapshot that is committed can be deployed first, so that the test is an update of it.
   *
   * @default true - its assets, where it has any, are committed: only for those of a few KB
   */
  readonly updateWorkflow?: boolean;
}

/**
 * The app of one test, with the feature flags of this repository and not those that the runner brings along.
 *
 * The built-in validation is left to `policy.test.ts` of each construct: a verification synthesises each test twice.
 */
export function integApp(name: string): IntegApp {
  const app = new App({
    // The runner gives its own flags by the CDK's command line context, which wins over `context`.
    postCliContext: FEATURE_FLAGS,
    builtinCloudFormationValidation: false,
    treeMetadata: false,
  });
  Aspects.of(app).add({ visit: goesWithItsStack }, { priority: AspectPriority.MUTATING });
  // An app is synthesised in the end, by a listener of its own, which was there before this one.
  process.once('beforeExit', () => simplify(app.outdir));
  return {
    app,
    stack: (stackName, region = REGION) => new Stack(app, stackName, { env: { region } }),
    test: (testCases, options = {}) => {
      // Of its own, so that it is in the same Region.
      const assertionStack = new Stack(app, `${name}${ASSERTIONS}`, ENV);
      const workflow = updateWorkflow(name, testCases, options.updateWorkflow ?? true);
      const integ = new IntegTest(app, name, { testCases, assertionStack, regions: [REGION], ...workflow });
      return new Checks(integ.assertions);
    },
  };
}

/**
 * How the last snapshot is deployed before today's code. Of a stack that grows that is the small one alone: the runner's
 * own workflow would deploy the large one too, and then shrink it.
 */
function updateWorkflow(
  name: string,
  stacks: Stack[],
  wanted: boolean,
): Pick<TestOptions, 'stackUpdateWorkflow' | 'hooks'> {
  const small = stacks.filter((stack) => stack instanceof GivenTemplate);
  if (small.length === 0 || !wanted) return { stackUpdateWorkflow: wanted };
  const command = ['npx cdk deploy --exclusively --require-approval never', `--app integ.${name}.ts.snapshot`];
  return {
    stackUpdateWorkflow: false,
    hooks: { preDeploy: [[...command, ...small.map(({ artifactId }) => artifactId)].join(' ')] },
  };
}

/** What a construct keeps when its stack goes (logs, secrets, keys, last snapshots) would pile up in the account. */
function goesWithItsStack(node: IConstruct): void {
  if (CfnResource.isCfnResource(node) && node.cfnOptions.deletionPolicy !== undefined)
    node.applyRemovalPolicy(RemovalPolicy.DESTROY);
}

/** The stack before and after it has grown. */
export interface Grown {
  readonly small: Stack;
  readonly large: Stack;
}

/**
 * A stack before and after it has grown, the second deployed after the first: CloudFormation creates the small one, and
 * updates it to the large one in place.
 *
 * Both are built at the same path, as two stages of an app are: the small one in an app of its own, whose template and
 * assets then stand for it here.
 */
export function growing(app: App, stackName: string, build: (stack: Stack, large: boolean) => void): Grown {
  const smallApp = new App({
    context: FEATURE_FLAGS,
    builtinCloudFormationValidation: false,
    treeMetadata: false,
    autoSynth: false,
    outdir: mkdtempSync(join(tmpdir(), 'integ-')),
  });
  const make = (scope: App, large: boolean) => {
    const stack = new Stack(scope, stackName, ENV);
    build(stack, large);
    return stack;
  };
  Aspects.of(smallApp).add({ visit: goesWithItsStack }, { priority: AspectPriority.MUTATING });
  make(smallApp, false);
  const made = smallApp.synth().getStackByName(stackName);
  const small = new GivenTemplate(app, `${stackName}-small`, { ...ENV, stackName }, made);
  rmSync(smallApp.outdir, { recursive: true });
  const large = make(app, true);
  large.addStackDependency(small, 'it is the same stack, grown');
  return { small, large };
}

/** A stack that was made elsewhere. */
class GivenTemplate extends Stack {
  private readonly template: object;

  constructor(scope: App, id: string, props: StackProps, given: CloudFormationStackArtifact) {
    super(scope, id, props);
    // Read now, as the artifact does so late.
    this.template = given.template;
    for (const manifest of given.dependencies)
      if (manifest instanceof AssetManifestArtifact) this.takeAssets(manifest, scope.outdir);
  }

  /** What the CDK itself calls for a stack's template. */
  protected _toCloudFormation(): object {
    return this.template;
  }

  private takeAssets(manifest: AssetManifestArtifact, outdir: string): void {
    for (const { source } of Object.values(manifest.contents.files ?? {})) {
      const [, sourceHash] = /^asset\.(\w+)/.exec(source.path!) ?? [];
      if (!sourceHash) continue;
      cpSync(join(manifest.assembly.directory, source.path!), join(outdir, source.path!), { recursive: true });
      const packaging = source.packaging as FileAssetPackaging;
      this.synthesizer.addFileAsset({ fileName: source.path, sourceHash, packaging });
    }
  }
}
