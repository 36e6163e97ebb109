import { Duration } from 'aws-cdk-lib';
import { wholeUnits } from '../../internal/checks/blocks';
import { Check } from '../../internal/checks/check';

/** What is checked of a `PrivateLoadBalancer`. */
export interface LoadBalancerSettings {
  readonly subnetCount: number;
  readonly idleTimeout: Duration;
  readonly accessLogs: boolean;
  readonly regionKnown: boolean;
}

export const LOAD_BALANCER_CHECKS: readonly Check<LoadBalancerSettings>[] = [
  {
    prop: 'subnets',
    value: (p) => p.subnetCount,
    broken: (p) => p.subnetCount < 2,
    fix: () => 'select subnets in at least two zones, which a load balancer needs',
  },
  wholeUnits('idleTimeout', (p) => p.idleTimeout, 'seconds', { least: 1, most: 4000 }),
  {
    prop: 'accessLogs',
    value: () => 'a bucket in a stack of no known Region',
    broken: (p) => p.accessLogs && !p.regionKnown,
    fix: () => "give the stack an 'env' with a region, which decides who may write to the bucket",
  },
];
