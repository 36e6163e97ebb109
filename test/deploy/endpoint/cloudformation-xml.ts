import { findChangeSet } from '../engine/changesets';
import { Cloud } from '../engine/cloud';
import { NESTED_STACK } from '../engine/spec';
import { ChangeSet, ResourceChange, Scope, StackEvent, StackResource, StackState } from '../engine/state';
import { Fields, isoTime, XmlValue } from './protocol';

/** How CloudFormation describes what it knows. */

function tags(values: Record<string, string>): XmlValue {
  return Object.entries(values).map(([Key, Value]) => ({ Key, Value }));
}

function parameters(stack: Pick<StackState, 'parameters'>): XmlValue {
  return Object.entries(stack.parameters).map(([ParameterKey, { value, resolved }]) => ({
    ParameterKey,
    ParameterValue: value,
    ResolvedValue: resolved,
  }));
}

export function stackXml(stack: StackState): XmlValue {
  return {
    StackId: stack.id,
    StackName: stack.name,
    Description: stack.description,
    Parameters: parameters(stack),
    CreationTime: isoTime(stack.created),
    LastUpdatedTime: stack.updated === undefined ? undefined : isoTime(stack.updated),
    DeletionTime: stack.deleted === undefined ? undefined : isoTime(stack.deleted),
    StackStatus: stack.status,
    StackStatusReason: stack.reason,
    DisableRollback: false,
    NotificationARNs: stack.notificationArns,
    Capabilities: ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM', 'CAPABILITY_AUTO_EXPAND'],
    Outputs: stack.outputs.map((output) => ({
      OutputKey: output.key,
      OutputValue: output.value,
      Description: output.description,
      ExportName: output.exportName,
    })),
    RoleARN: stack.roleArn,
    Tags: tags(stack.tags),
    EnableTerminationProtection: stack.terminationProtection,
    ParentId: stack.parent?.stackId,
    RootId: stack.parent?.rootId,
  };
}

export function eventXml(event: StackEvent): XmlValue {
  return {
    StackId: event.stackId,
    EventId: event.id,
    StackName: event.stackName,
    OperationId: event.operationId,
    LogicalResourceId: event.logicalId,
    PhysicalResourceId: event.physicalId,
    ResourceType: event.type,
    Timestamp: isoTime(event.timestamp),
    ResourceStatus: event.status,
    ResourceStatusReason: event.reason,
  };
}

export function resourceXml(cloud: Cloud, stack: StackState, resource: StackResource): XmlValue {
  return {
    StackId: stack.id,
    StackName: stack.name,
    LogicalResourceId: resource.logicalId,
    PhysicalResourceId: cloud.state.resources[resource.uid]?.physicalId,
    ResourceType: resource.type,
    Timestamp: isoTime(resource.timestamp),
    LastUpdatedTimestamp: isoTime(resource.timestamp),
    ResourceStatus: resource.status,
    ResourceStatusReason: resource.reason,
  };
}

export function changeSetXml(stack: StackState, set: ChangeSet, values: boolean): XmlValue {
  return {
    ChangeSetName: set.name,
    ChangeSetId: set.id,
    StackId: stack.id,
    StackName: stack.name,
    Description: set.description,
    Parameters: Object.entries(set.request.parameters).map(([ParameterKey, ParameterValue]) => ({
      ParameterKey,
      ParameterValue,
    })),
    CreationTime: isoTime(set.created),
    ExecutionStatus: set.executionStatus,
    Status: set.status,
    StatusReason: set.reason,
    NotificationARNs: set.request.notificationArns,
    Tags: tags(set.request.tags),
    Changes: set.changes.map((change) => ({ Type: 'Resource', ResourceChange: changeXml(change, values) })),
    IncludeNestedStacks: true,
    RootChangeSetId: set.rootId,
  };
}

function changeXml(change: ResourceChange, values: boolean): XmlValue {
  return {
    Action: change.action,
    LogicalResourceId: change.logicalId,
    PhysicalResourceId: change.physicalId,
    ResourceType: change.type,
    Replacement: change.replacement,
    PolicyAction: change.policyAction,
    Scope: [...new Set(change.details.map((detail) => detail.attribute))],
    Details: change.details.map((detail) => ({
      Target: {
        Attribute: detail.attribute,
        Name: detail.name,
        RequiresRecreation: detail.recreation,
        ...(values &&
          detail.name !== undefined && {
            Path: `/Properties/${detail.name}`,
            BeforeValue: detail.before,
            AfterValue: detail.after,
            AttributeChangeType: changeType(detail.before, detail.after),
          }),
      },
      Evaluation: detail.evaluation,
      ChangeSource: detail.source,
      CausingEntity: detail.causingEntity,
    })),
    ChangeSetId: change.type === NESTED_STACK ? change.changeSetId : undefined,
  };
}

function changeType(before: string | undefined, after: string | undefined): string {
  if (before === undefined) return 'Add';
  return after === undefined ? 'Remove' : 'Modify';
}

/** What early validation found wrong, one event each. */
export function operationEventXml(cloud: Cloud, scope: Scope, fields: Fields): XmlValue {
  const name = fields.text('ChangeSetName');
  const stackName = fields.text('StackName');
  if (name === undefined || stackName === undefined) return { OperationEvents: [] };
  const stack = cloud.stack(scope, stackName);
  const set = findChangeSet(stack, name);
  return {
    OperationEvents: set.problems.map((problem, index) => ({
      EventId: `${set.name}-${index}`,
      StackId: stack.id,
      OperationId: set.id,
      OperationType: 'CREATE_CHANGESET',
      EventType: 'VALIDATION_ERROR',
      LogicalResourceId: problem.logicalId,
      ResourceType: problem.type,
      Timestamp: isoTime(set.created),
      ValidationFailureMode: 'FAIL',
      ValidationName: 'PROPERTY_VALIDATION',
      ValidationStatus: 'FAILED',
      ValidationStatusReason: problem.message,
      ValidationPath: problem.path,
    })),
  };
}
