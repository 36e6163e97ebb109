import { deletionPolicy } from './apply';
import { Cloud } from './cloud';
import { sameValue } from './deep';
import { StepFailed } from './errors';
import { NESTED_STACK } from './spec';
import { JournalEntry, JsonObject, PendingRollback, PhysicalResource, StackState } from './state';
import { Steps } from './steps';
import { parseTemplate } from './template';

/** Takes back what a failed operation did, last step first, and puts the stacks' records back. */
export function undo(cloud: Cloud, steps: Steps, pending: PendingRollback, skip: readonly string[]): void {
  while (pending.journal.length > 0) {
    const entry = pending.journal[pending.journal.length - 1]!;
    const stack = cloud.state.stacks[entry.stackId];
    if (stack !== undefined && !skip.includes(entry.logicalId)) undoOne(cloud, steps, stack, entry, pending);
    pending.journal.pop();
  }
  for (const [id, saved] of Object.entries(pending.before)) {
    const stack = cloud.state.stacks[id];
    if (stack === undefined) continue;
    const created = saved.templateBody === '';
    // A stack whose creation failed keeps its template, so that it can be looked at and deleted.
    Object.assign(stack, created ? { outputs: [], imports: [], resources: {} } : structuredClone(saved));
    if (stack.parent !== undefined && stack.status !== 'DELETE_COMPLETE') {
      cloud.setStatus(stack, created ? 'ROLLBACK_COMPLETE' : 'UPDATE_ROLLBACK_COMPLETE', steps.operationId);
    }
  }
}

/**
 * CloudFormation cannot take these back: the cache keeps the shards that it has.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html
 */
const NOT_ROLLED_BACK: Record<string, readonly string[]> = {
  'AWS::ElastiCache::ReplicationGroup': ['NumNodeGroups', 'NodeGroupConfiguration'],
};

function keptFrom(resource: PhysicalResource): JsonObject {
  const kept = Object.entries(resource.properties).filter(([name]) => NOT_ROLLED_BACK[resource.type]?.includes(name));
  return Object.fromEntries(kept);
}

function undoOne(cloud: Cloud, steps: Steps, stack: StackState, entry: JournalEntry, pending: PendingRollback): void {
  const resource = cloud.state.resources[entry.uid];
  if (resource === undefined) return;
  if (entry.kind === 'updated') {
    const before = { ...entry.before!.properties, ...keptFrom(resource) };
    if (resource.type === NESTED_STACK) resource.properties = before;
    else steps.update(stack, resource, entry.logicalId, before, changedNames(resource.properties, before));
    resource.stackTags = pending.before[stack.id]?.tags ?? resource.stackTags;
    return;
  }
  if (resource.type === NESTED_STACK) {
    delete cloud.state.resources[entry.uid];
    delete stack.resources[entry.logicalId];
    const nested = cloud.state.stacks[resource.physicalId];
    if (nested !== undefined) cloud.setStatus(nested, 'DELETE_COMPLETE', steps.operationId);
    return;
  }
  const declared = deletionPolicy(parseTemplate(stack.templateBody), entry.logicalId);
  // Only `RetainExceptOnCreate` lets go of what the failed operation itself made; `Retain` leaves it behind.
  const policy = declared === 'RetainExceptOnCreate' || declared === 'Snapshot' ? 'Delete' : declared;
  const gone = steps.remove(stack, resource, entry.logicalId, policy);
  if (!gone && pending.creating) {
    throw new StepFailed(`The following resource(s) failed to delete: [${entry.logicalId}]. `);
  }
  if (!gone) steps.orphan(resource, 'its deletion failed');
  if (entry.kind === 'created') delete stack.resources[entry.logicalId];
}

function changedNames(now: JsonObject, then: JsonObject): string[] {
  return [...new Set([...Object.keys(now), ...Object.keys(then)])].filter((name) => !sameValue(now[name], then[name]));
}
