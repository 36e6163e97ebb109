import { becomesZero } from '../../behaviours/limits/predicates';
import { isUnknown, read } from '../../behaviours/limits/value-path';
import { Resource, Rule, RuleContext, RuleFinding } from '../../model';
import {
  after,
  before,
  changed,
  changesOf,
  changesOfType,
  describe,
  isUpdate,
  listAt,
  Located,
  numberOf,
  resolve,
  resourcesOf,
  same,
  show,
  valueAt,
} from '../support';
import { Cut } from './cut';
import { DOOR_CUTS } from './door-cuts';
import { REACH_CUTS } from './reach-cuts';
import { WORK_CUTS } from './work-cuts';

export const CUTS: readonly Cut[] = [...WORK_CUTS, ...DOOR_CUTS, ...REACH_CUTS];

const BY_TYPE = new Map<string, Cut[]>();
for (const cut of CUTS) BY_TYPE.set(cut.type, [...(BY_TYPE.get(cut.type) ?? []), cut]);

const SERVICE = 'AWS::ECS::Service';
const DISTRIBUTION = 'AWS::CloudFront::Distribution';
const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const RULE = 'AWS::ElasticLoadBalancingV2::ListenerRule';

/** What the table knows. */
function tabled(context: RuleContext): RuleFinding[] {
  return changesOf(context)
    .filter(isUpdate)
    .flatMap((located) => {
      const [old, young] = [before(context, located), after(context, located)];
      return (BY_TYPE.get(located.change.type) ?? [])
        .filter((cut) => old && young && meets(cut, old, young))
        .map((cut): RuleFinding => ({
          ...at(located),
          severity: cut.severity,
          message: `${describe(located.change)} stops: ${transition(cut.path, old, young)}; ${cut.what}`,
          remedy: cut.remedy,
          source: cut.source,
        }));
    });
}

function meets({ path, when }: Cut, old: Resource, young: Resource): boolean {
  const [was, is] = [old, young].map(({ Properties: set }) => read(set ?? {}, path.split('.')));
  return !isUnknown(was) && !isUnknown(is) && when.holds(was, is);
}

const transition = (path: string, old: Resource | undefined, young: Resource | undefined): string =>
  changed({
    name: path,
    before: read(old?.Properties ?? {}, path.split('.')),
    after: read(young?.Properties ?? {}, path.split('.')),
    effect: 'in-place',
    source: '',
  });

const at = ({ stack, change }: Located) => ({ stack, logicalId: change.logicalId });

/** A service without tasks, unless scaling starts some again. */
function services(context: RuleContext): RuleFinding[] {
  return changesOfType(context, SERVICE)
    .filter(isUpdate)
    .flatMap((located): RuleFinding[] => {
      const [old, young] = [before(context, located), after(context, located)];
      const counts = [old, young].map((state) => valueAt(state?.Properties, 'DesiredCount'));
      if (!becomesZero(1).holds(counts[0], counts[1])) return [];
      const least = leastOf(context, located);
      return [
        {
          ...at(located),
          severity: least > 0 ? 'caution' : 'hazard',
          message: `${describe(located.change)} stops: ${transition('DesiredCount', old, young)}; all its tasks are stopped${least > 0 ? `, until scaling starts ${least} again` : ', and nothing answers or works any more'}`,
          remedy:
            'Leave DesiredCount out where the service scales by itself; else keep one task or more, or move its traffic away first.',
        },
      ];
    });
}

/** How many tasks scaling keeps of a service. */
function leastOf(context: RuleContext, { stack, change }: Located): number {
  const targets = resourcesOf(context.to, 'AWS::ApplicationAutoScaling::ScalableTarget').filter((target) => {
    const id = valueAt(target.resource.Properties, 'ResourceId');
    return (
      JSON.stringify(id ?? '').includes(`"${change.logicalId}"`) && target.stack.id === context.stackAfter(stack)?.id
    );
  });
  return Math.max(0, ...targets.map(({ resource }) => numberOf(valueAt(resource.Properties, 'MinCapacity')) ?? 0));
}

/** A distribution that loses names which no other has. */
function distributions(context: RuleContext): RuleFinding[] {
  return changesOfType(context, DISTRIBUTION)
    .filter(isUpdate)
    .flatMap((located): RuleFinding[] => {
      const names = (state: Resource | undefined) => listAt(state?.Properties, 'DistributionConfig.Aliases');
      const kept = resourcesOf(context.to, DISTRIBUTION).flatMap(({ resource }) => names(resource));
      const lost = names(before(context, located)).filter((name) => !kept.some((other) => same(name, other)));
      if (lost.length === 0) return [];
      const none = names(after(context, located)).length === 0;
      return [
        {
          ...at(located),
          severity: none ? 'hazard' : 'caution',
          message: `${describe(located.change)} stops answering for ${lost.map(show).join(', ')}: ${none ? 'it has no alternate domain name left, and requests for those that it had are refused' : 'requests for it are refused'}`,
          remedy: 'Keep the name until no record points here any more.',
        },
      ];
    });
}

const ACTIONS: Readonly<Record<string, string>> = { [LISTENER]: 'DefaultActions', [RULE]: 'Actions' };

const forwards = (properties: unknown, list: string): boolean =>
  listAt(properties, list).some((action) => valueAt(action, 'Type') === 'forward');

/** A listener or rule that answers itself, where it forwarded. */
function listeners(context: RuleContext): RuleFinding[] {
  return changesOfType(context, LISTENER, RULE)
    .filter(isUpdate)
    .flatMap((located): RuleFinding[] => {
      const list = ACTIONS[located.change.type];
      const [old, young] = [before(context, located)?.Properties, after(context, located)?.Properties];
      const answers = listAt(young, list).some((action) => valueAt(action, 'Type') === 'fixed-response');
      if (!forwards(old, list) || forwards(young, list) || !answers) return [];
      const whole = located.change.type === LISTENER && !hasRules(context, located);
      return [
        {
          ...at(located),
          severity: whole ? 'hazard' : 'caution',
          message: `${describe(located.change)} answers with a fixed response where it forwarded: ${whole ? 'it has no rule that forwards, so that nothing reaches a target any more' : 'what it matches reaches no target any more'}`,
          remedy: 'Add rules that forward in a step before this one, or keep the action.',
        },
      ];
    });
}

function hasRules(context: RuleContext, { stack, change }: Located): boolean {
  return resourcesOf(context.to, RULE).some((rule) => {
    if (!forwards(rule.resource.Properties, ACTIONS[RULE])) return false;
    const listener = resolve(context.to, rule.stack, valueAt(rule.resource.Properties, 'ListenerArn'));
    return listener?.logicalId === change.logicalId && listener.stack.id === context.stackAfter(stack)?.id;
  });
}

export const trafficToZero: Rule = {
  id: 'traffic-to-zero',
  mechanism: 'down',
  severities: ['hazard', 'caution'],
  summary:
    'An update in place after which nothing comes through or is worked off: no task, instance or concurrency, an event source, distribution or name turned off, an API made private; a caution where other ways are left, or it may well be meant.',
  source:
    'https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_mitigate_interaction_failure_stateless.html',
  check: (context) => [...tabled(context), ...services(context), ...distributions(context), ...listeners(context)],
};
