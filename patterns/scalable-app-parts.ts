import { AppNaming } from './app-naming';
import { ScalableAppProps } from './scalable-app-props';
import { AppStackProps } from './stacks/base';
import { EdgeGlobalStack } from './stacks/edge-global-stack';
import { EdgeStack } from './stacks/edge-stack';
import { WorkersStack } from './stacks/workers-stack';

/** What an app has at the edge. */
export interface Edge {
  readonly edge: EdgeStack;
  readonly global?: EdgeGlobalStack;
}

/** What the stack that watches all is told of, beside the constructs that users see. */
export interface Watched {
  readonly workers?: WorkersStack;
  readonly global?: EdgeGlobalStack;
}

/** What all stacks of an app have in common. */
export function commonOf({ account, appName, naming, region }: ScalableAppProps): AppStackProps {
  return { appName, account, region, home: region, naming: naming ?? AppNaming.distinct() };
}

export const assetsPathOf = ({ edge }: ScalableAppProps) => edge?.assetsPath ?? '/assets';
