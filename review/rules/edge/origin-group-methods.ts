import { Rule } from '../../model';
import { listAt, refusal, resourcesOf, show, valueAt } from '../support';

const WRITES = ['POST', 'PUT', 'PATCH', 'DELETE'];

export const originGroupMethods: Rule = {
  id: 'origin-group-methods',
  mechanism: 'refused',
  severities: ['hazard'],
  summary:
    'A cache behavior of CloudFront sends to an origin group and allows POST, PUT, PATCH or DELETE, which CloudFront refuses.',
  source: 'https://github.com/aws/aws-cdk/issues/32450',
  check: ({ to }) =>
    resourcesOf(to, 'AWS::CloudFront::Distribution').flatMap((distribution) => {
      const config = valueAt(distribution.resource.Properties, 'DistributionConfig');
      const groups = listAt(config, 'OriginGroups.Items').map((group) => valueAt(group, 'Id'));
      const behaviors = [valueAt(config, 'DefaultCacheBehavior'), ...listAt(config, 'CacheBehaviors')];
      return behaviors.flatMap((behavior) => {
        const group = valueAt(behavior, 'TargetOriginId');
        const writes = listAt(behavior, 'AllowedMethods').filter((method) => WRITES.includes(String(method)));
        if (writes.length === 0 || group === undefined || !groups.includes(group)) return [];
        const path = valueAt(behavior, 'PathPattern') ?? '*';
        return [
          refusal(
            distribution,
            `its behavior for ${show(path)} allows ${writes.join(', ')} and sends to the origin group ${show(group)}`,
            'Let the group serve GET, HEAD and OPTIONS alone; give the paths that are written to a behavior of their own, with the primary origin, or use error pages as the fallback.',
          ),
        ];
      });
    }),
};
