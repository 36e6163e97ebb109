import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { ScalingSettings } from '../tier/settings';

/**
 * The bounds of the number of tasks, and a target tracking policy for each load that is to be followed. With several
 * policies the largest wish wins, and tasks go only when all agree. No policies where the bounds are equal: they
 * could do nothing and cost two alarms each.
 */
export function scaleTasks(
  scope: Construct,
  service: ecs.FargateService,
  scaling: ScalingSettings,
  requestsPerTask: appscaling.CfnScalingPolicy.CustomizedMetricSpecificationProperty,
): ecs.ScalableTaskCount {
  const { scaleInCooldown, scaleOutCooldown } = scaling;
  const tasks = service.autoScaleTaskCount({ minCapacity: scaling.minTasks, maxCapacity: scaling.maxTasks });
  if (scaling.minTasks === scaling.maxTasks) return tasks;
  tasks.scaleOnCpuUtilization('Cpu', {
    targetUtilizationPercent: scaling.cpuPercent,
    scaleInCooldown,
    scaleOutCooldown,
  });
  if (scaling.memoryPercent !== undefined)
    tasks.scaleOnMemoryUtilization('Memory', {
      targetUtilizationPercent: scaling.memoryPercent,
      scaleInCooldown,
      scaleOutCooldown,
    });
  if (scaling.requestsPerTaskPerMinute !== undefined)
    trackRequests(scope, tasks, scaling, scaling.requestsPerTaskPerMinute, requestsPerTask);
  return tasks;
}

/** By L1, as the L2 policies refuse metric maths (aws/aws-cdk#34072). */
function trackRequests(
  scope: Construct,
  tasks: ecs.ScalableTaskCount,
  scaling: ScalingSettings,
  targetValue: number,
  customizedMetricSpecification: appscaling.CfnScalingPolicy.CustomizedMetricSpecificationProperty,
): void {
  const target = tasks.node.findChild('Target') as appscaling.ScalableTarget;
  new appscaling.CfnScalingPolicy(scope, 'RequestsPolicy', {
    policyName: 'requests-per-task',
    policyType: 'TargetTrackingScaling',
    scalingTargetId: target.scalableTargetId,
    targetTrackingScalingPolicyConfiguration: {
      targetValue,
      customizedMetricSpecification,
      scaleInCooldown: scaling.scaleInCooldown.toSeconds(),
      scaleOutCooldown: scaling.scaleOutCooldown.toSeconds(),
    },
  });
}
