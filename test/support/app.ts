import { App, AppProps } from 'aws-cdk-lib';
import cdkJson from '../../cdk.json';

/** The recommended feature flags, as `cdk.json` gives them to the CDK command line. */
export const FEATURE_FLAGS: Record<string, unknown> = Object.fromEntries(
  Object.entries(cdkJson.context).filter(([key]) => key.startsWith('@aws-cdk/')),
);

/** An app as the CDK command line would run it. */
export function testApp(props: AppProps = {}): App {
  return new App({ ...props, context: { ...FEATURE_FLAGS, ...props.context } });
}
