import { Rule, RuleFinding } from '../../model';
import { after, before, changesOfType, describe, isUpdate, Located, numberOf, valueAt } from '../support';

/** RDS rounds a smaller growth up to this. */
const SMALLEST_GROWTH = 1.1;
const REMEDY =
  'Set the size once, at creation, and leave growth to storage autoscaling (MaxAllocatedStorage). A growth is at least 10 %, at least six hours after the last one, and at least 110 % of the MaxAllocatedStorage before it, or of what `aws rds describe-db-instances` says that there is.';

interface Growth {
  readonly from: number;
  readonly to: number;
  /** The most that storage autoscaling can have made of it. */
  readonly ceiling: number | undefined;
}

function judge(head: string, { from, to, ceiling }: Growth): Pick<RuleFinding, 'severity' | 'message'> {
  if (to < from) return { severity: 'hazard', message: `${head}: storage never shrinks, and RDS refuses it` };
  if (ceiling !== undefined && to < ceiling * SMALLEST_GROWTH) {
    return {
      severity: 'caution',
      message: `${head}, but storage autoscaling may have grown it already (up to ${ceiling} GiB): RDS refuses a size below what the instance has by then`,
    };
  }
  if (to < from * SMALLEST_GROWTH) {
    return { severity: 'caution', message: `${head}: less than 10 %, which RDS rounds up` };
  }
  return {
    severity: 'note',
    message: `${head}: the storage is optimised afterwards, and for six hours it cannot be changed again`,
  };
}

export const rdsStorage: Rule = {
  id: 'rds-storage',
  mechanism: 'refused',
  severities: ['hazard', 'caution', 'note'],
  summary:
    'Allocated storage of a database shrinks (a hazard: refused), grows by less than 10 %, or to less than storage autoscaling may have made of it (cautions).',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.ModifyingExisting.html',
  check: (context) =>
    changesOfType(context, 'AWS::RDS::DBInstance')
      .filter(isUpdate)
      .flatMap((located: Located): RuleFinding[] => {
        const [old, young] = [before(context, located)?.Properties, after(context, located)?.Properties];
        const from = numberOf(valueAt(old, 'AllocatedStorage'));
        const to = numberOf(valueAt(young, 'AllocatedStorage'));
        if (from === undefined || to === undefined || from === to) return [];
        const ceiling = numberOf(valueAt(old, 'MaxAllocatedStorage'));
        const head = `${describe(located.change)} changes AllocatedStorage ${from} → ${to} GiB`;
        const base = { stack: located.stack, logicalId: located.change.logicalId };
        return [{ ...base, ...judge(head, { from, to, ceiling }), remedy: REMEDY }];
      }),
};
