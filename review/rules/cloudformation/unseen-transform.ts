import { writtenTemplate } from '../../compare/conditions';
import { sameValue } from '../../compare/values';
import { AssemblyStack, Rule, RuleFinding } from '../../model';
import { isObject } from '../../read/unreadable';
import { stackIds } from '../support';

/** Transforms that add nothing which a review would have to see. */
const HARMLESS = new Set(['AWS::LanguageExtensions']);

export const unseenTransform: Rule = {
  id: 'unseen-transform',
  mechanism: 'unknown',
  severities: ['caution'],
  summary: 'A template with a transform, which makes resources that are not in the template, changes.',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/transform-section-structure.html',
  check: ({ from, to, stackBefore, stackAfter }) =>
    stackIds(from, to).flatMap((name): RuleFinding[] => {
      const templates = [stackBefore(name), stackAfter(name)].map((stack) => stack && writtenTemplate(stack));
      if (sameValue(templates[0], templates[1])) return [];
      const transforms = [stackBefore(name), stackAfter(name)]
        .flatMap(transformsOf)
        .filter((one) => !HARMLESS.has(one));
      if (transforms.length === 0) return [];
      const names = [...new Set(transforms)].sort().join(', ');
      return [
        {
          severity: 'caution',
          stack: name,
          logicalId: '',
          message: `The template of ${name} is transformed by ${names} when it is deployed: what comes of that is not reviewed`,
          remedy: 'Review a change set of this stack before it is executed.',
        },
      ];
    }),
};

function transformsOf(stack: AssemblyStack | undefined): string[] {
  const section = stack?.template.Transform;
  const list = Array.isArray(section) ? section : section === undefined ? [] : [section];
  return list.map((one) => (isObject(one) ? String(one.Name ?? 'a macro') : String(one)));
}
