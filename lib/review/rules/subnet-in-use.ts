import { Rule } from '../model';
import { changesOfType, describe, isUpdate, propertyChange, same, show } from './support';

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

export const subnetInUse: Rule = {
  id: 'subnet-in-use',
  summary: 'A subnet group loses a subnet: refused where an instance or cache node is in it.',
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
        return [
          {
            severity: 'caution',
            stack,
            logicalId: change.logicalId,
            message: `${describe(change)} loses ${lost.map(show).join(', ')}: the service refuses it (SubnetInUse) while an instance or a node is in that subnet`,
            remedy: 'Give the group the subnets of all zones from the first stage on, and only ever add to it.',
          },
        ];
      }),
};
