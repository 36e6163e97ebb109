import { Json, JsonObject, PhysicalResource, Scope, StackState } from '../engine/state';

/** One step that CloudFormation asks of a service. */
export interface Step {
  readonly action: 'create' | 'update' | 'delete';
  readonly type: string;
  readonly logicalId: string;
  readonly scope: Scope;
  /** The resource as it is; absent before a creation. */
  readonly resource?: PhysicalResource;
  /** As it was; empty for a creation. */
  readonly before: JsonObject;
  /** As it shall be; empty for a deletion. */
  readonly after: JsonObject;
  /** Top-level properties that differ. */
  readonly changed: readonly string[];
}

/** What a service can see of the account when it decides. */
export interface World {
  /** Everything that exists in the step's account, of the types named; all Regions unless one is given. */
  existing(types: readonly string[], region?: string): PhysicalResource[];
  /** The existing resource that a value refers to: by its physical ID, ARN or name. */
  find(types: readonly string[], reference: Json | undefined): PhysicalResource | undefined;
  /** Other resources of the types named whose properties mention this one. */
  users(resource: PhysicalResource, types: readonly string[]): PhysicalResource[];
  /** Whether a bucket holds the object, or, without a key, anything at all. */
  hasObject(bucket: string, key?: string): boolean;
  /**
   * What a resource was when the running operation began, if the operation has updated it. CloudFormation works on
   * resources that do not depend on each other at the same time, so one may still meet what the other lets go of.
   */
  shortlyBefore(resource: PhysicalResource): JsonObject | undefined;
  stackOf(resource: PhysicalResource): StackState | undefined;
}

/** A behaviour of one service that makes a step fail; one sentence of its documentation each. */
export interface ServiceRule {
  readonly id: string;
  readonly types: readonly string[];
  readonly on: readonly Step['action'][];
  /** Where the behaviour is documented. */
  readonly source: string;
  /** The service's message where it refuses, undefined where it agrees. */
  refuse(step: Step, world: World): string | undefined;
}
