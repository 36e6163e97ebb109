import { Rule } from '../../model';
import { changesOf, typeChanged } from '../support';

export const durableTypeChanged: Rule = {
  id: 'durable-type-changed',
  mechanism: 'lost',
  severities: ['hazard'],
  summary: 'A resource that holds data becomes another resource type under the same logical ID.',
  source: 'https://github.com/aws/aws-cdk/issues/11274',
  check: (context) =>
    changesOf(context)
      .filter(({ change }) => change.durability === 'durable' && typeChanged(change))
      .map(({ stack, change }) => ({
        severity: 'hazard',
        stack,
        logicalId: change.logicalId,
        message: `${change.previousType} ${change.path} becomes ${change.type} under the logical ID ${change.logicalId}: CloudFormation refuses a change of type, and under another ID the new one would begin empty`,
        remedy: `Keep the ${change.previousType}. Add the ${change.type} beside it under an ID of its own, copy the data, and retire the old one in a later step.`,
      })),
};
