import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';

const spec = loadAwsServiceSpecSync();

/** Whether AWS's specification says that a change of this property means a new resource, surely or perhaps. */
export function createsNew(type: string, property: string): boolean {
  const [resource] = spec.lookup('resource', 'cloudFormationType', 'equals', type);
  const causes = resource?.properties[property]?.causesReplacement;
  return causes === 'yes' || causes === 'maybe';
}
