import { Template } from 'aws-cdk-lib/assertions';
import { Query } from './metric-maths';

export interface Step {
  readonly lower: number;
  readonly upper: number;
  readonly tasks: number;
}

/** A step policy and the alarm that calls it. */
export interface StepPolicy {
  readonly exact: boolean;
  readonly cooldown: number;
  readonly steps: Step[];
  readonly queries: Query[];
  readonly returned: string;
  /** Whether a value is beyond the alarm's threshold. */
  readonly breaches: (value: number) => boolean;
  readonly periods: number;
}

export interface TrackingPolicy {
  readonly target: number;
  readonly scaleInCooldown: number;
  readonly scaleOutCooldown: number;
  readonly queries: Query[];
  readonly returned: string;
}

/** The numbers that Application Auto Scaling is given. */
export interface Policies {
  readonly min: number;
  readonly max: number;
  readonly tracking: TrackingPolicy;
  readonly steps: StepPolicy[];
}

interface MetricDataQuery {
  readonly Id: string;
  readonly Expression?: string;
  readonly ReturnData: boolean;
  readonly MetricStat?: { readonly Metric: { readonly MetricName: string } };
}

const queriesOf = (metrics: MetricDataQuery[]): Query[] =>
  metrics.map(({ Id, Expression, MetricStat }) => ({
    id: Id,
    expression: Expression,
    metricName: MetricStat?.Metric.MetricName,
  }));

const returnedBy = (metrics: MetricDataQuery[]) => metrics.find(({ ReturnData }) => ReturnData)!.Id;

const OPERATORS: Record<string, (value: number, threshold: number) => boolean> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

/** Reads the policies out of a template, so that what is simulated is what is deployed. */
export function policiesOf(template: Template): Policies {
  const all = (type: string) =>
    Object.entries(template.findResources(type)).map(([id, { Properties }]) => ({ id, ...Properties }));
  const [bounds] = all('AWS::ApplicationAutoScaling::ScalableTarget');
  const policies = all('AWS::ApplicationAutoScaling::ScalingPolicy');
  const alarms = all('AWS::CloudWatch::Alarm');
  const tracking = policies.find(
    ({ PolicyType }) => PolicyType === 'TargetTrackingScaling',
  )!.TargetTrackingScalingPolicyConfiguration;
  const { Metrics: metrics } = tracking.CustomizedMetricSpecification;
  return {
    min: bounds.MinCapacity,
    max: bounds.MaxCapacity,
    tracking: {
      target: tracking.TargetValue,
      scaleInCooldown: tracking.ScaleInCooldown,
      scaleOutCooldown: tracking.ScaleOutCooldown,
      queries: queriesOf(metrics),
      returned: returnedBy(metrics),
    },
    steps: policies
      .filter(({ PolicyType }) => PolicyType === 'StepScaling')
      .map((policy) =>
        stepPolicy(
          policy,
          alarms.find(({ AlarmActions }) => AlarmActions?.[0].Ref === policy.id)!,
        ),
      ),
  };
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any
function stepPolicy(policy: any, alarm: any): StepPolicy {
  const configuration = policy.StepScalingPolicyConfiguration;
  return {
    exact: configuration.AdjustmentType === 'ExactCapacity',
    cooldown: configuration.Cooldown,
    steps: configuration.StepAdjustments.map((step: Record<string, number>) => ({
      lower: alarm.Threshold + (step.MetricIntervalLowerBound ?? -Infinity),
      upper: alarm.Threshold + (step.MetricIntervalUpperBound ?? Infinity),
      tasks: step.ScalingAdjustment!,
    })),
    queries: queriesOf(alarm.Metrics),
    returned: returnedBy(alarm.Metrics),
    breaches: (value) => OPERATORS[alarm.ComparisonOperator]!(value, alarm.Threshold),
    periods: alarm.EvaluationPeriods,
  };
}
