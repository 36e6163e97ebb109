import { isCustom } from '../../compare/property-changes';
import { Rule, Severity } from '../../model';
import { changesOf } from '../support';

/** What comes puts nothing at risk that is there. */
const SEVERITY: Readonly<Record<string, Severity>> = { create: 'note', update: 'caution' };
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
  severities: ['hazard', 'caution', 'note'],
  summary:
    'A resource type that the specification does not know: a note where it is created, a caution where it is updated, a hazard where it is replaced or removed.',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/registry.html',
  check: (context) =>
    changesOf(context)
      .filter(({ change }) => change.unknownType === true && !isCustom(change.type))
      .map(({ stack, change }) => ({
        severity: SEVERITY[change.action] ?? 'hazard',
        stack,
        logicalId: change.logicalId,
        message: `${change.type} ${change.path} ${VERB[change.action]}: the resource specification does not know the type, so nobody can say what it holds or which of its properties replace it`,
        remedy: "Read the type's own documentation or its schema in the CloudFormation registry before you deploy.",
      })),
};
