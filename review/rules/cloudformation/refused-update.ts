import { ResourceChange, Rule, RuleFinding } from '../../model';
import { changed, changesOf, describe, isUpdate } from '../support';
import { limitChanged, limitsOf } from './update-limits';

/** What a documented behaviour refuses. */
function refused(stack: string, change: ResourceChange): RuleFinding[] {
  return change.properties
    .filter((property) => property.refused !== undefined)
    .map((property) => ({
      severity: 'hazard',
      stack,
      logicalId: change.logicalId,
      message: `${describe(change)} fails to deploy: ${changed(property)}; ${property.refused}`,
      remedy: 'Keep the old value, or create a second resource with the new one beside it.',
      source: property.source,
    }));
}

/** What the table of update limits refuses. */
function limited(stack: string, change: ResourceChange): RuleFinding[] {
  return limitsOf(change, 'refused').map((limit) => ({
    severity: limit.perhaps ? 'caution' : 'hazard',
    stack,
    logicalId: change.logicalId,
    message: `${describe(change)} ${limit.perhaps ? 'may fail' : 'fails'} to deploy: ${limitChanged(limit)}; ${limit.why}`,
    remedy: limit.remedy,
    source: limit.source,
  }));
}

export const refusedUpdate: Rule = {
  id: 'refused-update',
  mechanism: 'refused',
  severities: ['hazard', 'caution'],
  summary:
    'A change that the service or CloudFormation refuses, though the specification calls it an update; a caution where more than the templates say decides it.',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html',
  check: (context) =>
    changesOf(context)
      // What is replaced is created with the new value, and nothing is left to refuse.
      .filter(isUpdate)
      .flatMap(({ stack, change }) => [...refused(stack, change), ...limited(stack, change)]),
};
