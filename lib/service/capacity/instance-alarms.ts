import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { ABOVE, AlarmSpec, AT_LEAST, FIVE_MINUTES, QUIET_IS_GOOD } from '../../internal/alarm';

/** What is watched of instances under tasks. */
export interface WatchedInstances {
  readonly autoScalingGroup: autoscaling.IAutoScalingGroup;
  readonly capacityProvider: ecs.AsgCapacityProvider;
  readonly cluster: ecs.ICluster;
  readonly minInstances: number;
  readonly maxInstances: number;
  readonly missedRefreshes: sqs.IQueue;
}

/** The metrics of the group that alarms read. Auto Scaling sends them only where they are asked for, and at no charge. */
export const GROUP_METRICS: readonly autoscaling.GroupMetric[] = [autoscaling.GroupMetric.DESIRED_CAPACITY];

/** A quarter of an hour: instances for a burst, or for a deployment's second set of tasks, come in less. */
const PERIODS = 3;

/** What people should know of: each of them ends with tasks that do not start, or with instances that nobody patches. */
export function instanceAlarms(watched: WatchedInstances): AlarmSpec[] {
  const { minInstances, maxInstances } = watched;
  // A fixed number is always at its maximum.
  return [...(minInstances < maxInstances ? [atMaximum(watched)] : []), noRoom(watched), missedRefresh(watched)];
}

/** What is asked for, rather than what there is: it says the same, and also when instances do not come. */
function atMaximum({ autoScalingGroup, maxInstances }: WatchedInstances): AlarmSpec {
  return {
    id: 'AtMaximum',
    urgency: 'notice',
    metric: new cloudwatch.Metric({
      namespace: 'AWS/AutoScaling',
      metricName: 'GroupDesiredCapacity',
      dimensionsMap: { AutoScalingGroupName: autoScalingGroup.autoScalingGroupName },
      statistic: cloudwatch.Stats.MINIMUM,
      period: FIVE_MINUTES,
    }),
    description: `ECS has asked for all ${maxInstances} instances for a quarter of an hour: further tasks find no room. Raise maxInstances, or see why so many tasks run.`,
    when: AT_LEAST,
    threshold: maxInstances,
    periods: PERIODS,
    missing: QUIET_IS_GOOD,
  };
}

/**
 * Above 100, the tasks that wait would need more instances than there are.
 *
 * @see https://aws.amazon.com/blogs/containers/deep-dive-on-amazon-ecs-cluster-auto-scaling/
 */
function noRoom({ capacityProvider, cluster }: WatchedInstances): AlarmSpec {
  return {
    id: 'NoRoom',
    urgency: 'notice',
    metric: new cloudwatch.Metric({
      namespace: 'AWS/ECS/ManagedScaling',
      metricName: 'CapacityProviderReservation',
      dimensionsMap: {
        CapacityProviderName: capacityProvider.capacityProviderName,
        ClusterName: cluster.clusterName,
      },
      statistic: cloudwatch.Stats.MINIMUM,
      period: FIVE_MINUTES,
    }),
    description:
      'Tasks have waited for instances for a quarter of an hour. Look at the scaling activities of the group: quotas, capacity in the zones, or its maximum.',
    when: ABOVE,
    threshold: 100,
    periods: PERIODS,
    missing: QUIET_IS_GOOD,
  };
}

function missedRefresh({ missedRefreshes }: WatchedInstances): AlarmSpec {
  return {
    id: 'MissedRefresh',
    urgency: 'notice',
    metric: missedRefreshes.metricApproximateNumberOfMessagesVisible({
      statistic: cloudwatch.Stats.MAXIMUM,
      period: FIVE_MINUTES,
    }),
    description:
      'The weekly refresh of instances could not be started, so they keep old images. The message in this queue says why; start a refresh, and delete the message.',
    when: AT_LEAST,
    threshold: 1,
    periods: 1,
    missing: QUIET_IS_GOOD,
  };
}
