import { Rule, RuleContext, RuleFinding } from '../../model';
import { own } from '../../read/unreadable';
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
  same,
  show,
  valueAt,
} from '../support';

const REMEDY =
  'Leave it as it is. For other ports, another protocol or another load balancer create a new VPC origin with a new ID, point the distribution at it, and remove this one in a later step.';

const ORIGIN = 'AWS::CloudFront::VpcOrigin';

/** The distributions that send to an origin before the step: while they do, it cannot be changed. */
function usersOf(context: RuleContext, stack: string | undefined, logicalId: string): Placed[] {
  return resourcesOf(context.from, 'AWS::CloudFront::Distribution').filter((distribution) =>
    listAt(distribution.resource.Properties, 'DistributionConfig.Origins').some((origin) => {
      const target = resolve(context.from, distribution.stack, valueAt(origin, 'VpcOriginConfig.VpcOriginId'));
      return target?.logicalId === logicalId && target.stack.id === stack;
    }),
  );
}

const users = (context: RuleContext, { stack, change }: Located): Placed[] =>
  usersOf(context, context.stackBefore(stack)?.id, change.logicalId);

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

/** The stack's tags reach the origin, though nothing in the template says so. */
function retagged(context: RuleContext): RuleFinding[] {
  return resourcesOf(context.from, ORIGIN).flatMap(({ stack, logicalId }) => {
    const young = context.stackAfter(stack.id);
    const tags = [stack.tags ?? {}, young?.tags ?? {}];
    const stays = own(young?.template.Resources, logicalId)?.Type === ORIGIN;
    const itself = context.stacks
      .find(({ name }) => name === stack.id)
      ?.changes.some((change) => change.logicalId === logicalId && callsService(change));
    const names = usersOf(context, stack.id, logicalId).map((user) => user.logicalId);
    if (!stays || itself || same(tags[0], tags[1]) || names.length === 0) return [];
    return [
      {
        severity: 'hazard' as const,
        stack: stack.id,
        logicalId,
        message: `${ORIGIN} ${logicalId} gets the tags of its stack, which change (${show(tags[0])} → ${show(tags[1])}), while the distribution ${names.join(', ')} uses it: CloudFront refuses any update with 409, even of a tag`,
        remedy:
          'Keep the tags of this stack as they are, for good; tag its other resources one by one, or keep the origin in a stack whose tags never change.',
      },
    ];
  });
}

export const vpcOriginUpdate: Rule = {
  id: 'vpc-origin-update',
  mechanism: 'refused',
  severities: ['hazard', 'caution'],
  summary:
    'A CloudFront VPC origin changes, if only by a tag of its own or of its stack, while a distribution uses it, which CloudFront answers with 409 (a hazard), or while none of the app does (a caution).',
  source: 'https://github.com/aws/aws-cdk/issues/34629',
  check: (context) => [
    ...changesOfType(context, ORIGIN).flatMap((located) => {
      const { action } = located.change;
      if (action === 'update' || action === 'replace') {
        return callsService(located.change) ? [updated(context, located)] : [];
      }
      return action === 'destroy' || action === 'move' ? removed(context, located) : [];
    }),
    ...retagged(context),
  ],
};
