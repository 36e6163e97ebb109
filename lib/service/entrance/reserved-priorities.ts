import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { LOWEST_RESERVED } from './priorities';

/** The rules that may have a reserved priority, by which they are told from those of users. */
const ALLOWED = new WeakSet<object>();

/** Lets a rule of the library have a priority that those of users may not. */
export function withReservedPriority(rule: elbv2.ApplicationListenerRule): elbv2.ApplicationListenerRule {
  ALLOWED.add(rule);
  return rule;
}

/**
 * Refuses, when the app is synthesized, rules of users with priorities that compute takes, now or after a switch. The
 * load balancer itself would refuse one only when compute comes to want it, and those after all of them get no request.
 */
export function refuseReservedPriorities(listener: elbv2.ApplicationListener): void {
  listener.node.addValidation({ validate: () => priorityFaults(listener) });
}

function priorityFaults(listener: elbv2.ApplicationListener): string[] {
  return listener.node.root.node
    .findAll()
    .filter((construct) => elbv2.CfnListenerRule.isCfnListenerRule(construct))
    .filter((rule) => rule.listenerArn === listener.listenerArn && rule.priority >= LOWEST_RESERVED)
    .filter((rule) => !rule.node.scope || !ALLOWED.has(rule.node.scope))
    .map(
      (rule) =>
        `the rule at '${rule.node.path}' has priority ${rule.priority}: give it one below ${LOWEST_RESERVED}, as those from there on belong to the tier`,
    );
}
