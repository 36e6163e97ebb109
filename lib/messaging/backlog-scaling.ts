import { Duration } from 'aws-cdk-lib';
import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as actions from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ABOVE, makeAlarm, ONE_MINUTE, QUIET_IS_GOOD } from '../internal/alarm';
import { inWork, waiting } from './alarms';
import { BacklogPlan, BacklogStep } from './backlog-plan';
import { BacklogSettings } from './worker-scaling';

/**
 * How far above its target the tracking policy sees the backlog. Application Auto Scaling multiplies the *desired*
 * number of tasks, in which those that are still starting are counted, with a backlog per *running* task, in which
 * they are not: uncapped, each burst would be multiplied again while its tasks start. Bursts are the step policy's.
 */
const CAP = 1.25;

/**
 * How much room the tracking policy leaves above the tasks at work when it removes others. What is in work swings from
 * minute to minute, and a pool with no room waits for each swing up.
 */
const ROOM = 1.2;

/** What the policies look at and act on. */
export interface ScaledPool {
  readonly queue: sqs.IQueue;
  readonly service: ecs.FargateService;
  readonly tasks: ecs.ScalableTaskCount;
}

/**
 * The number of running tasks, without Container Insights (0.07 $ a metric and month, for dozens of metrics): ECS
 * reports each running task's CPU once a minute, so the samples of a minute are the running tasks. A service without
 * tasks reports nothing, never 0, so nothing is ever divided by 0.
 *
 * The ECS guide had it so, with the steps (first page, "Service RUNNING task count"); today's says no more than that the
 * metrics show the number (second page), while the Airflow guide counts its containers so (third page, see also
 * aws/containers-roadmap#2718). It holds for periods of one minute and at a resolution of 60 seconds, which the service
 * therefore sets. The integration test `integ.work-queue` holds an account to it.
 *
 * @see https://github.com/awsdocs/amazon-ecs-developer-guide/blob/master/doc_source/cloudwatch-metrics.md
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_utilization.html
 * @see https://docs.aws.amazon.com/mwaa/latest/userguide/accessing-metrics-cw-container-queue-db.html
 */
export function runningTasks(service: ecs.FargateService): cloudwatch.Metric {
  return new cloudwatch.Metric({
    namespace: 'AWS/ECS',
    metricName: 'CPUUtilization',
    statistic: cloudwatch.Stats.SAMPLE_COUNT,
    label: 'Running tasks',
    period: ONE_MINUTE,
    dimensionsMap: { ClusterName: service.cluster.clusterName, ServiceName: service.serviceName },
  });
}

/** Waiting messages for each running task, for dashboards. */
export function backlogPerTask(queue: sqs.IQueue, service: ecs.FargateService): cloudwatch.MathExpression {
  return new cloudwatch.MathExpression({
    expression: 'waiting / running',
    usingMetrics: { waiting: waiting(queue), running: runningTasks(service) },
    label: 'Waiting per task',
    period: ONE_MINUTE,
  });
}

/** The policies by which a pool follows its backlog. */
export function scaleByBacklog(scope: Construct, pool: ScaledPool, plan: BacklogPlan, settings: BacklogSettings): void {
  trackBacklog(scope, pool, plan, settings);
  addBurstPolicy(scope, pool, plan);
  addIdlePolicy(scope, pool, plan, settings.minTasks);
  if (settings.minTasks === 0) addWakePolicy(scope, pool, plan);
}

/**
 * Holds the backlog per task, and takes tasks away. By L1, as the L2 policies refuse metric maths (aws/aws-cdk#34072).
 *
 * A pool at work counts as one with a full backlog, so that the policy removes tasks that have nothing to do and no
 * others: by waiting messages alone, a pool that keeps up, with every task busy and nothing waiting, would be
 * taken for idle, shrink to its minimum, fall behind and grow again, for ever.
 */
function trackBacklog(scope: Construct, pool: ScaledPool, plan: BacklogPlan, settings: BacklogSettings): void {
  const target = pool.tasks.node.findChild('Target') as appscaling.ScalableTarget;
  const cooldown = plan.reactionSeconds;
  new appscaling.CfnScalingPolicy(scope, 'BacklogPolicy', {
    policyName: 'backlog-per-task',
    policyType: 'TargetTrackingScaling',
    scalingTargetId: target.scalableTargetId,
    targetTrackingScalingPolicyConfiguration: {
      targetValue: plan.backlogPerTask,
      customizedMetricSpecification: { metrics: trackedMetrics(pool, plan.backlogPerTask, settings.jobsAtOnce) },
      scaleInCooldown: settings.scaleInCooldown.toSeconds(),
      scaleOutCooldown: cooldown,
    },
  });
}

function trackedMetrics(
  pool: ScaledPool,
  target: number,
  jobsAtOnce: number,
): appscaling.CfnScalingPolicy.TargetTrackingMetricDataQueryProperty[] {
  const most = rounded(target * CAP);
  const each = rounded((target / jobsAtOnce) * ROOM);
  const full = rounded(jobsAtOnce / ROOM);
  return [
    query('waiting', waiting(pool.queue)),
    query('inWork', inWork(pool.queue)),
    query('running', runningTasks(pool.service)),
    expression('backlog', 'waiting / running'),
    expression('capped', `IF(backlog > ${most}, ${most}, backlog)`),
    expression('occupied', `IF(inWork > ${full} * running, ${target}, inWork / running * ${each})`),
    // MAX of a list takes what is there: messages in work may not be reported while there are none.
    { ...expression('load', 'MAX([capped, occupied])'), label: 'Backlog per task', returnData: true },
  ];
}

/** Short enough to read in the console. */
const rounded = (value: number) => Number(value.toFixed(4));

function query(
  id: string,
  metric: cloudwatch.Metric,
): appscaling.CfnScalingPolicy.TargetTrackingMetricDataQueryProperty {
  const dimensions = Object.entries(metric.dimensions ?? {}).map(([name, value]) => ({ name, value: String(value) }));
  return {
    id,
    returnData: false,
    metricStat: {
      stat: metric.statistic,
      metric: { namespace: metric.namespace, metricName: metric.metricName, dimensions },
    },
  };
}

function expression(id: string, text: string): appscaling.CfnScalingPolicy.TargetTrackingMetricDataQueryProperty {
  return { id, expression: text, returnData: false };
}

/**
 * Adds what is missing for a burst in one step, after one minute's count. Not filled where ECS reports late: the alarm
 * then looks at the minute before, instead of taking all tasks for gone.
 */
function addBurstPolicy(scope: Construct, pool: ScaledPool, plan: BacklogPlan): void {
  const metric = new cloudwatch.MathExpression({
    expression: `waiting / ${plan.backlogPerTask} - running`,
    usingMetrics: { waiting: waiting(pool.queue), running: runningTasks(pool.service) },
    label: 'Tasks missing',
    period: ONE_MINUTE,
  });
  addStepPolicy(scope, pool, plan, {
    id: 'Burst',
    metric,
    description: 'Scaling, no fault: more jobs wait than the running workers begin in time.',
    adjustmentType: appscaling.AdjustmentType.CHANGE_IN_CAPACITY,
    steps: plan.steps.map(adjustment),
    when: ABOVE,
    periods: 1,
  });
}

/**
 * Starts a pool that has no task: something waits and nobody works on it. It sets the number instead of adding to it,
 * so tasks that fail to start do not raise it for ever. A pool that runs has messages in work as soon as some wait.
 */
function addWakePolicy(scope: Construct, pool: ScaledPool, plan: BacklogPlan): void {
  const metric = new cloudwatch.MathExpression({
    expression: `IF(FILL(inWork, 0) > 0, 0, waiting / ${plan.backlogPerTask})`,
    usingMetrics: { waiting: waiting(pool.queue), inWork: inWork(pool.queue) },
    label: 'Tasks needed by an idle pool',
    period: ONE_MINUTE,
  });
  addStepPolicy(scope, pool, plan, {
    id: 'Wake',
    metric,
    description: 'Scaling, no fault: jobs wait and no worker runs.',
    adjustmentType: appscaling.AdjustmentType.EXACT_CAPACITY,
    steps: plan.steps.map(adjustment),
    when: ABOVE,
    periods: 1,
  });
}

/**
 * Sends all but the fewest home once nothing was waiting or in work for a quarter of an hour. AWS does not say how fast
 * target tracking removes tasks; this is certain, and to 0 where that is the fewest.
 */
function addIdlePolicy(scope: Construct, pool: ScaledPool, plan: BacklogPlan, minTasks: number): void {
  addStepPolicy(scope, pool, plan, {
    id: 'Idle',
    metric: new cloudwatch.MathExpression({
      expression: 'waiting + FILL(inWork, 0)',
      usingMetrics: { waiting: waiting(pool.queue), inWork: inWork(pool.queue) },
      label: 'Messages waiting or in work',
      period: ONE_MINUTE,
    }),
    description: 'Scaling, no fault: there was nothing to do for fifteen minutes.',
    adjustmentType: appscaling.AdjustmentType.EXACT_CAPACITY,
    steps: [{ adjustment: minTasks, upperBound: 0 }],
    when: cloudwatch.ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD,
    periods: 15,
  });
}

interface StepPolicy {
  readonly id: string;
  readonly metric: cloudwatch.MathExpression;
  readonly description: string;
  readonly adjustmentType: appscaling.AdjustmentType;
  readonly steps: appscaling.AdjustmentTier[];
  readonly when: cloudwatch.ComparisonOperator;
  readonly periods: number;
}

function addStepPolicy(scope: Construct, pool: ScaledPool, plan: BacklogPlan, policy: StepPolicy): void {
  const action = new appscaling.StepScalingAction(scope, `${policy.id}Policy`, {
    policyName: policy.id.toLowerCase(),
    scalingTarget: pool.tasks.node.findChild('Target') as appscaling.ScalableTarget,
    adjustmentType: policy.adjustmentType,
    cooldown: Duration.seconds(plan.reactionSeconds),
    metricAggregationType: appscaling.MetricAggregationType.MAXIMUM,
  });
  for (const step of policy.steps) action.addAdjustment(step);
  const alarm = makeAlarm(scope, { ...policy, urgency: 'none', threshold: 0, missing: QUIET_IS_GOOD });
  alarm.addAlarmAction(new actions.ApplicationScalingAction(action));
}

const adjustment = (step: BacklogStep): appscaling.AdjustmentTier => ({
  adjustment: step.tasks,
  lowerBound: step.lower,
  upperBound: step.upper,
});
