import { App } from 'aws-cdk-lib';
import { Severity } from '../../model';

/** Builds the stacks of one state of an app. */
export type Build = (app: App) => void;

/** What a deployment of the step does to an app that took it. */
export type Outcome =
  /** What the durable resource held is not in the new one. */
  | 'loses'
  /** A service or CloudFormation refuses the update, which rolls back. */
  | 'fails'
  /** It deploys; the site is down, an address changes, or a stack reads what is gone. */
  | 'outage'
  /** It deploys; but if anything in it fails, the way back is by hand. */
  | 'risks';

export interface Expectation {
  readonly rule: string;
  readonly severity: Severity;
  readonly stack: string;
  readonly logicalId: string;
}

/** One one-way door: an app that walks into it, as users write it, and what to write instead from stage one. */
export interface NaiveApp {
  /** Unique, for test names. */
  readonly door: string;
  readonly naive: {
    readonly before: Build;
    readonly after: Build;
    readonly expect: Expectation;
    readonly outcome: Outcome;
  };
  readonly safe: { readonly before: Build; readonly after: Build };
}

export const ENV = { account: '111111111111', region: 'us-east-1' };

/** The zones that `cdk.context.json` holds after the first synth of an app with an explicit environment. */
export function withZones(app: App): void {
  app.node.setContext(`availability-zones:account=${ENV.account}:region=${ENV.region}`, [
    'us-east-1a',
    'us-east-1b',
    'us-east-1c',
    'us-east-1d',
  ]);
}
