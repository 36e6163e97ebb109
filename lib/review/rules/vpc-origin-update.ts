import { Rule, RuleContext, RuleFinding } from '../model';
import {
  callsService,
  changed,
  changesOfType,
  describe,
  listAt,
  Located,
  Placed,
  resolve,
  resourcesOf,
  valueAt,
} from './support';

const REMEDY =
  'Leave it as it is. For other ports, another protocol or another load balancer create a new VPC origin with a new ID, point the distribution at it, and remove this one in a later step.';

/** The distributions that send to this origin before the step: while they do, it cannot be changed. */
function users(context: RuleContext, { stack, change }: Located): Placed[] {
  return resourcesOf(context.from, 'AWS::CloudFront::Distribution').filter((distribution) =>
    listAt(distribution.resource.Properties, 'DistributionConfig.Origins').some((origin) => {
      const target = resolve(context.from, distribution.stack, valueAt(origin, 'VpcOriginConfig.VpcOriginId'));
      return target?.logicalId === change.logicalId && target.stack.id === context.stackBefore(stack)?.id;
    }),
  );
}

function updated(context: RuleContext, located: Located): RuleFinding {
  const { stack, change } = located;
  const names = users(context, located).map(({ logicalId }) => logicalId);
  const what = `${describe(change)} changes (${change.properties.map(changed).join(', ')})`;
  return {
    severity: names.length > 0 ? 'hazard' : 'caution',
    stack,
    logicalId: change.logicalId,
    message:
      names.length > 0
        ? `${what} while the distribution ${names.join(', ')} uses it: CloudFront refuses any update or deletion with 409, even of a tag`
        : `${what}; no distribution in these assemblies uses it, but one elsewhere makes CloudFront refuse the update with 409`,
    remedy: REMEDY,
  };
}

/** In its own stack the distributions let go first, as deletions come last; in another stack only where that goes first. */
function removed(context: RuleContext, located: Located): RuleFinding[] {
  const { stack, change } = located;
  const later = users(context, located).filter(
    (user) => user.stack.id !== stack && !context.stackAfter(stack)?.dependencies.includes(user.stack.id),
  );
  if (later.length === 0) return [];
  const names = later.map((user) => `${user.stack.id}/${user.logicalId}`).join(', ');
  return [
    {
      severity: 'hazard',
      stack,
      logicalId: change.logicalId,
      message: `${describe(change)} is removed while the distribution ${names} uses it, whose stack is deployed later: CloudFront refuses the deletion with 409`,
      remedy: 'Let the distribution let go of it in this step, and remove it in the next one.',
    },
  ];
}

export const vpcOriginUpdate: Rule = {
  id: 'vpc-origin-update',
  severities: ['hazard', 'caution'],
  summary:
    'A CloudFront VPC origin changes, if only by a tag, while a distribution uses it, which CloudFront answers with 409 (a hazard), or while none of the app does (a caution).',
  source: 'https://github.com/aws/aws-cdk/issues/34629',
  check: (context) =>
    changesOfType(context, 'AWS::CloudFront::VpcOrigin').flatMap((located) => {
      const { action } = located.change;
      if (action === 'update' || action === 'replace') {
        return callsService(located.change) ? [updated(context, located)] : [];
      }
      return action === 'destroy' || action === 'move' ? removed(context, located) : [];
    }),
};
