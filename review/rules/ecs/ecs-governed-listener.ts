import { Assembly, Rule, RuleContext, RuleFinding } from '../../model';
import {
  before,
  callsService,
  changed,
  changesOfType,
  describe,
  listAt,
  Placed,
  resolve,
  resourcesOf,
  valueAt,
} from '../support';

const RULE_FIELDS = ['ProductionListenerRule', 'TestListenerRule'];
const SHIFTING = ['BLUE_GREEN', 'LINEAR', 'CANARY'];

export const strategyOf = (properties: unknown): string =>
  String(valueAt(properties, 'DeploymentConfiguration.Strategy') ?? 'ROLLING');

interface Governor extends Placed {
  readonly strategy: string;
}

/** Listeners and rules, as `stack/logicalId`, with the ECS service that sets their weights. */
function governed(assembly: Assembly): Map<string, Governor> {
  const found = new Map<string, Governor>();
  for (const service of resourcesOf(assembly, 'AWS::ECS::Service')) {
    for (const balancer of listAt(service.resource.Properties, 'LoadBalancers')) {
      for (const field of RULE_FIELDS) {
        const rule = resolve(assembly, service.stack, valueAt(balancer, `AdvancedConfiguration.${field}`));
        if (!rule) continue;
        found.set(`${rule.stack.id}/${rule.logicalId}`, {
          ...service,
          strategy: strategyOf(service.resource.Properties),
        });
      }
    }
  }
  return found;
}

const WHAT: Partial<Record<string, string>> = { update: 'changes', replace: 'is replaced', move: 'moves' };

function find(context: RuleContext): RuleFinding[] {
  const [old, young] = [governed(context.from), governed(context.to)];
  return changesOfType(
    context,
    'AWS::ElasticLoadBalancingV2::ListenerRule',
    'AWS::ElasticLoadBalancingV2::Listener',
  ).flatMap((located) => {
    const { stack, change } = located;
    const key = `${context.stackBefore(stack)?.id ?? stack}/${change.logicalId}`;
    const governor = old.get(key);
    if (!governor || !before(context, located) || change.action === 'create' || !callsService(change)) return [];
    const strategies = [governor.strategy, young.get(key)?.strategy ?? governor.strategy];
    const shifts = strategies.some((strategy) => SHIFTING.includes(strategy));
    const values = change.properties.map(changed);
    return [
      {
        severity: shifts ? ('hazard' as const) : ('caution' as const),
        stack,
        logicalId: change.logicalId,
        message: `${describe(change)} ${WHAT[change.action] ?? 'is removed'}${values.length > 0 ? ` (${values.join(', ')})` : ''}, but the ECS service ${governor.logicalId} sets its weights (${strategies.join(' → ')}): CloudFormation writes the template's weights over those that are live, and traffic may go to a target group without tasks`,
        remedy:
          'Leave the text of this rule as it was. Put new conditions into a rule of their own with another priority.',
      },
    ];
  });
}

export const ecsGovernedListener: Rule = {
  id: 'ecs-governed-listener',
  mechanism: 'down',
  severities: ['hazard', 'caution'],
  summary:
    'A listener or rule whose weights ECS sets during deployments changes in the template, which resets live traffic; a caution while the service deploys by rolling.',
  source: 'https://github.com/aws/aws-cdk/issues/36649',
  check: find,
};
