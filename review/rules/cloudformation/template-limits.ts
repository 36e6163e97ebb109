import { writtenTemplate } from '../../compare/conditions';
import { AssemblyStack, Rule, RuleFinding } from '../../model';

const MAX_BYTES = 1_000_000;

/** A template's quotas, and the share of one at which it is time to cut the stack. */
const LIMITS = [
  { section: 'Resources', most: 500 },
  { section: 'Outputs', most: 200 },
  { section: 'Parameters', most: 200 },
  { section: 'Mappings', most: 200 },
] as const;
const NEAR = 0.9;

function find(stack: AssemblyStack): RuleFinding[] {
  const counts = LIMITS.map(({ section, most }) => ({
    what: section,
    unit: '',
    count: Object.keys((writtenTemplate(stack)[section] as Record<string, unknown> | undefined) ?? {}).length,
    most,
  }));
  return [...counts, { what: 'template', unit: ' bytes', count: stack.size, most: MAX_BYTES }]
    .filter(({ count, most }) => count > most * NEAR)
    .map(({ what, unit, count, most }) => ({
      severity: count > most ? ('hazard' as const) : ('note' as const),
      stack: stack.id,
      logicalId: '',
      message:
        count > most
          ? `${stack.id} has ${count}${unit || ` ${what}`}, and CloudFormation takes ${most}: it refuses the template`
          : `${stack.id} has ${count}${unit || ` ${what}`} of the ${most} that CloudFormation takes`,
      remedy:
        'Put what is new into a stack of its own. Moving what is there is a one-way door: durable resources would begin empty.',
    }));
}

export const templateLimits: Rule = {
  id: 'template-limits',
  mechanism: 'refused',
  severities: ['hazard', 'note'],
  summary:
    'A template over 500 resources, 200 outputs, parameters or mappings, or 1 MB (a hazard), or over nine tenths of one (a note).',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html',
  check: (context) => context.to.stacks.flatMap(find),
};
