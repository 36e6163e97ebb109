import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, Stack } from 'aws-cdk-lib';
import { FEATURE_FLAGS } from '../../support/app';
import { ASSERTIONS, simplify } from './assembly';
import { Checks } from './checks';

/** Where every test is deployed: CloudFront's web ACLs and certificates are in this Region alone. */
export const REGION = 'us-east-1';

export interface IntegApp {
  readonly app: App;
  /** A stack of the test. */
  readonly stack: (name: string) => Stack;
  /** The test of these stacks, and what is to hold once they are deployed. */
  readonly test: (stacks: Stack[], options?: IntegOptions) => Checks;
}

export interface IntegOptions {
  /**
   * Whether the snapshot that is committed can be deployed first, so that the test is an update of it.
   *
   * @default true - but not where a stack has assets: those are not committed
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
  // An app is synthesised in the end, by a listener of its own, which was there before this one.
  process.once('beforeExit', () => simplify(app.outdir));
  const env = { region: REGION };
  return {
    app,
    stack: (stackName) => new Stack(app, stackName, { env }),
    test: (testCases, options = {}) => {
      // Of its own, so that it is in the same Region.
      const assertionStack = new Stack(app, `${name}${ASSERTIONS}`, { env });
      const stackUpdateWorkflow = options.updateWorkflow ?? true;
      const integ = new IntegTest(app, name, { testCases, assertionStack, stackUpdateWorkflow, regions: [REGION] });
      return new Checks(integ.assertions);
    },
  };
}

/** The stack before and after it has grown. */
export interface Grown {
  readonly small: Stack;
  readonly large: Stack;
}

/**
 * Two stacks of one name, the second after the first: CloudFormation creates the small one, and updates it to the large
 * one in place.
 */
export function growing(app: App, stackName: string, build: (stack: Stack, large: boolean) => void): Grown {
  const make = (id: string, large: boolean) => {
    const stack = new Stack(app, id, { stackName, env: { region: REGION } });
    build(stack, large);
    return stack;
  };
  const small = make(`${stackName}-small`, false);
  const large = make(`${stackName}-large`, true);
  large.addStackDependency(small, 'it is the same stack, grown');
  return { small, large };
}
