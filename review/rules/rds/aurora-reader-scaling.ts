import { Assembly, Rule, RuleContext, RuleFinding } from '../../model';
import { before, changesOfType, describe, numberOf, Placed, resolve, resourcesOf, valueAt } from '../support';

const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';
const INSTANCE = 'AWS::RDS::DBInstance';
const READERS = 'rds:cluster:ReadReplicaCount';

const countsReaders = (properties: unknown) => valueAt(properties, 'ScalableDimension') === READERS;

/** The instances of the cluster that a target scales, as far as the template has them. */
function instancesOf(assembly: Assembly, target: Placed): Placed[] {
  const cluster = resolve(assembly, target.stack, valueAt(target.resource.Properties, 'ResourceId'));
  if (!cluster) return [];
  return resourcesOf(assembly, INSTANCE).filter((instance) => {
    const of = resolve(assembly, instance.stack, valueAt(instance.resource.Properties, 'DBClusterIdentifier'));
    return of?.stack.id === cluster.stack.id && of.logicalId === cluster.logicalId;
  });
}

function unscaled(assembly: Assembly): RuleFinding[] {
  return resourcesOf(assembly, TARGET)
    .filter(({ resource }) => countsReaders(resource.Properties))
    .flatMap((target): RuleFinding[] => {
      const instances = instancesOf(assembly, target);
      const serverless = instances.find(
        ({ resource }) => valueAt(resource.Properties, 'DBInstanceClass') === 'db.serverless',
      );
      if (serverless) {
        const message = `${TARGET} ${target.logicalId} cannot be relied on: ${serverless.logicalId} of its cluster is serverless, and Aurora does not support to scale the number of serverless readers`;
        const remedy =
          'Give the cluster a number of serverless readers, which grow each for itself, or instances of a class.';
        return [{ severity: 'caution', stack: target.stack.id, logicalId: target.logicalId, message, remedy }];
      }
      if (instances.length !== 1 || numberOf(valueAt(target.resource.Properties, 'MinCapacity')) !== 0) return [];
      const message = `${TARGET} ${target.logicalId} never scales: its cluster has the writer alone and its minimum is 0, and without a reader there is no metric`;
      const remedy = 'Put one reader into the template, and raise MinCapacity to 1: it counts readers, not the writer.';
      return [{ severity: 'caution', stack: target.stack.id, logicalId: target.logicalId, message, remedy }];
    });
}

function left(context: RuleContext): RuleFinding[] {
  return changesOfType(context, TARGET)
    .filter((located) => located.change.action === 'destroy' && countsReaders(before(context, located)?.Properties))
    .filter((located) => {
      const [most, least] = ['MaxCapacity', 'MinCapacity'].map((name) =>
        numberOf(valueAt(before(context, located)?.Properties, name)),
      );
      return most === undefined || most !== least;
    })
    .map(({ stack, change }) => ({
      severity: 'caution',
      stack,
      logicalId: change.logicalId,
      message: `${describe(change)} goes: readers that autoscaling has made stay, in no template, and keep their cluster from being deleted`,
      remedy:
        'First lower MaxCapacity to MinCapacity, in a step of its own, and wait until its readers are gone; or delete them by hand: they are called application-autoscaling-….',
    }));
}

export const auroraReaderScaling: Rule = {
  id: 'aurora-reader-scaling',
  mechanism: 'delayed',
  severities: ['caution'],
  summary:
    'Readers of an Aurora cluster are to scale in number and may not: serverless ones, or none to measure. Or their scaling ends, and those that it made stay.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Integrating.AutoScaling.html',
  check: (context) => [...unscaled(context.to), ...left(context)],
};
