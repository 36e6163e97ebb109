import { Step } from '../services/rule';
import { Cloud, LogEntry } from './cloud';
import { StepFailed } from './errors';
import { physicalIdOf } from './identity';
import { VERSIONED_TYPES } from './identity-forms';
import { JsonObject, nextId, PhysicalResource, StackResource, StackState, tick } from './state';
import { dependencies, parseTemplate } from './template';
import { propertyProblems } from './validate-properties';

/** One resource at a time: what CloudFormation asks a service to do, and how the service answers. */
export class Steps {
  /** What resources were before this operation updated them. */
  private readonly earlier = new Map<string, JsonObject>();

  constructor(
    private readonly cloud: Cloud,
    readonly operationId: string,
    /** Undoing a failed operation: no faults are injected, and the log says so. */
    public rollingBack = false,
  ) {}

  create(stack: StackState, logicalId: string, type: string, properties: JsonObject): PhysicalResource {
    this.event(stack, logicalId, type, '', 'CREATE_IN_PROGRESS');
    try {
      this.injected(stack, logicalId);
      const resource = this.make(stack, logicalId, type, properties);
      this.event(stack, logicalId, type, resource.physicalId, 'CREATE_IN_PROGRESS', 'Resource creation Initiated');
      this.track(stack, resource, logicalId, 'CREATE_COMPLETE');
      this.event(stack, logicalId, type, resource.physicalId, 'CREATE_COMPLETE');
      this.note(stack, resource, logicalId, { action: 'create' });
      return resource;
    } catch (error) {
      throw this.failed(stack, logicalId, type, '', 'CREATE_FAILED', error);
    }
  }

  update(
    stack: StackState,
    resource: PhysicalResource,
    logicalId: string,
    after: JsonObject,
    changed: string[],
    refused?: string,
  ): void {
    const { type, physicalId } = resource;
    this.event(stack, logicalId, type, physicalId, 'UPDATE_IN_PROGRESS');
    try {
      this.injected(stack, logicalId);
      if (refused !== undefined) throw new StepFailed(refusal(refused, 'documented-change'));
      this.validate(type, logicalId, after);
      this.ask(stack, { action: 'update', type, logicalId, resource, before: resource.properties, after, changed });
      if (!this.earlier.has(resource.uid)) this.earlier.set(resource.uid, resource.properties);
      const shed = this.cloud.options.shedBy(type, resource.properties, after);
      resource.properties = after;
      if (VERSIONED_TYPES.includes(type)) resource.revision = (resource.revision ?? 0) + 1;
      this.track(stack, resource, logicalId, 'UPDATE_COMPLETE');
      this.event(stack, logicalId, type, physicalId, 'UPDATE_COMPLETE');
      this.note(stack, resource, logicalId, {
        action: 'update',
        properties: changed,
        ...(shed !== undefined && { shed }),
      });
    } catch (error) {
      throw this.failed(stack, logicalId, type, physicalId, 'UPDATE_FAILED', error);
    }
  }

  /** Makes the new one; the old one is deleted after everything else has succeeded. */
  replace(
    stack: StackState,
    old: PhysicalResource,
    logicalId: string,
    after: JsonObject,
    changed: string[],
  ): PhysicalResource {
    const { type, physicalId } = old;
    this.event(
      stack,
      logicalId,
      type,
      physicalId,
      'UPDATE_IN_PROGRESS',
      'Requested update requires the creation of a new physical resource; hence creating one.',
    );
    try {
      this.injected(stack, logicalId);
      const resource = this.make(stack, logicalId, type, after);
      this.event(stack, logicalId, type, resource.physicalId, 'UPDATE_IN_PROGRESS', 'Resource creation Initiated');
      this.track(stack, resource, logicalId, 'UPDATE_COMPLETE');
      this.event(stack, logicalId, type, resource.physicalId, 'UPDATE_COMPLETE');
      this.note(stack, resource, logicalId, { action: 'replace', previousPhysicalId: physicalId, properties: changed });
      return resource;
    } catch (error) {
      throw this.failed(stack, logicalId, type, physicalId, 'UPDATE_FAILED', error);
    }
  }

  /** Deletes, or leaves alone, as the policy says. False where the service refused. */
  remove(stack: StackState, resource: PhysicalResource, logicalId: string, policy: string): boolean {
    const { type, physicalId } = resource;
    if (policy === 'Retain' || policy === 'RetainExceptOnCreate') {
      this.orphan(resource, `kept by its ${policy} policy`);
      this.event(stack, logicalId, type, physicalId, 'DELETE_SKIPPED');
      this.note(stack, resource, logicalId, { action: 'retain' });
      return true;
    }
    this.event(stack, logicalId, type, physicalId, 'DELETE_IN_PROGRESS');
    try {
      this.injected(stack, logicalId);
      this.ask(stack, {
        action: 'delete',
        type,
        logicalId,
        resource,
        before: resource.properties,
        after: {},
        changed: [],
      });
      delete this.cloud.state.resources[resource.uid];
      this.event(stack, logicalId, type, physicalId, 'DELETE_COMPLETE');
      this.note(stack, resource, logicalId, { action: 'delete' });
      return true;
    } catch (error) {
      this.failed(stack, logicalId, type, physicalId, 'DELETE_FAILED', error);
      this.note(stack, resource, logicalId, { action: 'delete-failed' });
      return false;
    }
  }

  orphan(resource: PhysicalResource, why: string): void {
    resource.owner = undefined;
    resource.orphaned = why;
  }

  event(stack: StackState, logicalId: string, type: string, physicalId: string, status: string, reason?: string): void {
    this.cloud.emit(stack, { logicalId, physicalId, type, status, reason, operationId: this.operationId });
    const tracked = stack.resources[logicalId];
    if (tracked !== undefined) Object.assign(tracked, { status, reason, timestamp: this.cloud.state.clock });
  }

  /** Registers the physical resource as the stack's. */
  track(stack: StackState, resource: PhysicalResource, logicalId: string, status: string): void {
    const entry: StackResource = {
      logicalId,
      type: resource.type,
      uid: resource.uid,
      status,
      timestamp: tick(this.cloud.state),
    };
    stack.resources[logicalId] = entry;
  }

  private make(stack: StackState, logicalId: string, type: string, properties: JsonObject): PhysicalResource {
    this.validate(type, logicalId, properties);
    this.ask(stack, {
      action: 'create',
      type,
      logicalId,
      before: {},
      after: properties,
      changed: Object.keys(properties),
    });
    const uid = `r${nextId(this.cloud.state)}`;
    const scope = { account: stack.account, region: stack.region };
    const identity = physicalIdOf({ uid, type, scope, stackName: stack.name, logicalId, properties });
    const resource: PhysicalResource = {
      uid,
      type,
      ...scope,
      ...identity,
      properties,
      owner: { stackId: stack.id, logicalId },
    };
    this.cloud.state.resources[uid] = resource;
    return resource;
  }

  private validate(type: string, logicalId: string, properties: JsonObject): void {
    const problems = propertyProblems(type, properties);
    if (problems.length === 0) return;
    const text = problems.map((problem) => `#${problem.path}: ${problem.message}`).join(', ');
    throw new StepFailed(`Properties validation failed for resource ${logicalId} with message: [${text}]`);
  }

  private ask(stack: StackState, step: Omit<Step, 'scope'>): void {
    const full: Step = { ...step, scope: { account: stack.account, region: stack.region } };
    const world = this.cloud.world(full.scope, ({ uid, owner }) => {
      const finished = owner?.stackId === stack.id && needsOf(stack, step.logicalId).includes(owner.logicalId);
      return finished ? undefined : this.earlier.get(uid);
    });
    for (const rule of this.cloud.options.rules) {
      if (!rule.on.includes(step.action) || !(rule.types.includes(step.type) || rule.types.includes('*'))) continue;
      const message = rule.refuse(full, world);
      if (message !== undefined) throw new StepFailed(refusal(message, rule.id));
    }
  }

  private injected(stack: StackState, logicalId: string): void {
    if (this.rollingBack) return;
    const names = [stack.name, this.cloud.pathOf(stack)];
    const fault = this.cloud.faults.find((f) => names.includes(f.stack) && f.logicalId === logicalId && f.times > 0);
    if (fault === undefined) return;
    fault.times -= 1;
    throw new StepFailed(
      fault.message ??
        'Resource handler returned message: "Injected failure" (RequestToken: simulated, HandlerErrorCode: GeneralServiceException)',
    );
  }

  private failed(
    stack: StackState,
    logicalId: string,
    type: string,
    physicalId: string,
    status: string,
    error: unknown,
  ): StepFailed {
    if (!(error instanceof StepFailed)) throw error;
    this.event(stack, logicalId, type, physicalId, status, error.message);
    error.logicalId ??= logicalId;
    return error;
  }

  private note(
    stack: StackState,
    resource: PhysicalResource,
    logicalId: string,
    entry: Pick<LogEntry, 'action' | 'previousPhysicalId' | 'properties' | 'shed'>,
  ): void {
    this.cloud.log.push({
      stack: this.cloud.pathOf(stack),
      account: stack.account,
      region: stack.region,
      logicalId,
      type: resource.type,
      physicalId: resource.physicalId,
      ...entry,
      ...(this.rollingBack && { rollback: true }),
    });
  }
}

/** What is finished before CloudFormation comes to a resource. */
function needsOf(stack: StackState, logicalId: string): string[] {
  const template = parseTemplate(stack.templateBody);
  return logicalId in template.Resources ? dependencies(template, logicalId) : [];
}

/** How CloudFormation passes on what a service answered; the rule that decided is named at the end. */
function refusal(message: string, rule: string): string {
  return `Resource handler returned message: "${message}" (RequestToken: simulated, HandlerErrorCode: InvalidRequest) [${rule}]`;
}
