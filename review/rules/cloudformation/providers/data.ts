import { numberOf, references, show } from '../../support';
import {
  caution,
  CustomResourceEvent,
  hazard,
  isChanged,
  isNew,
  isOn,
  nameOf,
  nothingToTell,
  Outcome,
  Provider,
} from './provider';

const HANDLERS = 'custom-resource-handlers/dist';

const days = (value: unknown): number => numberOf(value) ?? Number.POSITIVE_INFINITY;

/** What its log group loses by a shorter retention; none means for ever. */
function shortened(event: CustomResourceEvent, from: unknown): Outcome[] {
  const { young } = event;
  if (!(days(young.RetentionInDays) < days(from)) || isNew(event, young.LogGroupName)) return [];
  // What a group that was there had before is not in the template.
  const judged = event.request === 'create' ? caution : hazard;
  return [
    judged(
      `has the log group ${nameOf(young.LogGroupName)} keep events for ${show(young.RetentionInDays)} days (before: ${event.request === 'create' ? 'as the group was made, by default for ever' : show(from)}): CloudWatch deletes older ones within 72 hours`,
      'Export the events that are still needed first, or keep the longer retention.',
    ),
  ];
}

function deletedGroup(event: CustomResourceEvent, why: string): Outcome[] {
  const { RemovalPolicy, LogGroupName } = event.old;
  if (RemovalPolicy !== 'destroy') return [];
  return [
    caution(
      `${why}, and its RemovalPolicy is destroy: its handler deletes the log group ${nameOf(LogGroupName)} with its events`,
      'First deploy another removal policy alone, where the events are still needed.',
    ),
  ];
}

function retained(event: CustomResourceEvent): Outcome[] {
  if (event.request === 'create') return shortened(event, undefined);
  if (event.request === 'delete') return deletedGroup(event, 'is deleted');
  if (!isChanged(event, 'LogGroupName')) return shortened(event, event.old.RetentionInDays);
  // Its physical ID is the name of the group.
  return deletedGroup(event, `goes to the log group ${nameOf(event.young.LogGroupName)}`);
}

function replicated(event: CustomResourceEvent): Outcome[] {
  const { request, old, young } = event;
  const moved = isChanged(event, 'Region') || isChanged(event, 'TableName');
  if (request === 'create' || (request === 'update' && !moved) || isOn(old.SkipReplicaDeletion, false)) return [];
  const goes =
    request === 'delete'
      ? 'is deleted'
      : `goes from ${nameOf(old.TableName)} in ${nameOf(old.Region)} to ${nameOf(young.TableName)} in ${nameOf(young.Region)}`;
  return [
    hazard(
      `${goes}: its handler deletes the replica of the table ${nameOf(old.TableName)} in ${nameOf(old.Region)}, with its items`,
      'Keep the replica while anybody reads or writes there. To leave it behind, deploy `SkipReplicaDeletion: true` first (a removal policy of RETAIN for replicas).',
    ),
  ];
}

/** The index is made anew under the same name; a table's data stays. */
function partitioned(event: CustomResourceEvent): Outcome[] {
  if (event.request === 'create' || (event.request === 'update' && !isChanged(event, 'Keys'))) return [];
  const target = nameOf(event.old.TableName);
  if (event.request === 'delete' && references(event.old.TableName).size > 0) return [];
  return [
    caution(
      `deletes the partition index ${nameOf(event.old.IndexName)} of the table ${target}${event.request === 'update' ? ' and builds it anew by its new keys' : ''}: queries that go by it read every partition meanwhile`,
      'Make the new index under another name first, and take the old one away in a later step.',
    ),
  ];
}

export const DATA_PROVIDERS: readonly Provider[] = [
  { types: ['Custom::LogRetention'], handler: `${HANDLERS}/aws-logs/log-retention-handler/index.js`, judge: retained },
  {
    types: ['Custom::DynamoDBReplica'],
    handler: `${HANDLERS}/aws-dynamodb/replica-handler/index.js`,
    judge: replicated,
  },
  {
    types: ['Custom::GluePartitionIndex'],
    handler: `${HANDLERS}/aws-glue/partition-index-handler/index.js`,
    judge: partitioned,
  },
  // It deletes the function and layers that a canary left, when the canary goes.
  {
    types: ['Custom::SyntheticsAutoDeleteUnderlyingResources'],
    handler: `${HANDLERS}/aws-synthetics/auto-delete-underlying-resources-handler/index.js`,
    judge: nothingToTell,
  },
];
