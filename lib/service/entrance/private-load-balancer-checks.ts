import { Duration } from 'aws-cdk-lib';
import { secondsRule } from '../../internal/container-task-settings';
import { Rule } from '../../internal/validation';

/** What the rules of a `PrivateLoadBalancer` look at. */
export interface LoadBalancerSettings {
  readonly subnetCount: number;
  readonly idleTimeout: Duration;
  readonly accessLogs: boolean;
  readonly regionKnown: boolean;
}

export const LOAD_BALANCER_RULES: readonly Rule<LoadBalancerSettings>[] = [
  {
    prop: 'subnets',
    value: (p) => p.subnetCount,
    broken: (p) => p.subnetCount < 2,
    fix: () => 'select subnets in at least two zones, which a load balancer needs',
  },
  secondsRule('idleTimeout', (p) => p.idleTimeout, 1, 4000),
  {
    prop: 'accessLogs',
    value: () => 'a bucket in a stack of no known Region',
    broken: (p) => p.accessLogs && !p.regionKnown,
    fix: () => "give the stack an 'env' with a region, which decides who may write to the bucket",
  },
];
