import { Duration, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { checkArguments } from '../../internal/checks/types';
import { SmokeTestFunction } from './smoke-test-function';

/** What a hook may need of the service it is for. */
export interface HookContext {
  readonly vpc: ec2.IVpc;
  readonly subnets: ec2.SubnetSelection;
  readonly loadBalancer: elbv2.ApplicationLoadBalancer;
  readonly healthCheckPath: string;
  readonly healthCheckCodes: string;
  readonly logRetention: logs.RetentionDays;
}

/** When a function of yours runs in a deployment. */
export interface LambdaHookOptions {
  /**
   * The stages of a deployment that wait for the function. `PRODUCTION_TRAFFIC_SHIFT` and `TEST_TRAFFIC_SHIFT` run it
   * in a rollback as well, where a failure keeps the rollback from ending.
   *
   * @default - POST_TEST_TRAFFIC_SHIFT: the new tasks are healthy and have no users yet
   */
  readonly stages?: ecs.DeploymentLifecycleStage[];

  /**
   * How long the function may take in a stage, over all its calls, until the deployment is rolled back. Whole minutes,
   * 1 to 1440.
   *
   * @default - 15 minutes
   */
  readonly timeout?: Duration;
}

/** What a smoke test asks for. */
export interface SmokeTestOptions {
  /**
   * Paths that must answer 200 to 299.
   *
   * @default - the health check's path
   */
  readonly paths?: string[];

  /**
   * The host name that the app is asked for.
   *
   * @default - the load balancer's own
   */
  readonly host?: string;

  /**
   * How often the paths may fail, at intervals of 15 seconds, before the deployment is rolled back. 1 to 100.
   *
   * @default 4 - one minute
   */
  readonly attempts?: number;

  /**
   * How long one answer may take, 1 to 60 seconds.
   *
   * @default - 10 seconds
   */
  readonly answerTimeout?: Duration;
}

/** What a deployment waits for, and is rolled back by, while it shifts traffic. */
export abstract class DeploymentHook {
  /**
   * A function of yours. It answers `{ "hookStatus": "SUCCEEDED" }`, `FAILED` to roll back, or `IN_PROGRESS` to be
   * called again; anything else, and an error, rolls back.
   *
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/lambda-lifecycle-hooks.html
   * @param handler the function
   * @param options when it runs, and for how long
   */
  public static lambda(handler: lambda.IFunction, options: LambdaHookOptions = {}): DeploymentHook {
    checkArguments('DeploymentHook.lambda', { handler, options });
    return new LambdaHook(handler, options);
  }

  /**
   * A function of this library's that asks the new tasks, through the test listener, while users are still with the
   * old ones. It stands in the load balancer's subnets and reaches nothing but the test listener.
   *
   * **Cost**: a few hundred milliseconds of Lambda a deployment, which round to 0 $.
   *
   * @param options what it asks for
   */
  public static smokeTest(options: SmokeTestOptions = {}): DeploymentHook {
    checkArguments('DeploymentHook.smokeTest', { options });
    return new SmokeTestHook(options);
  }

  /** Makes what the hook needs, and returns its function. @internal */
  public abstract _bind(scope: Construct, context: HookContext): lambda.IFunction;

  /** @internal */
  public abstract get _stages(): ecs.DeploymentLifecycleStage[];

  /** @internal */
  public abstract get _timeout(): Duration;

  /** What is wrong with the values given. @internal */
  public abstract _faults(): string[];
}

class LambdaHook extends DeploymentHook {
  constructor(
    private readonly handler: lambda.IFunction,
    private readonly options: LambdaHookOptions,
  ) {
    super();
  }

  public override get _stages(): ecs.DeploymentLifecycleStage[] {
    return [...(this.options.stages ?? [ecs.DeploymentLifecycleStage.POST_TEST_TRAFFIC_SHIFT])];
  }

  public override get _timeout(): Duration {
    return this.options.timeout ?? Duration.minutes(15);
  }

  public override _bind(): lambda.IFunction {
    return this.handler;
  }

  public override _faults(): string[] {
    const faults: string[] = [];
    if (this._stages.length === 0) faults.push('a hook has no stages');
    const minutes = this._timeout.toMinutes({ integral: false });
    if (!Number.isInteger(minutes) || minutes < 1 || minutes > 1440)
      faults.push(`a hook's timeout of ${minutes} minutes must be whole minutes from 1 to 1440`);
    return faults;
  }
}

const DELAY_SECONDS = 15;

export class SmokeTestHook extends DeploymentHook {
  constructor(private readonly options: SmokeTestOptions) {
    super();
  }

  public override get _stages(): ecs.DeploymentLifecycleStage[] {
    return [ecs.DeploymentLifecycleStage.POST_TEST_TRAFFIC_SHIFT];
  }

  /** Twice what its attempts take. The function counts them itself; this ends it if it cannot. */
  public override get _timeout(): Duration {
    const seconds = this.attempts * (DELAY_SECONDS + this.answerTimeout.toSeconds());
    return Duration.minutes(Math.ceil((2 * seconds) / 60));
  }

  public override _bind(scope: Construct, context: HookContext): lambda.IFunction {
    if (!this.options.paths) warnOfCodes(scope, context);
    return new SmokeTestFunction(scope, 'SmokeTest', {
      vpc: context.vpc,
      subnets: context.subnets,
      loadBalancer: context.loadBalancer,
      paths: this.options.paths ?? [context.healthCheckPath],
      host: this.options.host,
      attempts: this.attempts,
      delaySeconds: DELAY_SECONDS,
      answerTimeout: this.answerTimeout,
      logRetention: context.logRetention,
    }).function;
  }

  public override _faults(): string[] {
    const faults: string[] = [];
    const { paths } = this.options;
    if (paths !== undefined && (paths.length === 0 || paths.some((path) => !path.startsWith('/'))))
      faults.push(`smokeTest's paths ${JSON.stringify(paths)} must be one or more, each with a '/' at its beginning`);
    if (!Number.isInteger(this.attempts) || this.attempts < 1 || this.attempts > 100)
      faults.push(`smokeTest's attempts ${this.attempts} must be a whole number from 1 to 100`);
    const seconds = this.answerTimeout.toSeconds({ integral: false });
    if (!Number.isInteger(seconds) || seconds < 1 || seconds > 60)
      faults.push(`smokeTest's answerTimeout of ${seconds} seconds must be whole seconds from 1 to 60`);
    return faults;
  }

  private get attempts(): number {
    return this.options.attempts ?? 4;
  }

  private get answerTimeout(): Duration {
    return this.options.answerTimeout ?? Duration.seconds(10);
  }
}

/** What the load balancer takes for healthy and the smoke test does not would roll every deployment back. */
function warnOfCodes(scope: Construct, { healthCheckCodes, healthCheckPath }: HookContext): void {
  if (/^2\d\d(-2\d\d)?(,2\d\d(-2\d\d)?)*$/.test(healthCheckCodes)) return;
  Validations.of(scope).addWarning(
    'cdk-scaling-patterns:smoke-test-codes',
    `WebService at '${scope.node.path}': healthCheckCodes is "${healthCheckCodes}", and the smoke test of a deployment asks ${healthCheckPath} and takes 200 to 299 alone. Give DeploymentHook.smokeTest() paths that answer so, such as ["${healthCheckPath}"] where it does.`,
  );
}
