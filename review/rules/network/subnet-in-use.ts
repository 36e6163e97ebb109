import { Rule } from '../../model';
import { changesOfType, describe, isUpdate, propertyChange, same, show } from '../support';

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

export const subnetInUse: Rule = {
  id: 'subnet-in-use',
  mechanism: 'refused',
  severities: ['hazard', 'caution'],
  summary:
    'A subnet group loses a subnet (a caution: refused while an instance or node is in it), or all it had (a hazard).',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBSubnetGroup.html',
  check: (context) =>
    changesOfType(context, 'AWS::RDS::DBSubnetGroup', 'AWS::ElastiCache::SubnetGroup')
      .filter(isUpdate)
      .flatMap(({ stack, change }) => {
        const property = propertyChange(change, 'SubnetIds');
        if (!property) return [];
        const kept = list(property.after);
        const lost = list(property.before).filter((subnet) => !kept.some((other) => same(subnet, other)));
        if (lost.length === 0) return [];
        // What is in the group is in one of its subnets: without any of them left, one in use is among the lost.
        const all = lost.length === list(property.before).length;
        return [
          {
            severity: all ? 'hazard' : 'caution',
            stack,
            logicalId: change.logicalId,
            message: `${describe(change)} loses ${lost.map(show).join(', ')}: ${all ? 'all that it had, and what is in the group is in one of them, so that the service refuses it' : 'the service refuses it while an instance or a node is in that subnet'}`,
            remedy: 'Give the group the subnets of all zones from the first stage on, and only ever add to it.',
          },
        ];
      }),
};
