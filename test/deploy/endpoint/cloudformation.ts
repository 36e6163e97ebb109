import { createChangeSet, deleteChangeSet, executeChangeSet, findChangeSet } from '../engine/changesets';
import { Cloud } from '../engine/cloud';
import { AwsError, validationError } from '../engine/errors';
import { templateAt } from '../engine/nested';
import { deleteStack, deploy, rollBack, UPDATABLE } from '../engine/operation';
import { Scope, StackRequest, StackState } from '../engine/state';
import { parseTemplate } from '../engine/template';
import { checkSize } from '../engine/validate-template';
import { changeSetXml, eventXml, operationEventXml, resourceXml, stackXml } from './cloudformation-xml';
import { AwsRequest, AwsResponse, Fields, queryResult, XmlValue } from './protocol';

type Action = (cloud: Cloud, scope: Scope, fields: Fields) => XmlValue;

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Operations.html */
export function cloudFormation(cloud: Cloud, request: AwsRequest): AwsResponse {
  const fields = Fields.of(request.body);
  const name = fields.required('Action');
  const action = ACTIONS[name];
  if (action === undefined) throw new AwsError('InvalidAction', `The simulated endpoint has no cloudformation:${name}`);
  return queryResult(name, action(cloud, request.scope, fields));
}

function body(cloud: Cloud, stack: StackState | undefined, fields: Fields): string {
  const [inline, url] = [fields.text('TemplateBody'), fields.text('TemplateURL')];
  if (inline !== undefined) {
    checkSize(inline, false);
    return inline;
  }
  if (url !== undefined) return templateAt(cloud, url);
  if (fields.flag('UsePreviousTemplate') && stack !== undefined) return stack.templateBody;
  throw validationError('Either Template URL or Template Body must be specified.');
}

function stackRequest(cloud: Cloud, stack: StackState | undefined, fields: Fields): StackRequest {
  const parameters = fields.structures('Parameters');
  const given = parameters.filter((p) => p['UsePreviousValue'] !== 'true');
  return {
    templateBody: body(cloud, stack, fields),
    parameters: Object.fromEntries(given.map((p) => [p['ParameterKey']!, p['ParameterValue'] ?? ''])),
    previousParameters: parameters.filter((p) => p['UsePreviousValue'] === 'true').map((p) => p['ParameterKey']!),
    tags: Object.fromEntries(fields.structures('Tags').map((tag) => [tag['Key']!, tag['Value'] ?? ''])),
    notificationArns: fields.list('NotificationARNs'),
    roleArn: fields.text('RoleARN'),
    disableRollback: fields.flag('DisableRollback'),
  };
}

function existing(cloud: Cloud, scope: Scope, fields: Fields): StackState {
  return cloud.stack(scope, fields.required('StackName'));
}

const describeStacks: Action = (cloud, scope, fields) => {
  const name = fields.text('StackName');
  const live = cloud.stacks(scope).filter((stack) => stack.status !== 'DELETE_COMPLETE');
  const found = name === undefined ? live : [cloud.stack(scope, name)];
  return { Stacks: found.map(stackXml) };
};

const createSet: Action = (cloud, scope, fields) => {
  const kind = (fields.text('ChangeSetType') ?? 'UPDATE') as 'CREATE' | 'UPDATE' | 'IMPORT';
  if (kind === 'IMPORT') throw new AwsError('InvalidAction', 'The simulated endpoint imports nothing');
  const name = fields.required('StackName');
  const known = cloud.findStack(scope, name);
  if (known === undefined && kind === 'UPDATE') throw validationError(`Stack [${name}] does not exist`);
  const request = stackRequest(cloud, known, fields);
  const stack = known ?? cloud.newStack(scope, name);
  try {
    if (known === undefined) cloud.setStatus(stack, 'REVIEW_IN_PROGRESS', 'review', 'User Initiated');
    const asked = { name: fields.required('ChangeSetName'), kind, description: fields.text('Description'), request };
    const set = createChangeSet(cloud, stack, asked);
    return { Id: set.id, StackId: stack.id };
  } catch (error) {
    if (known === undefined) delete cloud.state.stacks[stack.id];
    throw error;
  }
};

const executeSet: Action = (cloud, scope, fields) => {
  const stack = stackOfChangeSet(cloud, scope, fields);
  const set = findChangeSet(stack, fields.required('ChangeSetName'));
  executeChangeSet(cloud, stack, set, fields.flag('DisableRollback'));
  return {};
};

/** A change set may be named by its ID alone. */
function stackOfChangeSet(cloud: Cloud, scope: Scope, fields: Fields): StackState {
  if (fields.text('StackName') !== undefined) return existing(cloud, scope, fields);
  const id = fields.required('ChangeSetName');
  const found = cloud.stacks(scope).find((stack) => Object.values(stack.changeSets).some((set) => set.id === id));
  if (found === undefined) throw new AwsError('ChangeSetNotFound', `ChangeSet [${id}] does not exist`, 404);
  return found;
}

const createStack: Action = (cloud, scope, fields) => {
  const name = fields.required('StackName');
  if (cloud.findStack(scope, name) !== undefined) {
    throw new AwsError('AlreadyExistsException', `Stack [${name}] already exists`);
  }
  const request = stackRequest(cloud, undefined, fields);
  const stack = cloud.newStack(scope, name);
  try {
    deploy(cloud, stack, request);
  } catch (error) {
    delete cloud.state.stacks[stack.id];
    throw error;
  }
  stack.terminationProtection = fields.flag('EnableTerminationProtection');
  return { StackId: stack.id };
};

const updateStack: Action = (cloud, scope, fields) => {
  const stack = existing(cloud, scope, fields);
  if (!UPDATABLE.includes(stack.status)) {
    throw validationError(`Stack:${stack.id} is in ${stack.status} state and can not be updated.`);
  }
  const request = stackRequest(cloud, stack, fields);
  const set = createChangeSet(cloud, stack, { name: 'direct-update', kind: 'UPDATE', request });
  deleteChangeSet(cloud, stack, set.id);
  if (set.reason?.startsWith("The submitted information didn't contain changes")) {
    throw validationError('No updates are to be performed.');
  }
  deploy(cloud, stack, request);
  return { StackId: stack.id };
};

const getTemplate: Action = (cloud, scope, fields) => {
  const stack = existing(cloud, scope, fields);
  const set = fields.text('ChangeSetName');
  return {
    TemplateBody: set === undefined ? stack.templateBody : findChangeSet(stack, set).request.templateBody,
    StagesAvailable: ['Original', 'Processed'],
  };
};

const getTemplateSummary: Action = (cloud, scope, fields) => {
  const named = fields.text('StackName');
  const text = named === undefined ? body(cloud, undefined, fields) : cloud.stack(scope, named).templateBody;
  const template = parseTemplate(text);
  return {
    ResourceTypes: [...new Set(Object.values(template.Resources).map((resource) => resource.Type))],
    Parameters: Object.entries(template.Parameters).map(([key, p]) => ({
      ParameterKey: key,
      ParameterType: String(p['Type']),
      ...(p['Default'] !== undefined && { DefaultValue: String(p['Default']) }),
    })),
  };
};

const rollbackStack: Action = (cloud, scope, fields) => {
  const stack = existing(cloud, scope, fields);
  rollBack(cloud, stack, 'User Initiated');
  return { StackId: stack.id };
};

const continueRollback: Action = (cloud, scope, fields) => {
  const stack = existing(cloud, scope, fields);
  if (stack.status !== 'UPDATE_ROLLBACK_FAILED') {
    throw validationError(`Stack:${stack.id} is in ${stack.status} state and can not continue its rollback`);
  }
  rollBack(cloud, stack, 'User Initiated', fields.list('ResourcesToSkip'));
  return {};
};

const terminationProtection: Action = (cloud, scope, fields) => {
  const stack = existing(cloud, scope, fields);
  stack.terminationProtection = fields.flag('EnableTerminationProtection');
  return { StackId: stack.id };
};

const deleteOne: Action = (cloud, scope, fields) => {
  const stack = cloud.findStack(scope, fields.required('StackName'));
  if (stack !== undefined && stack.status !== 'DELETE_COMPLETE') deleteStack(cloud, stack);
  return {};
};

const stackResources: Action = (cloud, scope, fields) => {
  const stack = existing(cloud, scope, fields);
  return { StackResources: Object.values(stack.resources).map((r) => resourceXml(cloud, stack, r)) };
};

const listResources: Action = (cloud, scope, fields) => {
  const stack = existing(cloud, scope, fields);
  return { StackResourceSummaries: Object.values(stack.resources).map((r) => resourceXml(cloud, stack, r)) };
};

const ACTIONS: Record<string, Action> = {
  DescribeStacks: describeStacks,
  ListStacks: (cloud, scope) => ({ StackSummaries: cloud.stacks(scope).map(stackXml) }),
  GetTemplate: getTemplate,
  GetTemplateSummary: getTemplateSummary,
  ValidateTemplate: getTemplateSummary,
  CreateChangeSet: createSet,
  DescribeChangeSet: (cloud, scope, fields) => {
    const stack = stackOfChangeSet(cloud, scope, fields);
    return changeSetXml(
      stack,
      findChangeSet(stack, fields.required('ChangeSetName')),
      fields.flag('IncludePropertyValues'),
    );
  },
  ListChangeSets: (cloud, scope, fields) => {
    const stack = existing(cloud, scope, fields);
    return { Summaries: Object.values(stack.changeSets).map((set) => changeSetXml(stack, set, false)) };
  },
  ExecuteChangeSet: executeSet,
  DeleteChangeSet: (cloud, scope, fields) => {
    deleteChangeSet(cloud, existing(cloud, scope, fields), fields.required('ChangeSetName'));
    return {};
  },
  CreateStack: createStack,
  UpdateStack: updateStack,
  DeleteStack: deleteOne,
  RollbackStack: rollbackStack,
  ContinueUpdateRollback: continueRollback,
  UpdateTerminationProtection: terminationProtection,
  DescribeStackEvents: (cloud, scope, fields) => ({
    StackEvents: [...existing(cloud, scope, fields).events].reverse().map(eventXml),
  }),
  DescribeEvents: (cloud, scope, fields) => operationEventXml(cloud, scope, fields),
  DescribeStackResources: stackResources,
  ListStackResources: listResources,
  ListExports: (cloud, scope) => ({
    Exports: cloud.exports(scope).map((e) => ({ Name: e.name, Value: e.value, ExportingStackId: e.stack.id })),
  }),
  ListImports: (cloud, scope, fields) => {
    const name = fields.required('ExportName');
    const importers = cloud.importers(scope, name);
    if (importers.length === 0) throw validationError(`Export '${name}' is not imported by any stack.`);
    return { Imports: importers.map((stack) => stack.name) };
  },
  ListHookResults: () => ({ HookResults: [] }),
};
