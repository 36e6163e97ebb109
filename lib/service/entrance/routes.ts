import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct, IDependable } from 'constructs';
import { USERS_PRIORITY } from './priorities';
import { withReservedPriority } from './reserved-priorities';

/** The header by which a test names the compute that it asks. */
export const TEST_HEADER = 'compute';

/** Compute other than containers, whose rules are its own. */
export type RoutedKind = keyof typeof USERS_PRIORITY;

export interface Routed {
  readonly kind: RoutedKind;
  readonly targetGroup: elbv2.IApplicationTargetGroup;
}

/**
 * The way by which tests reach compute, whether users do or not. It also ties the target group to the load balancer,
 * which asks the health of no others: so new compute is known to be healthy before the first user gets there.
 */
export function makeTestRoute(
  scope: Construct,
  listener: elbv2.IApplicationListener,
  { kind, targetGroup }: Routed,
): elbv2.ApplicationListenerRule {
  return withReservedPriority(
    new elbv2.ApplicationListenerRule(scope, 'TestRoute', {
      listener,
      priority: USERS_PRIORITY[kind],
      conditions: [elbv2.ListenerCondition.httpHeader(TEST_HEADER, [kind])],
      action: elbv2.ListenerAction.forward([targetGroup]),
    }),
  );
}

/**
 * The way by which users come: where it exists, all of them. CloudFormation makes it after `after`, when there is
 * somebody to answer, and takes it away before.
 */
export function makeUsersRoute(
  scope: Construct,
  listener: elbv2.IApplicationListener,
  { kind, targetGroup }: Routed,
  after: IDependable[],
): elbv2.ApplicationListenerRule {
  const rule = withReservedPriority(
    new elbv2.ApplicationListenerRule(scope, 'UsersRoute', {
      listener,
      priority: USERS_PRIORITY[kind],
      conditions: [elbv2.ListenerCondition.pathPatterns(['/*'])],
      action: elbv2.ListenerAction.forward([targetGroup]),
    }),
  );
  rule.node.addDependency(...after);
  return rule;
}
