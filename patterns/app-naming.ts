import { createHash } from 'node:crypto';
import { Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** What a name is made from. */
export interface NamedPart {
  readonly appName: string;
  /** What the stack is for, such as `web`. */
  readonly part: string;
  /** Where the stack is. */
  readonly region: string;
  /** Where the app is. */
  readonly home: string;
}

/** The Region whose apps have their stacks there without its name: they had it before others had. */
const UNNAMED_HOME = 'us-east-1';
const LONGEST_ORIGIN_NAME = 40;

/**
 * How the stacks of a `ScalableApp` are named. CloudFormation knows a stack by its name, account and Region alone, and
 * other stacks read its values by it: a stack under another name is another, empty one.
 */
export class AppNaming {
  /**
   * Names that tell apps apart: `<appName>-<part>`; behind the name of the CDK `Stage` that the app is in, as CDK names
   * stacks; and for stacks outside of the app's Region, such as those that CloudFront wants in us-east-1, with that
   * Region behind (`shop-edge-global-eu-west-1`), unless it is us-east-1. So one app may stand in two Regions of an
   * account, and in two stages of a pipeline.
   */
  public static distinct(): AppNaming {
    return new AppNaming(true);
  }

  /**
   * `<appName>-<part>` everywhere, whatever Region and CDK `Stage` an app is in: for an app that was deployed under these
   * names. Another app of the same name in the account has to be told apart by `appName`.
   */
  public static plain(): AppNaming {
    return new AppNaming(false);
  }

  private constructor(private readonly tellsApart: boolean) {}

  /**
   * The name of a stack.
   *
   * @internal
   */
  public _stackName(scope: Construct, { appName, part, region, home }: NamedPart): string {
    const abroad = this.tellsApart && region !== home && home !== UNNAMED_HOME;
    return `${this.appName(scope, appName)}-${part}${abroad ? `-${home}` : ''}`;
  }

  /**
   * What CloudFront calls the app's load balancer: up to 40 lower-case letters, digits and hyphens, since that is final too.
   *
   * @internal
   */
  public _originName(scope: Construct, appName: string): string {
    const name = this.appName(scope, appName).toLowerCase();
    if (name.length <= LONGEST_ORIGIN_NAME) return name;
    const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
    return `${name.slice(0, LONGEST_ORIGIN_NAME - 9)}-${hash}`.replace('--', '-');
  }

  /** The name of an app among all of an account and Region. */
  private appName(scope: Construct, appName: string): string {
    const stageName = this.tellsApart ? Stage.of(scope)?.stageName : undefined;
    return stageName ? `${stageName}-${appName}` : appName;
  }
}
