import { Resource, Rule } from '../../model';
import { before, changesOf, condition, describe, typeChanged } from '../support';

function fate(resource: Resource | undefined): string {
  return resource?.DeletionPolicy === 'Snapshot'
    ? 'only a last snapshot stays (DeletionPolicy Snapshot)'
    : `its data goes with it (DeletionPolicy ${resource?.DeletionPolicy ?? 'unset'})`;
}

export const durableDestroyed: Rule = {
  id: 'durable-destroyed',
  mechanism: 'lost',
  severities: ['hazard'],
  summary: 'A resource that holds data is deleted.',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html',
  check: (context) =>
    changesOf(context)
      .filter(({ change }) => change.durability === 'durable' && change.action === 'destroy' && !typeChanged(change))
      .map((located) => ({
        severity: 'hazard',
        stack: located.stack,
        logicalId: located.change.logicalId,
        message: `${describe(located.change)} is deleted${condition(located.change)}: the target template no longer has it; ${fate(before(context, located))}`,
        remedy:
          'Keep the resource in the template. If it must go, retain it first (RemovalPolicy.RETAIN, deployed), and delete it by hand when its data is safe elsewhere.',
      })),
};
