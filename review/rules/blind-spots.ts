import { Assembly, AssemblyStack, Rule, RuleFinding } from '../model';
import { isObject } from '../read/unreadable';
import { writtenTemplate } from '../compare/conditions';
import { sameValue } from '../compare/values';

/** What the engine itself cannot see through, told so that "safe" is never said of it. */

/** Transforms that add nothing which a review would have to see. */
const HARMLESS = new Set(['AWS::LanguageExtensions']);

export const unseenTransform: Rule = {
  id: 'unseen-transform',
  severities: ['caution'],
  summary: 'A template with a transform, which makes resources that are not in the template, changes.',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/transform-section-structure.html',
  check: ({ from, to, stackBefore, stackAfter }) =>
    idsOf(from, to).flatMap((name): RuleFinding[] => {
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

export const stackLeavesApp: Rule = {
  id: 'stack-leaves-app',
  severities: ['caution'],
  summary: 'A stack is no longer part of the app; the CDK leaves it deployed, until somebody deletes it.',
  source: 'https://docs.aws.amazon.com/cdk/v2/guide/ref-cli-cmd-destroy.html',
  check: ({ from, to, stackBefore, stackAfter }) =>
    idsOf(from, to)
      .filter((name) => !stackAfter(name) && !stackBefore(name)?.nestedIn)
      .map((name): RuleFinding => {
        const namesake = to.stacks.find((stack) => stack.name === stackBefore(name)?.name);
        const elsewhere = namesake
          ? ` (a stack of that name is in ${namesake.account}/${namesake.region} instead)`
          : '';
        return {
          severity: 'caution',
          stack: name,
          logicalId: '',
          message: `The stack ${name} is not in the app any more${elsewhere}; its resources stay, and are paid for, until it is deleted`,
          remedy: 'Keep the stack in the app, or delete it by hand once nothing in it is needed.',
        };
      }),
};

export const BLIND_SPOTS: readonly Rule[] = [unseenTransform, stackLeavesApp];

function idsOf(...assemblies: Assembly[]): string[] {
  return [...new Set(assemblies.flatMap(({ stacks }) => stacks.map(({ id }) => id)))].sort();
}

function transformsOf(stack: AssemblyStack | undefined): string[] {
  const section = stack?.template.Transform;
  const list = Array.isArray(section) ? section : section === undefined ? [] : [section];
  return list.map((one) => (isObject(one) ? String(one.Name ?? 'a macro') : String(one)));
}
