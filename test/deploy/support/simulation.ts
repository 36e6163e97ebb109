import { createChangeSet, executeChangeSet } from '../engine/changesets';
import { Cloud, LogEntry } from '../engine/cloud';
import { deleteStack } from '../engine/operation';
import { ChangeSet, emptyState, PhysicalResource, Scope, StackEvent, StackState, State } from '../engine/state';
import { SERVICE_RULES } from '../services';
import { factsOfChange, shedBy } from '../services/facts';
import { HOME } from './assembly';

export interface Deployed {
  readonly stack: StackState;
  readonly set: ChangeSet;
  /** The stack's status after the deployment, or the change set's when it was not executed. */
  readonly status: string;
  readonly log: LogEntry[];
  readonly events: StackEvent[];
}

export interface DeployOptions {
  readonly scope?: Scope;
  readonly parameters?: Record<string, string>;
  readonly tags?: Record<string, string>;
  readonly disableRollback?: boolean;
}

/** The simulated cloud without HTTP and without the CLI, for tests of its behaviour. */
export class Simulation {
  readonly cloud: Cloud;

  /** @param state where to start; it is worked on, not on a copy of it */
  constructor(state: State = emptyState()) {
    this.cloud = new Cloud(state, {
      behaviours: factsOfChange,
      rules: SERVICE_RULES,
      shedBy,
    });
  }

  deploy(name: string, template: object, options: DeployOptions = {}): Deployed {
    const scope = options.scope ?? HOME;
    const known = this.cloud.findStack(scope, name);
    const stack = known ?? this.cloud.newStack(scope, name);
    const [logged, seen] = [this.cloud.log.length, stack.events.length];
    const request = {
      templateBody: JSON.stringify(template),
      parameters: options.parameters ?? {},
      tags: options.tags ?? {},
      notificationArns: [],
    };
    const set = createChangeSet(this.cloud, stack, {
      name: 'test',
      kind: known === undefined ? 'CREATE' : 'UPDATE',
      request,
    });
    if (set.status === 'CREATE_COMPLETE') executeChangeSet(this.cloud, stack, set, options.disableRollback === true);
    return {
      stack,
      set,
      status: set.status === 'FAILED' ? 'FAILED' : stack.status,
      log: this.cloud.log.slice(logged),
      events: stack.events.slice(seen),
    };
  }

  destroy(name: string, scope: Scope = HOME): StackState {
    const stack = this.cloud.stack(scope, name);
    deleteStack(this.cloud, stack);
    return stack;
  }

  resource(name: string, logicalId: string, scope: Scope = HOME): PhysicalResource {
    const stack = this.cloud.stack(scope, name);
    return this.cloud.state.resources[stack.resources[logicalId]!.uid]!;
  }

  exists(physicalId: string): boolean {
    return Object.values(this.cloud.state.resources).some((resource) => resource.physicalId === physicalId);
  }

  /** Puts data into one resource. */
  fill(name: string, logicalId: string): void {
    this.resource(name, logicalId).marker = 'data';
  }

  /** Puts a template where nested stacks look for theirs. */
  upload(bucket: string, key: string, template: object): string {
    const body = JSON.stringify(template);
    (this.cloud.state.objects[bucket] ??= {})[key] = { size: body.length, etag: '""', modified: 0, body };
    return `https://s3.us-east-1.amazonaws.com/${bucket}/${key}`;
  }
}

/** What happened to which resource, as one line each. */
export function actions(log: LogEntry[]): string[] {
  return log.map((entry) => `${entry.rollback ? 'undo ' : ''}${entry.action} ${entry.logicalId}`);
}
