import { ServiceRule, World } from '../services/rule';
import { mentions } from './deep';
import { validationError } from './errors';
import { attributeOf } from './identity';
import { Behaviours } from './replacement';
import { JsonObject, nextId, PhysicalResource, Scope, StackEvent, StackState, State, tick } from './state';

/** A failure that a test asks for: the next `times` creations or updates of a resource fail. */
export interface Fault {
  /** The stack's name, or `parent/logicalId` of a nested one. */
  readonly stack: string;
  readonly logicalId: string;
  times: number;
  readonly message?: string;
}

export interface CloudOptions {
  readonly behaviours: Behaviours;
  readonly rules: readonly ServiceRule[];
  /** What an update in place takes from what a resource holds. */
  readonly shedBy: (type: string, before: JsonObject, after: JsonObject) => string | undefined;
}

/** One resource's fate in one operation, for tables and comparisons. */
export interface LogEntry {
  /** The stack's name, or `parent/logicalId` of a nested one. */
  readonly stack: string;
  readonly account: string;
  readonly region: string;
  readonly logicalId: string;
  readonly type: string;
  readonly action: 'create' | 'update' | 'replace' | 'delete' | 'retain' | 'delete-failed';
  readonly physicalId: string;
  readonly previousPhysicalId?: string;
  readonly properties?: readonly string[];
  /** What the resource held before an update in place, and holds no longer. */
  readonly shed?: string;
  /** The step was taken while undoing a failed operation. */
  readonly rollback?: boolean;
}

/** The simulated cloud: its state, and questions about it. */
export class Cloud {
  state: State;
  readonly faults: Fault[] = [];
  readonly log: LogEntry[] = [];

  constructor(
    state: State,
    readonly options: CloudOptions,
  ) {
    this.state = state;
  }

  stacks(scope: Scope): StackState[] {
    return Object.values(this.state.stacks).filter((s) => s.account === scope.account && s.region === scope.region);
  }

  /** A stack by name, or by ID even after it was deleted. */
  findStack(scope: Scope, nameOrId: string): StackState | undefined {
    if (nameOrId.startsWith('arn:')) return this.state.stacks[nameOrId];
    return this.stacks(scope).find((stack) => stack.name === nameOrId && stack.status !== 'DELETE_COMPLETE');
  }

  stack(scope: Scope, nameOrId: string): StackState {
    const stack = this.findStack(scope, nameOrId);
    if (stack === undefined) throw validationError(`Stack with id ${nameOrId} does not exist`);
    return stack;
  }

  newStack(scope: Scope, name: string, parent?: StackState['parent']): StackState {
    const serial = String(nextId(this.state)).padStart(12, '0');
    const id = `arn:aws:cloudformation:${scope.region}:${scope.account}:stack/${name}/00000000-0000-0000-0000-${serial}`;
    const stack: StackState = {
      id,
      name,
      account: scope.account,
      region: scope.region,
      created: tick(this.state),
      ...(parent !== undefined && { parent }),
      status: 'REVIEW_IN_PROGRESS',
      templateBody: '',
      parameters: {},
      tags: {},
      notificationArns: [],
      terminationProtection: false,
      outputs: [],
      imports: [],
      resources: {},
      changeSets: {},
      events: [],
    };
    this.state.stacks[id] = stack;
    return stack;
  }

  /** A stack's name; for a nested stack its parent's and its logical ID there, as long as it lives. */
  pathOf(stack: StackState): string {
    const parent = stack.parent === undefined ? undefined : this.state.stacks[stack.parent.stackId];
    return parent === undefined ? stack.name : `${this.pathOf(parent)}/${stack.parent!.logicalId}`;
  }

  emit(
    stack: StackState,
    event: Pick<StackEvent, 'logicalId' | 'physicalId' | 'type' | 'status' | 'reason' | 'operationId'>,
  ): void {
    const timestamp = tick(this.state);
    const id = `${event.logicalId}-${nextId(this.state)}`;
    stack.events.push({ id, stackId: stack.id, stackName: stack.name, timestamp, ...event });
  }

  /** Moves a stack to a status, with the event that says so. */
  setStatus(stack: StackState, status: string, operationId: string, reason?: string): void {
    stack.status = status;
    stack.reason = reason;
    this.emit(stack, {
      logicalId: stack.name,
      physicalId: stack.id,
      type: 'AWS::CloudFormation::Stack',
      status,
      reason,
      operationId,
    });
  }

  /** Exported values of an account and Region, with who exports them. */
  exports(scope: Scope): { name: string; value: string; stack: StackState }[] {
    return this.stacks(scope)
      .filter((stack) => stack.status !== 'DELETE_COMPLETE')
      .flatMap((stack) =>
        stack.outputs
          .filter((output) => output.exportName !== undefined)
          .map((output) => ({ name: output.exportName!, value: output.value, stack })),
      );
  }

  importers(scope: Scope, exportName: string): StackState[] {
    return this.stacks(scope).filter(
      (stack) => stack.status !== 'DELETE_COMPLETE' && stack.imports.includes(exportName),
    );
  }

  /** The value of an SSM parameter: one that a stack made, or one that was put there. */
  ssmParameter(scope: Scope, name: string): string | undefined {
    const made = Object.values(this.state.resources).find(
      (resource) =>
        resource.type === 'AWS::SSM::Parameter' &&
        resource.account === scope.account &&
        resource.region === scope.region &&
        resource.physicalId === name,
    );
    return made === undefined
      ? this.state.ssm[`${scope.account}/${scope.region}${name}`]
      : String(made.properties['Value']);
  }

  world(scope: Scope, shortlyBefore: World['shortlyBefore'] = () => undefined): World {
    const all = () => Object.values(this.state.resources).filter((resource) => resource.account === scope.account);
    return {
      existing: (types, region) =>
        all().filter((r) => types.includes(r.type) && (region === undefined || r.region === region)),
      find: (types, reference) =>
        typeof reference === 'string'
          ? all().find((r) => types.includes(r.type) && identifiers(r).includes(reference))
          : undefined,
      users: (resource, types) =>
        all().filter(
          (candidate) =>
            candidate.uid !== resource.uid &&
            types.includes(candidate.type) &&
            identifiers(resource).some((id) => mentions(candidate.properties, id)),
        ),
      hasObject: (bucket, key) => {
        const objects = this.state.objects[bucket] ?? {};
        return key === undefined ? Object.keys(objects).length > 0 : objects[key] !== undefined;
      },
      shortlyBefore,
      stackOf: (resource) => (resource.owner === undefined ? undefined : this.state.stacks[resource.owner.stackId]),
    };
  }
}

/** The texts by which others refer to a resource. */
export function identifiers(resource: PhysicalResource): string[] {
  const arn = attributeOf(resource, 'Arn');
  const name = resource.attributes['name'];
  return [
    ...new Set([
      resource.physicalId,
      ...(typeof arn === 'string' ? [arn] : []),
      ...(typeof name === 'string' ? [name] : []),
    ]),
  ];
}
