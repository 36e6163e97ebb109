import { Rule } from '../../model';
import { isTrue, resourcesOf, show, valueAt } from '../support';

export const rdsPinnedZone: Rule = {
  id: 'rds-pinned-zone',
  mechanism: 'refused',
  severities: ['hazard'],
  summary: 'A Multi-AZ database has its Availability Zone pinned, which RDS refuses.',
  source:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-rds-dbinstance.html#cfn-rds-dbinstance-availabilityzone',
  check: (context) =>
    resourcesOf(context.to, 'AWS::RDS::DBInstance').flatMap(({ stack, logicalId, resource }) => {
      const zone = valueAt(resource.Properties, 'AvailabilityZone');
      if (zone === undefined || !isTrue(valueAt(resource.Properties, 'MultiAZ'))) return [];
      return [
        {
          severity: 'hazard',
          stack: stack.id,
          logicalId,
          message: `AWS::RDS::DBInstance ${logicalId} is Multi-AZ with AvailabilityZone ${show(zone)}: RDS refuses a zone for a Multi-AZ instance`,
          remedy:
            'Never pin the zone of a database. Take AvailabilityZone out before, or together with, turning Multi-AZ on.',
        },
      ];
    }),
};
