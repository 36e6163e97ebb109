import * as autoscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import { Construct } from 'constructs';

export interface ScaledDimension {
  readonly name: 'NodeGroups' | 'Replicas';
  readonly min: number;
  readonly max: number;
  readonly metric: string;
  readonly target: number;
  readonly scaleIn: boolean;
}

/**
 * Lets Application Auto Scaling change one dimension of a replication group. By the L1s: the L2 would make a role, where
 * ElastiCache wants the service's own, which the first scalable target of an account brings by itself.
 */
export function scaleCache(scope: Construct, replicationGroupId: string, dimension: ScaledDimension): void {
  const scalableDimension = `elasticache:replication-group:${dimension.name}`;
  // Ids by dimension: from shards to replicas is another target, as each field that names it means replacement.
  const target = new autoscaling.CfnScalableTarget(scope, `${dimension.name}Scaling`, {
    serviceNamespace: 'elasticache',
    scalableDimension,
    resourceId: `replication-group/${replicationGroupId}`,
    minCapacity: dimension.min,
    maxCapacity: dimension.max,
  });
  new autoscaling.CfnScalingPolicy(scope, `${dimension.name}ScalingPolicy`, {
    policyName: 'cache',
    policyType: 'TargetTrackingScaling',
    scalingTargetId: target.ref,
    targetTrackingScalingPolicyConfiguration: {
      predefinedMetricSpecification: { predefinedMetricType: dimension.metric },
      targetValue: dimension.target,
      disableScaleIn: !dimension.scaleIn,
    },
  });
}
