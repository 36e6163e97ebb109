import { Rule } from '../../model';
import { resolve, resourcesOf, show, valueAt } from '../support';

const FAMILIES = ['r7g', 'r6g', 'r6gd', 'r5', 'm7g', 'm6g', 'm5', 'c7gn'];
const SIZES = ['large', 'xlarge', '2xlarge'];

export const elasticacheScaling: Rule = {
  id: 'elasticache-scaling',
  mechanism: 'refused',
  severities: ['hazard'],
  summary: 'A cache scales by itself with a node type that Application Auto Scaling does not serve.',
  source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling.html',
  check: ({ to }) =>
    resourcesOf(to, 'AWS::ApplicationAutoScaling::ScalableTarget').flatMap(({ stack, logicalId, resource }) => {
      const dimension = valueAt(resource.Properties, 'ScalableDimension');
      if (typeof dimension !== 'string' || !dimension.startsWith('elasticache:replication-group:')) return [];
      const cache = resolve(to, stack, valueAt(resource.Properties, 'ResourceId'));
      const type = valueAt(cache?.resource.Properties, 'CacheNodeType');
      if (cache?.resource.Type !== 'AWS::ElastiCache::ReplicationGroup' || typeof type !== 'string') return [];
      const [, family, size] = type.split('.');
      if (FAMILIES.includes(family) && SIZES.includes(size)) return [];
      return [
        {
          severity: 'hazard' as const,
          stack: stack.id,
          logicalId,
          message: `${resource.Type} ${logicalId} is refused: ${cache.logicalId} has the node type ${show(type)}, and only ${FAMILIES.join(', ')} in the sizes ${SIZES.join(', ')} scale`,
          remedy:
            'Move the cache to a node type that scales, in a step before this one, or leave its size to the template.',
        },
      ];
    }),
};
