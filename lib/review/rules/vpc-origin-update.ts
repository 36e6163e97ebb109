import { Rule, RuleContext } from '../model';
import {
  callsService,
  changed,
  changesOfType,
  describe,
  Located,
  resolve,
  resourcesOf,
  valueAt,
  listAt,
} from './support';

/** The distributions that send to this origin before the step: while they do, it cannot be changed. */
function users(context: RuleContext, { stack, change }: Located): string[] {
  return resourcesOf(context.from, 'AWS::CloudFront::Distribution')
    .filter((distribution) =>
      listAt(distribution.resource.Properties, 'DistributionConfig.Origins').some((origin) => {
        const target = resolve(context.from, distribution.stack, valueAt(origin, 'VpcOriginConfig.VpcOriginId'));
        return target?.logicalId === change.logicalId && target.stack.id === context.stackBefore(stack)?.id;
      }),
    )
    .map(({ logicalId }) => logicalId);
}

export const vpcOriginUpdate: Rule = {
  id: 'vpc-origin-update',
  severities: ['hazard', 'caution'],
  summary:
    'A CloudFront VPC origin changes, if only by a tag, while a distribution uses it: CloudFront answers 409; a caution where no distribution of the app does.',
  source: 'https://github.com/aws/aws-cdk/issues/34629',
  check: (context) =>
    changesOfType(context, 'AWS::CloudFront::VpcOrigin')
      .filter(({ change }) => change.action !== 'create' && callsService(change))
      .map((located) => {
        const { stack, change } = located;
        const distributions = users(context, located);
        const what =
          change.properties.length > 0
            ? `changes (${change.properties.map(changed).join(', ')})`
            : change.action === 'update' || change.action === 'replace'
              ? `changes with ${(change.causedBy ?? []).join(', ')}`
              : 'is removed';
        return {
          severity: distributions.length > 0 ? 'hazard' : 'caution',
          stack,
          logicalId: change.logicalId,
          message:
            distributions.length > 0
              ? `${describe(change)} ${what} while the distribution ${distributions.join(', ')} uses it: CloudFront refuses any update or deletion with 409, even of a tag`
              : `${describe(change)} ${what}; no distribution in these assemblies uses it, but one elsewhere makes CloudFront refuse the update with 409`,
          remedy:
            'Leave it as it is. For other ports, another protocol or another load balancer create a new VPC origin with a new ID, point the distribution at it, and remove this one in a later step.',
        };
      }),
};
