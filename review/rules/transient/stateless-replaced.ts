import { isRefused } from '../../keys/collisions';
import { Rule } from '../../model';
import { inServiceOf } from '../service/in-service-of';
import { cause, changesOf, describe, isReplaced, typeChanged } from '../support';

/** New revisions by design: replaced at each change, and nobody holds the old one. */
const ROUTINE = [
  'AWS::ECS::TaskDefinition',
  'AWS::Lambda::Version',
  'AWS::Lambda::Permission',
  'AWS::Lambda::LayerVersion',
  'AWS::ApiGateway::Deployment',
  'AWS::CloudFormation::WaitConditionHandle',
];

export const statelessReplaced: Rule = {
  id: 'stateless-replaced',
  mechanism: 'none',
  severities: ['note'],
  summary: 'A resource that holds nothing and carries no traffic by itself is replaced.',
  source:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html',
  check: (context) =>
    changesOf(context)
      .filter(
        ({ change }) =>
          change.durability === 'stateless' &&
          isReplaced(change) &&
          !typeChanged(change) &&
          change.unknownType !== true &&
          !ROUTINE.includes(change.type) &&
          !change.type.startsWith('Custom::'),
      )
      .filter((located) => inServiceOf(context, located) === undefined && !isRefused(context, located))
      .map(({ stack, change }) => ({
        severity: 'note',
        stack,
        logicalId: change.logicalId,
        message: `${describe(change)} is replaced: ${cause(change)}`,
        remedy: 'Nothing is lost; check that nobody outside the stacks holds its name or ARN.',
      })),
};
