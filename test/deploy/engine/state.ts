/**
 * Everything that the simulated cloud remembers, as plain data: a copy is `structuredClone`, and a
 * stage's state can be kept and started from again.
 */

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** A thing that exists in an account, whether or not a stack still owns it. */
export interface PhysicalResource {
  readonly uid: string;
  readonly type: string;
  readonly account: string;
  readonly region: string;
  /** What `Ref` returns and what CloudFormation calls the physical ID. */
  readonly physicalId: string;
  readonly attributes: Record<string, Json>;
  /** As last sent to the service: every function evaluated. */
  properties: JsonObject;
  /** The tags of the stack, which CloudFormation adds to what can be tagged. */
  stackTags?: Record<string, string>;
  /** How often it was updated in place, where each update makes a version (launch templates). */
  revision?: number;
  /** Rows, items or objects: planted by a test, lost with the resource. */
  marker?: string;
  /** The stack that manages it; absent once it was retained or left behind. */
  owner?: { stackId: string; logicalId: string };
  /** How the resource came to have no owner. */
  orphaned?: string;
}

export interface StackResource {
  readonly logicalId: string;
  readonly type: string;
  /** The physical resource; it changes when the resource is replaced. */
  uid: string;
  status: string;
  reason?: string;
  timestamp: number;
}

export interface StackEvent {
  readonly id: string;
  readonly stackId: string;
  readonly stackName: string;
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly timestamp: number;
  readonly operationId: string;
}

export interface StackOutput {
  readonly key: string;
  readonly value: string;
  readonly description?: string;
  readonly exportName?: string;
}

export interface ParameterValue {
  /** As given by the caller. */
  readonly value: string;
  /** What an SSM parameter type stood for when the stack was last deployed. */
  readonly resolved?: string;
}

/** Why a resource is in a change set, in CloudFormation's own terms. */
export interface ChangeDetail {
  readonly attribute: 'Properties' | 'Metadata' | 'Tags' | 'DeletionPolicy' | 'UpdateReplacePolicy' | 'UpdatePolicy';
  readonly name?: string;
  readonly recreation?: 'Never' | 'Conditionally' | 'Always';
  readonly evaluation: 'Static' | 'Dynamic';
  readonly source:
    'DirectModification' | 'ResourceReference' | 'ResourceAttribute' | 'ParameterReference' | 'Automatic';
  readonly causingEntity?: string;
  readonly before?: string;
  readonly after?: string;
}

export interface ResourceChange {
  readonly logicalId: string;
  readonly type: string;
  readonly action: 'Add' | 'Modify' | 'Remove';
  readonly physicalId?: string;
  readonly replacement?: 'True' | 'False' | 'Conditional';
  readonly policyAction?: string;
  readonly details: ChangeDetail[];
  /** The nested stack's own change set. */
  changeSetId?: string;
}

export interface ValidationProblem {
  readonly logicalId: string;
  readonly type: string;
  readonly path: string;
  readonly message: string;
}

/** What a caller asks for with CreateChangeSet, CreateStack or UpdateStack. */
export interface StackRequest {
  readonly templateBody: string;
  readonly parameters: Record<string, string>;
  /** Parameters that keep the value they have. */
  readonly previousParameters?: string[];
  readonly tags: Record<string, string>;
  readonly notificationArns: string[];
  readonly roleArn?: string;
  readonly disableRollback?: boolean;
}

export interface ChangeSet {
  readonly id: string;
  readonly name: string;
  readonly kind: 'CREATE' | 'UPDATE' | 'IMPORT';
  readonly request: StackRequest;
  readonly description?: string;
  readonly created: number;
  status: 'CREATE_COMPLETE' | 'FAILED';
  reason?: string;
  executionStatus: 'AVAILABLE' | 'UNAVAILABLE' | 'EXECUTE_COMPLETE' | 'EXECUTE_FAILED';
  changes: ResourceChange[];
  problems: ValidationProblem[];
  readonly rootId?: string;
}

export interface StackState {
  readonly id: string;
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly created: number;
  readonly parent?: { stackId: string; rootId: string; logicalId: string };
  status: string;
  reason?: string;
  updated?: number;
  deleted?: number;
  description?: string;
  templateBody: string;
  parameters: Record<string, ParameterValue>;
  tags: Record<string, string>;
  notificationArns: string[];
  roleArn?: string;
  terminationProtection: boolean;
  outputs: StackOutput[];
  /** Names of the exports that the stack's last deployment imported. */
  imports: string[];
  resources: Record<string, StackResource>;
  changeSets: Record<string, ChangeSet>;
  events: StackEvent[];
  /** What is left to undo after a failure without rollback, or a rollback that failed. */
  pending?: PendingRollback;
}

/** One step that was taken and can be undone. */
export interface JournalEntry {
  readonly kind: 'created' | 'updated' | 'replaced';
  readonly stackId: string;
  readonly logicalId: string;
  readonly uid: string;
  /** For an update the properties before; for a replacement the resource before. */
  readonly before?: { properties: JsonObject; uid: string };
}

/** Something to delete once everything else has succeeded. */
export interface Cleanup {
  readonly stackId: string;
  readonly logicalId: string;
  readonly uid: string;
  readonly policy: string;
}

export interface PendingRollback {
  readonly journal: JournalEntry[];
  /** What a later success has to delete. */
  readonly cleanups: Cleanup[];
  readonly before: Record<string, SavedStack>;
  readonly creating: boolean;
}

/** What a stack goes back to when its update is rolled back. */
export interface SavedStack {
  readonly templateBody: string;
  readonly parameters: Record<string, ParameterValue>;
  readonly tags: Record<string, string>;
  readonly outputs: StackOutput[];
  readonly imports: string[];
  readonly description?: string;
  readonly resources: Record<string, StackResource>;
}

export interface StoredObject {
  readonly size: number;
  readonly etag: string;
  readonly modified: number;
  /** Kept where it may be read again (templates); other assets are known by their size and hash alone. */
  readonly body?: string;
}

export interface State {
  /** Milliseconds; every event takes at least one, so that their order is their time. */
  clock: number;
  sequence: number;
  stacks: Record<string, StackState>;
  resources: Record<string, PhysicalResource>;
  /** By bucket, then key. */
  objects: Record<string, Record<string, StoredObject>>;
  /** SSM parameters and secrets that no stack made, for look-ups. */
  ssm: Record<string, string>;
}

export function emptyState(): State {
  return { clock: 0, sequence: 0, stacks: {}, resources: {}, objects: {}, ssm: {} };
}

/** Where a request goes: read from its signature. */
export interface Scope {
  readonly account: string;
  readonly region: string;
}

/** A time that is now, and later than every time before. */
export function tick(state: State): number {
  state.clock = Math.max(state.clock + 1, Date.now());
  return state.clock;
}

/** Ids are counted, not drawn, so that two equal runs give equal ids. */
export function nextId(state: State): number {
  state.sequence += 1;
  return state.sequence;
}
