import { Rule } from '../../model';
import { limitChanged, limitsOf } from '../cloudformation/update-limits';
import { changesOf, describe, isUpdate } from '../support';

export const updateWaits: Rule = {
  id: 'update-waits',
  mechanism: 'delayed',
  severities: ['note'],
  summary: 'An update that a service takes only so often, or after which it takes no other for hours or days.',
  source: 'https://docs.aws.amazon.com/general/latest/gr/aws_service_limits.html',
  check: (context) =>
    changesOf(context)
      .filter(isUpdate)
      .flatMap(({ stack, change }) =>
        limitsOf(change, 'delayed').map((limit) => ({
          severity: 'note' as const,
          stack,
          logicalId: change.logicalId,
          message: `${describe(change)}: ${limitChanged(limit)}; ${limit.why}`,
          remedy: limit.remedy,
          source: limit.source,
        })),
      ),
};
