import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { makeTestListener } from '../deployment/blue-green-targets';
import { WebTierBaseProps } from '../tier/web-tier-base-props';
import { PrivateLoadBalancer } from './private-load-balancer';
import { refuseReservedPriorities } from './reserved-priorities';

/** The way in, which stays the same whatever is behind it. */
export interface Entrance {
  readonly construct: PrivateLoadBalancer;
  readonly loadBalancer: elbv2.ApplicationLoadBalancer;
  /** Where users come in. */
  readonly listener: elbv2.ApplicationListener;
  /** Where tests come in. */
  readonly testListener: elbv2.ApplicationListener;
}

export function makeEntrance(scope: Construct, props: WebTierBaseProps): Entrance {
  const construct = new PrivateLoadBalancer(scope, 'Entrance', {
    vpc: props.vpc,
    subnets: props.loadBalancerSubnets,
    originFacing: props.originFacing,
    accessLogs: props.accessLogs,
    idleTimeout: props.idleTimeout,
    deletionProtection: props.deletionProtection,
  });
  const { loadBalancer, listener } = construct;
  const testListener = makeTestListener(loadBalancer);
  for (const each of [listener, testListener]) refuseReservedPriorities(each);
  return { construct, loadBalancer, listener, testListener };
}
