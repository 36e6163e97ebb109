import { CfnResource } from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import { Construct } from 'constructs';
import { AuroraReaders } from './aurora-readers';

/**
 * Lets Application Auto Scaling add readers to those of the template. Its capacity counts every reader of the cluster and
 * never the writer, so that the readers of the template are its minimum:
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Integrating.AutoScaling.html
 *
 * It waits for those readers, also when there are more of them in an update: as soon as the minimum is above what there
 * is, Application Auto Scaling makes readers of its own beside those that the template is about to make.
 * https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html
 *
 * By the L1s: the L2 would make a role, where RDS wants the service's own.
 */
export function scaleReaders(
  scope: Construct,
  clusterIdentifier: string,
  readers: AuroraReaders,
  instances: CfnResource[],
): void {
  const scaling = readers._scaling;
  if (!scaling) return;
  const target = new autoscaling.CfnScalableTarget(scope, 'ReaderScaling', {
    serviceNamespace: 'rds',
    scalableDimension: 'rds:cluster:ReadReplicaCount',
    resourceId: `cluster:${clusterIdentifier}`,
    minCapacity: readers._fixed,
    maxCapacity: scaling.max,
  });
  for (const instance of instances) target.addResourceDependency(instance);
  new autoscaling.CfnScalingPolicy(scope, 'ReaderScalingPolicy', {
    policyName: 'readers',
    policyType: 'TargetTrackingScaling',
    scalingTargetId: target.ref,
    targetTrackingScalingPolicyConfiguration: {
      predefinedMetricSpecification: { predefinedMetricType: scaling.metric._name },
      targetValue: scaling.metric._target,
      scaleInCooldown: scaling.scaleInCooldown.toSeconds(),
      scaleOutCooldown: scaling.scaleOutCooldown.toSeconds(),
    },
  });
}
