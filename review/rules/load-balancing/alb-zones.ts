import { Rule } from '../../model';
import { listAt, resourcesOf, valueAt } from '../support';

export const albZones: Rule = {
  id: 'alb-zones',
  mechanism: 'refused',
  severities: ['hazard'],
  summary: 'An Application Load Balancer has fewer than two subnets, which the service refuses.',
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html',
  check: (context) =>
    resourcesOf(context.to, 'AWS::ElasticLoadBalancingV2::LoadBalancer').flatMap(({ stack, logicalId, resource }) => {
      const type = valueAt(resource.Properties, 'Type') ?? 'application';
      const subnets = valueAt(resource.Properties, 'Subnets');
      const mapped = valueAt(resource.Properties, 'SubnetMappings');
      if (type !== 'application' || !(Array.isArray(subnets) || Array.isArray(mapped))) return [];
      const count =
        listAt(resource.Properties, 'Subnets').length + listAt(resource.Properties, 'SubnetMappings').length;
      if (count >= 2) return [];
      return [
        {
          severity: 'hazard',
          stack: stack.id,
          logicalId,
          message: `${resource.Type} ${logicalId} has ${count} subnet${count === 1 ? '' : 's'}: an Application Load Balancer needs subnets in two Availability Zones`,
          remedy: 'Give it the subnets of two zones or more; they cost nothing.',
        },
      ];
    }),
};
