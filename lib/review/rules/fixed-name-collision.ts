import { Rule } from '../model';
import { PHYSICAL_NAME } from './physical-names';
import { after, before, cause, changesOf, describe, isReplaced, same, show, typeChanged, valueAt } from './support';

export const fixedNameCollision: Rule = {
  id: 'fixed-name-collision',
  summary: 'A resource with a fixed physical name is replaced and keeps the name, which the old one still has.',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-name.html',
  check: (context) =>
    changesOf(context)
      .filter(({ change }) => isReplaced(change) && !typeChanged(change) && change.type in PHYSICAL_NAME)
      .flatMap((located) => {
        const { stack, change } = located;
        const property = PHYSICAL_NAME[change.type];
        const was = valueAt(before(context, located)?.Properties, property);
        const is = valueAt(after(context, located)?.Properties, property);
        if (was === undefined || !same(was, is)) return [];
        return [
          {
            severity: 'hazard',
            stack,
            logicalId: change.logicalId,
            message: `${describe(change)} is replaced (${cause(change)}) but keeps ${property} ${show(is)}: CloudFormation creates the new one while the old one still has the name, and the update fails`,
            remedy:
              'Leave physical names to CloudFormation. To replace this one, give the new one another name in the same step.',
          },
        ];
      }),
};
