import { evaluate, Query, Value } from './metric-maths';
import { Policies, StepPolicy, TrackingPolicy } from './policies';

/** The metrics of one minute: what was there, and when CloudWatch can be asked for it. */
export interface Minute {
  readonly values: Record<string, Value>;
  readonly availableAt: Record<string, number>;
}

/**
 * What AWS leaves open. A scaling must work with each reading.
 *
 * - `eager`: while new tasks start, target tracking multiplies the desired number of tasks with the metric again,
 *   instead of counting what it added as part of the wish.
 * - `gentle`: target tracking removes a tenth of the tasks at a time (at least one) instead of going to the target.
 */
export interface Reading {
  readonly eager: boolean;
  readonly gentle: boolean;
}

/** The last time that a policy added tasks. */
interface Activity {
  readonly at: number;
  readonly from: number;
}

/** Minutes that CloudWatch looks back beyond an alarm's periods where data is missing. */
const LOOK_BACK = 3;
const OUT_PERIODS = 3;
const IN_PERIODS = 15;
/** AWS sets the scale-in alarm a tenth below the target. */
const IN_MARGIN = 0.9;

/**
 * Application Auto Scaling with its alarms, each looked at once a minute, as long as it is in alarm.
 *
 * @see https://docs.aws.amazon.com/autoscaling/application/userguide/target-tracking-scaling-policy-overview.html
 * @see https://docs.aws.amazon.com/autoscaling/application/userguide/step-scaling-policy-overview.html
 */
export class Autoscaling {
  private readonly activities = new Map<object, Activity>();
  private lastScaleIn = -Infinity;

  constructor(
    private readonly policies: Policies,
    private readonly reading: Reading,
  ) {}

  /** The desired number of tasks after one look at all alarms. */
  public next(now: number, minutes: readonly Minute[], desired: number): number {
    const wishes = [
      ...this.policies.steps.map((policy) => this.stepWish(policy, now, minutes, desired)),
      this.trackingWish(this.policies.tracking, now, minutes, desired),
    ].filter((wish) => wish !== undefined);
    // The largest wish wins, whether for more or for less.
    const wish = wishes.length === 0 ? desired : Math.max(...wishes);
    return Math.min(this.policies.max, Math.max(this.policies.min, wish));
  }

  private stepWish(policy: StepPolicy, now: number, minutes: readonly Minute[], desired: number): number | undefined {
    const points = latestPoints(policy, now, minutes, policy.periods);
    if (points.length < policy.periods || !points.every(policy.breaches)) return undefined;
    const latest = points[0]!;
    // The bound next to the threshold belongs to the step on either side.
    const step = policy.steps.find(
      ({ lower, upper }) => latest >= lower && (latest < upper || (latest === upper && lower === -Infinity)),
    );
    if (!step) return undefined;
    const from = this.baseOf(policy, policy.cooldown, now, desired);
    const wish = policy.exact ? step.tasks : from + step.tasks;
    return this.scaleOut(policy, now, from, desired, wish, policy.exact);
  }

  private trackingWish(
    policy: TrackingPolicy,
    now: number,
    minutes: readonly Minute[],
    desired: number,
  ): number | undefined {
    const high = latestPoints(policy, now, minutes, OUT_PERIODS);
    if (high.length === OUT_PERIODS && high.every((value) => value > policy.target)) {
      const from = this.reading.eager ? desired : this.baseOf(policy, policy.scaleOutCooldown, now, desired);
      return this.scaleOut(policy, now, from, desired, Math.ceil((from * high[0]!) / policy.target), false);
    }
    const low = latestPoints(policy, now, minutes, IN_PERIODS);
    if (low.length < IN_PERIODS || !low.every((value) => value < policy.target * IN_MARGIN)) return undefined;
    if (now - this.lastScaleIn < policy.scaleInCooldown) return undefined;
    const wish = Math.ceil((desired * low[0]!) / policy.target);
    if (wish >= desired) return undefined;
    this.lastScaleIn = now;
    return this.reading.gentle ? Math.max(wish, desired - Math.max(1, Math.floor(desired / 10))) : wish;
  }

  /** Within the cooldown, what was added counts as part of what is wished for next. */
  private baseOf(policy: object, cooldown: number, now: number, desired: number): number {
    const activity = this.activities.get(policy);
    return activity && now - activity.at < cooldown ? activity.from : desired;
  }

  private scaleOut(
    policy: object,
    now: number,
    from: number,
    desired: number,
    wish: number,
    mayShrink: boolean,
  ): number | undefined {
    if (wish <= desired) return mayShrink ? wish : undefined;
    const activity = this.activities.get(policy);
    if (from !== activity?.from || activity === undefined) this.activities.set(policy, { at: now, from });
    return wish;
  }
}

/** The newest datapoints of an alarm, newest first, of those that are there by now. */
function latestPoints(
  source: { readonly queries: Query[]; readonly returned: string },
  now: number,
  minutes: readonly Minute[],
  wanted: number,
): number[] {
  const points: number[] = [];
  const oldestLooked = Math.max(0, minutes.length - wanted - LOOK_BACK);
  for (let index = minutes.length - 1; index >= oldestLooked && points.length < wanted; index--) {
    const { values, availableAt } = minutes[index]!;
    const read = (name: string) => (availableAt[name]! <= now ? values[name] : undefined);
    const value = evaluate(source.queries, source.returned, read);
    if (value !== undefined) points.push(value);
  }
  return points;
}
