import { Rule } from '../model';
import { changesOf, describe, show } from './support';

export const refusedUpdate: Rule = {
  id: 'refused-update',
  summary: 'A change that the service or CloudFormation refuses, though the specification calls it an update.',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html',
  check: (context) =>
    changesOf(context).flatMap(({ stack, change }) =>
      change.properties
        .filter(({ refused }) => refused !== undefined)
        .map(({ name, before, after, refused, source }) => ({
          severity: 'hazard' as const,
          stack,
          logicalId: change.logicalId,
          message: `${describe(change)} fails to deploy: ${name} ${show(before)} → ${show(after)}; ${refused} (${source})`,
          remedy: 'Keep the old value, or create a second resource with the new one beside it.',
        })),
    ),
};
