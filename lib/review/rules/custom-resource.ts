import { isCustom } from '../effects';
import { Rule } from '../model';
import { changesOf } from './support';

const VERB: Readonly<Record<string, string>> = {
  create: 'is created',
  update: 'is updated',
  replace: 'is replaced',
  destroy: 'is deleted',
  orphan: 'leaves the stack',
  move: 'moves',
};

export const customResource: Rule = {
  id: 'custom-resource',
  severities: ['caution'],
  summary: 'A custom resource changes: what happens is up to the code behind its service token.',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-custom-resources.html',
  check: (context) =>
    changesOf(context)
      .filter(({ change }) => isCustom(change.type))
      .map(({ stack, change }) => ({
        severity: 'caution',
        stack,
        logicalId: change.logicalId,
        message: `The custom resource ${change.type} ${change.path} ${VERB[change.action]}${change.properties.length > 0 ? ` (${change.properties.map(({ name }) => name).join(', ')})` : ''}: its code decides what is done, and a new physical ID makes CloudFormation delete the old one`,
        remedy: 'Read the code behind its service token for what it does on this event.',
      })),
};
