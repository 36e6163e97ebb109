import { Rule, RuleFinding } from '../../model';
import { after, before, changesOfType, describe, isUpdate, numberOf, valueAt } from '../support';

/** RDS rounds a smaller growth up to this. */
const SMALLEST_GROWTH = 1.1;

export const rdsStorage: Rule = {
  id: 'rds-storage',
  mechanism: 'refused',
  severities: ['hazard', 'caution', 'note'],
  summary:
    'Allocated storage of a database shrinks (a hazard: refused), grows by less than 10 %, or is set where storage autoscaling may have grown it (cautions).',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.ModifyingExisting.html',
  check: (context) =>
    changesOfType(context, 'AWS::RDS::DBInstance')
      .filter(isUpdate)
      .flatMap((located): RuleFinding[] => {
        const [old, young] = [before(context, located)?.Properties, after(context, located)?.Properties];
        const from = numberOf(valueAt(old, 'AllocatedStorage'));
        const to = numberOf(valueAt(young, 'AllocatedStorage'));
        if (from === undefined || to === undefined || from === to) return [];
        const base = { stack: located.stack, logicalId: located.change.logicalId };
        const head = `${describe(located.change)} changes AllocatedStorage ${from} → ${to} GiB`;
        const remedy =
          'Set the size once, at creation, and leave growth to storage autoscaling (MaxAllocatedStorage). A growth is at least 10 %, and at least six hours after the last one.';
        if (to < from) {
          return [
            { ...base, severity: 'hazard', message: `${head}: storage never shrinks, and RDS refuses it`, remedy },
          ];
        }
        const ceiling = numberOf(valueAt(old, 'MaxAllocatedStorage'));
        if (ceiling !== undefined) {
          return [
            {
              ...base,
              severity: 'caution',
              message: `${head}, but storage autoscaling may have grown it already (up to ${ceiling} GiB): RDS refuses a size below what the instance has by then`,
              remedy,
            },
          ];
        }
        if (to < from * SMALLEST_GROWTH) {
          return [{ ...base, severity: 'caution', message: `${head}: less than 10 %, which RDS rounds up`, remedy }];
        }
        return [
          {
            ...base,
            severity: 'note',
            message: `${head}: the storage is optimised afterwards, and for six hours it cannot be changed again`,
            remedy,
          },
        ];
      }),
};
