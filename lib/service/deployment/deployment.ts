import { Duration } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { checkArguments } from '../../internal/checks/types';
import { DeploymentHook, SmokeTestHook } from './deployment-hook';
import { DeploymentTimes, minutesFaults, percentFaults, timeFaults } from './deployment-times';
import { RollbackAlarms } from './rollback-alarms';

/** How tasks are replaced a few at a time. */
export interface RollingDeploymentOptions {
  /**
   * The alarms that roll the deployment back.
   *
   * @default - none: tasks that do not become healthy roll it back
   */
  readonly rollbackAlarms?: RollbackAlarms;
}

/** What blue/green, canary and linear deployments have in common. */
export interface BlueGreenDeploymentOptions {
  /**
   * How long the old tasks stay, ready to take the traffic back, once the new ones have all of it. Whole minutes, 0 to
   * 1440, and 5 or more where alarms are to see a fault in it.
   *
   * @default - 10 minutes
   */
  readonly bakeTime?: Duration;

  /**
   * The alarms that roll the deployment back, at once, while traffic shifts and while it bakes.
   *
   * @default RollbackAlarms.steadyState() - failed requests and slow answers
   */
  readonly rollbackAlarms?: RollbackAlarms;

  /**
   * What must succeed before traffic shifts.
   *
   * @default - none: the load balancer's health check decides
   */
  readonly hooks?: DeploymentHook[];
}

/** How a small share of the traffic tries the new tasks first. */
export interface CanaryDeploymentOptions extends BlueGreenDeploymentOptions {
  /**
   * The share of the traffic that goes first, in percent, 0.1 to 99.9 in steps of 0.1.
   *
   * @default 10
   */
  readonly percent?: number;

  /**
   * How long that share alone goes to the new tasks. Whole minutes, 0 to 1440, at most 33 hours together with
   * `bakeTime`, and 5 or more where alarms are to see a fault in it.
   *
   * @default - 10 minutes
   */
  readonly canaryTime?: Duration;
}

/** How the traffic goes over in equal steps. */
export interface LinearDeploymentOptions extends BlueGreenDeploymentOptions {
  /**
   * The share of the traffic that goes over in each step, in percent, 3 to 99.9 in steps of 0.1.
   *
   * @default 20
   */
  readonly stepPercent?: number;

  /**
   * The time between two steps. Whole minutes, 0 to 1440; all steps and `bakeTime` together take at most 33 hours, and
   * all steps 5 minutes or more where alarms are to see a fault before everybody has the new version.
   *
   * @default - 3 minutes
   */
  readonly stepTime?: Duration;
}

interface DeploymentSettings extends DeploymentTimes {
  readonly rollbackAlarms: RollbackAlarms;
  readonly hooks: DeploymentHook[];
}

/**
 * How new tasks take over from old ones, natively by ECS. A change from one to another is an update of the service in
 * place, in both directions: everything that a shift of traffic needs is there under every strategy.
 *
 * | strategy | users see | tasks while it runs | a fault is over |
 * |---|---|---|---|
 * | rolling | both versions at once | up to twice as many | when the old tasks have started again |
 * | blue/green | one version, then the other | twice as many | at once: the old tasks are still there |
 * | canary | the new version, a few of them first | twice as many | at once, and few have seen it |
 * | linear | the new version, more and more of them | twice as many | at once |
 *
 * **Cost**: twice the tasks from the start of a deployment to the end of its bake time, see `RollbackAlarms` and
 * `DeploymentHook` for theirs; a strategy itself costs nothing (https://aws.amazon.com/ecs/pricing/).
 *
 * **One-way doors**: none.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_service-options.html
 * @example
 * const thresholds: SteadyStateThresholds = { errorPercent: 0.5 };
 * const deployment = Deployment.canary({
 *   percent: 5,
 *   rollbackAlarms: RollbackAlarms.steadyState(thresholds),
 *   hooks: [DeploymentHook.smokeTest({ paths: ['/health', '/cars'] })],
 * });
 */
export class Deployment {
  /**
   * Starts new tasks before it stops old ones, never below the number that must run. The smallest and cheapest.
   *
   * @param options alarms that roll it back
   */
  public static rolling(options: RollingDeploymentOptions = {}): Deployment {
    checkArguments('Deployment.rolling', { options });
    return new Deployment(ecs.DeploymentStrategy.ROLLING, {
      rollbackAlarms:
        options.rollbackAlarms ?? RollbackAlarms.none('Tasks that do not become healthy roll the deployment back.'),
      hooks: [],
    });
  }

  /**
   * Starts all new tasks beside the old ones, tests them, and sends all traffic over at once.
   *
   * @param options bake time, alarms and hooks
   */
  public static blueGreen(options: BlueGreenDeploymentOptions = {}): Deployment {
    checkArguments('Deployment.blueGreen', { options });
    return new Deployment(ecs.DeploymentStrategy.BLUE_GREEN, shifting(options));
  }

  /**
   * Blue/green, where a small share of the traffic goes first.
   *
   * @param options the share and its time, bake time, alarms and hooks
   */
  public static canary(options: CanaryDeploymentOptions = {}): Deployment {
    checkArguments('Deployment.canary', { options });
    return new Deployment(ecs.DeploymentStrategy.CANARY, {
      ...shifting(options),
      canary: { percent: options.percent ?? 10, time: options.canaryTime ?? Duration.minutes(10) },
    });
  }

  /**
   * Blue/green, where the traffic goes over in equal steps.
   *
   * @param options the steps, bake time, alarms and hooks
   */
  public static linear(options: LinearDeploymentOptions = {}): Deployment {
    checkArguments('Deployment.linear', { options });
    return new Deployment(ecs.DeploymentStrategy.LINEAR, {
      ...shifting(options),
      linear: { percent: options.stepPercent ?? 20, time: options.stepTime ?? Duration.minutes(3) },
    });
  }

  private constructor(
    /** The strategy, as ECS names it. */
    public readonly strategy: ecs.DeploymentStrategy,
    private readonly settings: DeploymentSettings,
  ) {}

  /** Whether all tasks run twice while a deployment lasts, whatever they run on. */
  public get doublesTasks(): boolean {
    return this.strategy !== ecs.DeploymentStrategy.ROLLING;
  }

  /** @internal */
  public get _settings(): DeploymentSettings {
    return this.settings;
  }

  /**
   * What is wrong with the values that this deployment was given, in words; none when they are fine.
   *
   * @internal
   */
  public _faults(): string[] {
    const { rollbackAlarms, bakeTime, hooks, canary, linear } = this.settings;
    const ofValues = [
      ...minutesFaults('bakeTime', bakeTime),
      ...percentFaults('percent', canary?.percent, 0.1),
      ...minutesFaults('canaryTime', canary?.time),
      ...percentFaults('stepPercent', linear?.percent, 3),
      ...minutesFaults('stepTime', linear?.time),
    ];
    return [
      ...ofValues,
      // What values that are wrong by themselves add up to says nothing.
      ...(ofValues.length > 0 ? [] : timeFaults(this.settings, rollbackAlarms._any)),
      ...rollbackAlarms._faults(),
      ...hooks.flatMap((hook) => hook._faults()),
      ...(hooks.filter((hook) => hook instanceof SmokeTestHook).length > 1
        ? ['there are several smoke tests: give one all paths']
        : []),
    ];
  }
}

function shifting(options: BlueGreenDeploymentOptions): DeploymentSettings {
  return {
    rollbackAlarms: options.rollbackAlarms ?? RollbackAlarms.steadyState(),
    bakeTime: options.bakeTime ?? Duration.minutes(10),
    hooks: [...(options.hooks ?? [])],
  };
}
