import { App, AppProps } from 'aws-cdk-lib';
import cdkJson from '../../cdk.json';

/** The recommended feature flags, as `cdk.json` gives them to the CDK command line; or those of `flags.test.ts`. */
export const FEATURE_FLAGS: Record<string, unknown> =
  process.env.TEST_FEATURE_FLAGS === undefined
    ? Object.fromEntries(Object.entries(cdkJson.context).filter(([key]) => key.startsWith('@aws-cdk/')))
    : (JSON.parse(process.env.TEST_FEATURE_FLAGS) as Record<string, unknown>);

/** An app as the CDK command line would run it. */
export function testApp(props: AppProps = {}): App {
  return new App({ ...props, context: { ...FEATURE_FLAGS, ...props.context } });
}
