import { Apply, deletionPolicy } from './apply';
import { Cloud } from './cloud';
import { AwsError, StepFailed, validationError } from './errors';
import { Progress } from './progress';
import { NESTED_STACK } from './spec';
import { Cleanup, nextId, StackRequest, StackState, tick } from './state';
import { Steps } from './steps';
import { creationOrder, dependencies, parseTemplate } from './template';
import { undo } from './undo';
import { checkTemplate, checkTypeChanges } from './validate-template';

/** States in which an update may start. */
export const UPDATABLE = [
  'CREATE_COMPLETE',
  'UPDATE_COMPLETE',
  'UPDATE_ROLLBACK_COMPLETE',
  'IMPORT_COMPLETE',
  'CREATE_FAILED',
  'UPDATE_FAILED',
];

/** Checks that need no deployment; a bad template is refused before anything is made. */
export function precheck(stack: StackState, request: StackRequest): void {
  const template = parseTemplate(request.templateBody);
  checkTemplate(template);
  checkTypeChanges(stack, template);
}

/** Creates or updates a stack, to the end: CloudFormation takes minutes for what is done here at once. */
export function deploy(cloud: Cloud, stack: StackState, request: StackRequest): void {
  precheck(stack, request);
  const creating = stack.status === 'REVIEW_IN_PROGRESS';
  const verb = creating ? 'CREATE' : 'UPDATE';
  const steps = new Steps(cloud, `op-${nextId(cloud.state)}`);
  const progress: Progress = { journal: [], cleanups: [], before: {} };
  cloud.setStatus(stack, `${verb}_IN_PROGRESS`, steps.operationId, 'User Initiated');
  stack.roleArn = request.roleArn ?? stack.roleArn;
  const apply = new Apply(cloud, steps, progress);
  try {
    apply.run(stack, request);
  } catch (error) {
    if (!(error instanceof StepFailed || error instanceof AwsError)) throw error;
    progress.cleanups.push(...apply.replaced.filter((cleanup) => !progress.cleanups.includes(cleanup)));
    fail(cloud, stack, steps, progress, {
      creating,
      reason: failureReason(error, verb),
      keep: request.disableRollback === true,
    });
    return;
  }
  const earlier = stack.pending?.cleanups ?? [];
  stack.pending = undefined;
  if (!creating) cloud.setStatus(stack, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', steps.operationId);
  cleanUp(cloud, steps, [...earlier, ...progress.cleanups]);
  stack.updated = tick(cloud.state);
  cloud.setStatus(stack, `${verb}_COMPLETE`, steps.operationId);
}

function failureReason(error: StepFailed | AwsError, verb: 'CREATE' | 'UPDATE'): string {
  const logicalId = error instanceof StepFailed ? error.logicalId : undefined;
  if (logicalId === undefined) return error.message;
  return `The following resource(s) failed to ${verb.toLowerCase()}: [${logicalId}].`;
}

function fail(
  cloud: Cloud,
  stack: StackState,
  steps: Steps,
  progress: Progress,
  how: { creating: boolean; reason: string; keep: boolean },
): void {
  // After an earlier failure that was kept, undoing goes back to before that one.
  const earlier = stack.pending;
  stack.pending = {
    journal: [...(earlier?.journal ?? []), ...progress.journal],
    cleanups: [...(earlier?.cleanups ?? []), ...progress.cleanups],
    before: { ...progress.before, ...earlier?.before },
    creating: earlier?.creating ?? how.creating,
  };
  const { reason } = how;
  if (how.keep) {
    cloud.setStatus(stack, how.creating ? 'CREATE_FAILED' : 'UPDATE_FAILED', steps.operationId, reason);
    return;
  }
  rollBack(cloud, stack, `${reason} Rollback requested by user.`);
}

/** Undoes what is pending; also what `RollbackStack` and `ContinueUpdateRollback` do. */
export function rollBack(cloud: Cloud, stack: StackState, reason: string, skip: readonly string[] = []): void {
  const pending = stack.pending;
  if (pending === undefined) throw validationError(`Stack [${stack.name}] has nothing to roll back`);
  const prefix = pending.creating ? 'ROLLBACK' : 'UPDATE_ROLLBACK';
  const steps = new Steps(cloud, `op-${nextId(cloud.state)}`, true);
  cloud.setStatus(stack, `${prefix}_IN_PROGRESS`, steps.operationId, reason);
  try {
    undo(cloud, steps, pending, skip);
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    cloud.setStatus(stack, `${prefix}_FAILED`, steps.operationId, error.message);
    return;
  }
  stack.pending = undefined;
  if (!pending.creating) cloud.setStatus(stack, 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', steps.operationId);
  cloud.setStatus(stack, `${prefix}_COMPLETE`, steps.operationId);
}

/**
 * Deletes what was replaced or removed, last made first. A service that refuses does not fail the update:
 * the resource is left behind, outside the stack.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html#troubleshooting-errors-update-rollback-failed
 */
function cleanUp(cloud: Cloud, steps: Steps, cleanups: Cleanup[]): void {
  for (const { stackId, logicalId, uid, policy } of [...cleanups].reverse()) {
    const stack = cloud.state.stacks[stackId];
    const resource = cloud.state.resources[uid];
    if (resource === undefined || stack === undefined) continue;
    const replacedBy = stack.resources[logicalId];
    if (resource.type === NESTED_STACK && policy === 'Delete') {
      deleteNested(cloud, steps, stack, logicalId, uid);
    } else if (!steps.remove(stack, resource, logicalId, policy)) {
      steps.orphan(resource, 'its deletion failed');
    }
    if (replacedBy?.uid === uid) delete stack.resources[logicalId];
  }
}

function deleteNested(cloud: Cloud, steps: Steps, parent: StackState, logicalId: string, uid: string): boolean {
  const resource = cloud.state.resources[uid]!;
  const nested = cloud.state.stacks[resource.physicalId]!;
  steps.event(parent, logicalId, resource.type, nested.id, 'DELETE_IN_PROGRESS');
  const failed = tearDown(cloud, steps, nested);
  if (failed.length > 0) {
    steps.event(parent, logicalId, resource.type, nested.id, 'DELETE_FAILED', nested.reason);
    return false;
  }
  delete cloud.state.resources[uid];
  steps.event(parent, logicalId, resource.type, nested.id, 'DELETE_COMPLETE');
  return true;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-protect-stacks.html */
export function deleteStack(cloud: Cloud, stack: StackState): void {
  if (stack.terminationProtection) {
    throw validationError(`Stack [${stack.name}] cannot be deleted while TerminationProtection is enabled`);
  }
  tearDown(cloud, new Steps(cloud, `op-${nextId(cloud.state)}`), stack);
}

/** Deletes a stack's resources in reverse; what could not be deleted, and what it needs, stays. */
function tearDown(cloud: Cloud, steps: Steps, stack: StackState): string[] {
  cloud.setStatus(stack, 'DELETE_IN_PROGRESS', steps.operationId, 'User Initiated');
  const inUse = stack.outputs
    .filter((output) => output.exportName !== undefined)
    .map((output) => ({ output, users: cloud.importers(stack, output.exportName!).filter((s) => s.id !== stack.id) }))
    .find(({ users }) => users.length > 0);
  if (inUse !== undefined) {
    const users = inUse.users.map((user) => user.name).join(', ');
    const reason = `Export ${inUse.output.exportName} cannot be deleted as it is in use by ${users}`;
    cloud.setStatus(stack, 'DELETE_FAILED', steps.operationId, reason);
    return [inUse.output.exportName!];
  }
  const failed = stack.templateBody === '' ? [] : removeAll(cloud, steps, stack);
  if (failed.length > 0) {
    const reason = `The following resource(s) failed to delete: [${failed.join(', ')}]. `;
    cloud.setStatus(stack, 'DELETE_FAILED', steps.operationId, reason);
    return failed;
  }
  stack.deleted = tick(cloud.state);
  Object.assign(stack, { outputs: [], imports: [], changeSets: {}, pending: undefined });
  cloud.setStatus(stack, 'DELETE_COMPLETE', steps.operationId);
  return [];
}

function removeAll(cloud: Cloud, steps: Steps, stack: StackState): string[] {
  const template = parseTemplate(stack.templateBody);
  const failed: string[] = [];
  const needed = new Set<string>();
  const left = Object.keys(stack.resources).filter((id) => !(id in template.Resources));
  for (const logicalId of [...creationOrder(template).reverse(), ...left]) {
    const tracked = stack.resources[logicalId];
    const resource = tracked === undefined ? undefined : cloud.state.resources[tracked.uid];
    if (tracked === undefined) continue;
    if (resource === undefined) {
      delete stack.resources[logicalId];
      continue;
    }
    const blocked = needed.has(logicalId);
    const nested = resource.type === NESTED_STACK;
    const policy = deletionPolicy(template, logicalId);
    const gone =
      !blocked &&
      (nested
        ? deleteNested(cloud, steps, stack, logicalId, tracked.uid)
        : steps.remove(stack, resource, logicalId, policy));
    if (gone) delete stack.resources[logicalId];
    else {
      if (!blocked) failed.push(logicalId);
      if (logicalId in template.Resources) dependencies(template, logicalId).forEach((id) => needed.add(id));
    }
  }
  return failed;
}
