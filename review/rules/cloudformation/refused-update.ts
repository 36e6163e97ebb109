import { Rule } from '../../model';
import { changed, changesOf, describe } from '../support';

export const refusedUpdate: Rule = {
  id: 'refused-update',
  mechanism: 'refused',
  severities: ['hazard'],
  summary: 'A change that the service or CloudFormation refuses, though the specification calls it an update.',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html',
  check: (context) =>
    changesOf(context).flatMap(({ stack, change }) =>
      change.properties
        .filter(({ refused }) => refused !== undefined)
        .map((property) => ({
          severity: 'hazard' as const,
          stack,
          logicalId: change.logicalId,
          message: `${describe(change)} fails to deploy: ${changed(property)}; ${property.refused} (${property.source})`,
          remedy: 'Keep the old value, or create a second resource with the new one beside it.',
        })),
    ),
};
