import { Rule, RuleFinding } from '../../model';
import { stackIds } from '../support';

export const stackLeavesApp: Rule = {
  id: 'stack-leaves-app',
  mechanism: 'left-behind',
  severities: ['caution'],
  summary: 'A stack is no longer part of the app; the CDK leaves it deployed, until somebody deletes it.',
  source: 'https://docs.aws.amazon.com/cdk/v2/guide/ref-cli-cmd-destroy.html',
  check: ({ from, to, stackBefore, stackAfter }) =>
    stackIds(from, to)
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
