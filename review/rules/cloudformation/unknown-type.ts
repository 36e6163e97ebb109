import { isCustom } from '../../compare/property-changes';
import { Rule } from '../../model';
import { changesOf } from '../support';

const HARMLESS = ['create', 'update'];
const VERB: Readonly<Record<string, string>> = {
  create: 'is created',
  update: 'is updated',
  replace: 'is replaced',
  destroy: 'is deleted',
  orphan: 'leaves the stack',
  move: 'moves',
};

export const unknownType: Rule = {
  id: 'unknown-type',
  mechanism: 'unknown',
  severities: ['hazard', 'caution'],
  summary:
    'A resource type that the specification does not know: a caution where it is created or updated, a hazard where it is replaced or removed.',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/registry.html',
  check: (context) =>
    changesOf(context)
      .filter(({ change }) => change.unknownType === true && !isCustom(change.type))
      .map(({ stack, change }) => ({
        severity: HARMLESS.includes(change.action) ? 'caution' : 'hazard',
        stack,
        logicalId: change.logicalId,
        message: `${change.type} ${change.path} ${VERB[change.action]}: the resource specification does not know the type, so nobody can say what it holds or which of its properties replace it`,
        remedy: "Read the type's own documentation or its schema in the CloudFormation registry before you deploy.",
      })),
};
