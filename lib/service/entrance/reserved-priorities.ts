import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { LOWEST_TAKEN } from './priorities';

/** The rules of the library, by which it tells those of users. */
const OWN = new WeakSet<object>();

/** Makes a rule one of the library's, which may have a priority that those of users may not. */
export function ownRule(rule: elbv2.ApplicationListenerRule): elbv2.ApplicationListenerRule {
  OWN.add(rule);
  return rule;
}

/**
 * Refuses, when the app is synthesized, rules of users with priorities that compute takes, now or after a switch. The
 * load balancer itself would refuse one only when compute comes to want it, and those after all of them get no request.
 */
export function keepPriorities(listener: elbv2.ApplicationListener): void {
  listener.node.addValidation({ validate: () => priorityFaults(listener) });
}

function priorityFaults(listener: elbv2.ApplicationListener): string[] {
  return listener.node.root.node
    .findAll()
    .filter((construct) => elbv2.CfnListenerRule.isCfnListenerRule(construct))
    .filter((rule) => rule.listenerArn === listener.listenerArn && rule.priority >= LOWEST_TAKEN)
    .filter((rule) => !rule.node.scope || !OWN.has(rule.node.scope))
    .map(
      (rule) =>
        `the rule at '${rule.node.path}' has priority ${rule.priority}: give it one below ${LOWEST_TAKEN}, as those from there on belong to the tier`,
    );
}
