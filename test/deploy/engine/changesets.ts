import { Cloud } from './cloud';
import { checkRules } from './conditions';
import { stackContext } from './context';
import { sameValue } from './deep';
import { AwsError, StepFailed, validationError } from './errors';
import { nestedRequest } from './nested';
import { deploy, precheck, UPDATABLE } from './operation';
import { parameterValues } from './parameters';
import { Plan, Planner } from './plan';
import { ChangeSet, JsonObject, nextId, ResourceChange, StackRequest, StackState, tick } from './state';
import { parseTemplate } from './template';

/** Why a change set fails that would change nothing. */
export const NOTHING =
  "The submitted information didn't contain changes. Submit different information to create a change set.";

export interface ChangeSetRequest {
  readonly name: string;
  readonly kind: ChangeSet['kind'];
  readonly description?: string;
  readonly request: StackRequest;
}

/** Plans a change set; a template that cannot be deployed at all is refused, as CreateChangeSet does. */
export function createChangeSet(cloud: Cloud, stack: StackState, asked: ChangeSetRequest): ChangeSet {
  if (asked.kind === 'UPDATE' && !UPDATABLE.includes(stack.status)) {
    throw validationError(`Stack:${stack.id} is in ${stack.status} state and can not be updated.`);
  }
  if (asked.kind === 'CREATE' && stack.status !== 'REVIEW_IN_PROGRESS') {
    throw validationError(
      `Stack [${stack.name}] already exists and cannot be created again with the changeSet [${asked.name}].`,
    );
  }
  precheck(stack, asked.request);
  const set = emptySet(cloud, stack, asked);
  stack.changeSets[set.name] = set;
  try {
    const plan = planFor(cloud, stack, asked.request, set);
    Object.assign(set, plan);
    settle(stack, set);
  } catch (error) {
    if (!(error instanceof StepFailed)) {
      delete stack.changeSets[set.name];
      throw error;
    }
    fail(set, error.message);
  }
  return set;
}

function emptySet(cloud: Cloud, stack: StackState, asked: ChangeSetRequest, rootId?: string): ChangeSet {
  const serial = String(nextId(cloud.state)).padStart(12, '0');
  return {
    id: `arn:aws:cloudformation:${stack.region}:${stack.account}:changeSet/${asked.name}/00000000-0000-0000-0000-${serial}`,
    name: asked.name,
    kind: asked.kind,
    request: asked.request,
    ...(asked.description !== undefined && { description: asked.description }),
    created: tick(cloud.state),
    status: 'CREATE_COMPLETE',
    executionStatus: 'AVAILABLE',
    changes: [],
    problems: [],
    ...(rootId !== undefined && { rootId }),
  };
}

function fail(set: ChangeSet, reason: string): void {
  Object.assign(set, { status: 'FAILED', reason, executionStatus: 'UNAVAILABLE' });
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/validate-stack-deployments.html */
function settle(stack: StackState, set: ChangeSet): void {
  if (set.problems.length > 0) {
    fail(
      set,
      'The following hook(s)/validation failed: [AWS::EarlyValidation::PropertyValidation]. To troubleshoot Early Validation errors, use the DescribeEvents API for detailed failure information.',
    );
  } else if (stack.templateBody !== '' && set.changes.length === 0 && !outputsChange(stack, set)) {
    fail(set, NOTHING);
  }
}

function outputsChange(stack: StackState, set: ChangeSet): boolean {
  const [before, after] = [parseTemplate(stack.templateBody), parseTemplate(set.request.templateBody)];
  return !sameValue(before.Outputs, after.Outputs) || !sameValue(stack.tags, set.request.tags);
}

function planFor(cloud: Cloud, stack: StackState, request: StackRequest, set: ChangeSet): Plan {
  const template = parseTemplate(request.templateBody);
  const parameters = parameterValues(
    template.Parameters,
    request.parameters,
    request.previousParameters ?? [],
    stack.parameters,
    (name) => cloud.ssmParameter(stack, name),
  );
  checkRules(template.Rules, stackContext(cloud, stack, template, parameters));
  const retagged = stack.templateBody !== '' && !sameValue(stack.tags, request.tags);
  const nested = new Map<string, string>();
  const plan = new Planner(cloud, stack, template, parameters, retagged, (logicalId, child, properties) => {
    const inner = nestedChangeSet(cloud, stack, child, properties, set);
    nested.set(logicalId, inner.id);
    return inner.changes;
  }).plan();
  for (const change of plan.changes) {
    const id = nested.get(change.logicalId);
    if (id !== undefined) change.changeSetId = id;
  }
  return plan;
}

/** A nested stack gets a change set of its own, which the parent's refers to. */
function nestedChangeSet(
  cloud: Cloud,
  parent: StackState,
  child: StackState,
  properties: JsonObject,
  root: ChangeSet,
): { id: string; changes: ResourceChange[] } {
  const request = nestedRequest(cloud, parent, properties);
  const name = `${root.name}-${child.parent!.logicalId}`;
  precheck(child, request);
  const set = emptySet(cloud, child, { name, kind: 'UPDATE', request }, root.rootId ?? root.id);
  Object.assign(set, planFor(cloud, child, request, set));
  if (set.problems.length > 0)
    throw new StepFailed(
      `Nested change set ${set.id} was not successfully created: early validation failed: ${set.problems.map((p) => `${p.path}: ${p.message}`).join(', ')}`,
    );
  child.changeSets[name] = set;
  return set;
}

export function findChangeSet(stack: StackState, nameOrId: string): ChangeSet {
  const found = Object.values(stack.changeSets).find((set) => set.name === nameOrId || set.id === nameOrId);
  if (found === undefined) {
    throw new AwsError('ChangeSetNotFound', `ChangeSet [${nameOrId}] does not exist`, 404);
  }
  return found;
}

export function deleteChangeSet(cloud: Cloud, stack: StackState, nameOrId: string): void {
  const found = Object.values(stack.changeSets).find((set) => set.name === nameOrId || set.id === nameOrId);
  if (found === undefined) return;
  delete stack.changeSets[found.name];
  for (const child of Object.values(cloud.state.stacks)) {
    for (const set of Object.values(child.changeSets)) if (set.rootId === found.id) delete child.changeSets[set.name];
  }
}

export function executeChangeSet(cloud: Cloud, stack: StackState, set: ChangeSet, disableRollback: boolean): void {
  if (set.executionStatus !== 'AVAILABLE') {
    throw new AwsError(
      'InvalidChangeSetStatus',
      `ChangeSet [${set.id}] cannot be executed in its current execution status of [${set.executionStatus}]`,
    );
  }
  // Executing one change set discards the stack's others.
  stack.changeSets = {};
  deploy(cloud, stack, { ...set.request, disableRollback });
}
