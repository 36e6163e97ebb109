import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { INetwork } from '../../lib/network/i-network';
import { AppData } from '../app-contract';
import { AppNaming } from '../app-naming';

/** What every stack of an app has in common. */
export interface AppStackProps {
  readonly appName: string;
  readonly account?: string;
  /** Where the stack is. */
  readonly region: string;
  /** Where the app is. */
  readonly home: string;
  readonly naming: AppNaming;
}

/** What the stacks that run containers of the app's have in common. */
export interface ContainersProps extends AppStackProps {
  readonly network: INetwork;
  readonly data: AppData;
  /** The environment contract and the app's own variables. */
  readonly environment: { [name: string]: string };
}

/** Where a stack stands and what it is for: all of it equal in every stage, since no resource can move to another stack. */
interface Place {
  /** The construct's id. */
  readonly id: string;
  /** The last part of the stack's name. */
  readonly part: string;
  /** What the stack holds, for its description. */
  readonly holds: string;
}

/** A stack of an app, at a path and with a name that are equal in every stage. */
export abstract class AppStack extends Stack {
  constructor(scope: Construct, place: Place, props: AppStackProps) {
    super(scope, place.id, {
      stackName: props.naming._stackName(scope, { ...props, part: place.part }),
      description: `${props.appName}: ${place.holds}`,
      env: { account: props.account, region: props.region },
    });
  }
}
