import { Rule } from '../../model';
import { changesOf, typeChanged } from '../support';

/** Types of a transform become other types when they are deployed, so that leaving the transform changes none. */
const TRANSFORMED = /^AWS::Serverless::/;

export const typeChangedRule: Rule = {
  id: 'type-changed',
  mechanism: 'refused',
  severities: ['hazard', 'caution'],
  summary: 'A resource that holds no data becomes another resource type under the same logical ID, which is refused.',
  source: 'https://github.com/aws/aws-cdk/issues/11274',
  check: (context) =>
    changesOf(context)
      .filter(({ change }) => change.durability !== 'durable' && typeChanged(change))
      .map(({ stack, change }) => {
        const transformed = TRANSFORMED.test(change.previousType ?? '') || TRANSFORMED.test(change.type);
        return {
          severity: transformed ? 'caution' : 'hazard',
          stack,
          logicalId: change.logicalId,
          message: `${change.previousType} ${change.path} becomes ${change.type} under the logical ID ${change.logicalId}: ${transformed ? 'a transform decides which type either is, and CloudFormation refuses a change of type' : 'CloudFormation refuses the update of the whole stack ("Update of resource type is not permitted")'}`,
          remedy: `Give the ${change.type} a construct ID of its own, so that it is created beside the ${change.previousType} before that goes.`,
        };
      }),
};
