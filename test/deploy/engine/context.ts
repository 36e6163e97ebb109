import { Cloud } from './cloud';
import { evaluateConditions } from './conditions';
import { StepFailed } from './errors';
import { Context } from './evaluate';
import { attributeOf } from './identity';
import { parameterRef } from './parameters';
import { NESTED_STACK } from './spec';
import { Json, ParameterValue, PhysicalResource, Scope, StackState } from './state';
import { Template } from './template';
import { zonesOf } from './zones';

/** Gives the value of a reference that only planning knows; undefined to look it up. */
export type Planned = (logicalId: string, attribute: string) => Json | undefined;

/** What a plan knows of the outputs of other stacks: that they are there, and nothing of their values. */
export type PlannedOutput = (stackName: string, outputName: string) => string;

export interface StackContext extends Context {
  /** Exports that were imported so far. */
  readonly imported: Set<string>;
}

/** What the expressions of one stack see, with references to what exists now. */
export function stackContext(
  cloud: Cloud,
  stack: StackState,
  template: Template,
  parameters: Record<string, ParameterValue>,
  planned: Planned = () => undefined,
  plannedOutput?: PlannedOutput,
): StackContext {
  const imported = new Set<string>();
  const scope: Scope = stack;
  const values = { ...pseudoParameters(stack), ...parameterRefs(template, parameters) };
  const physical = (logicalId: string): PhysicalResource => {
    const resource = stack.resources[logicalId];
    const found = resource === undefined ? undefined : cloud.state.resources[resource.uid];
    if (found === undefined) throw new StepFailed(`Unresolved resource dependencies [${logicalId}]`);
    return found;
  };
  const context: StackContext = {
    imported,
    values,
    conditions: {},
    mappings: template.Mappings,
    ref: (logicalId) => planned(logicalId, 'Ref') ?? physical(logicalId).physicalId,
    getAtt: (logicalId, attribute) =>
      planned(logicalId, attribute) ?? attributeValue(cloud, physical(logicalId), attribute),
    importValue: (name) => {
      imported.add(name);
      return exportedValue(cloud, scope, name);
    },
    stackOutput: (source) => {
      const value = stackOutput(cloud, scope, source);
      return plannedOutput?.(source.stackName, source.outputName) ?? value;
    },
    zones: zonesOf,
    dynamicReference: (reference) => dynamicReference(cloud, scope, reference),
  };
  return { ...context, conditions: evaluateConditions(template.Conditions, context) };
}

function pseudoParameters(stack: StackState): Record<string, Json> {
  return {
    'AWS::AccountId': stack.account,
    'AWS::Region': stack.region,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackId': stack.id,
    'AWS::StackName': stack.name,
    'AWS::NotificationARNs': stack.notificationArns,
  };
}

function parameterRefs(template: Template, parameters: Record<string, ParameterValue>): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(template.Parameters).map(([name, declaration]) => [
      name,
      parameterRef(declaration, parameters[name]!),
    ]),
  );
}

function attributeValue(cloud: Cloud, resource: PhysicalResource, attribute: string): Json {
  if (resource.type !== NESTED_STACK) return attributeOf(resource, attribute);
  const key = attribute.replace(/^Outputs\./, '');
  const output = cloud.state.stacks[resource.physicalId]?.outputs.find((candidate) => candidate.key === key);
  if (output === undefined) throw new StepFailed(`Output '${key}' not found in stack '${resource.physicalId}'`);
  return output.value;
}

function exportedValue(cloud: Cloud, scope: Scope, name: string): string {
  const found = cloud.exports(scope).find((candidate) => candidate.name === name);
  if (found === undefined) throw new StepFailed(`No export named ${name} found.`);
  return found.value;
}

/**
 * A weak reference: the output as it is now; nothing happens to this stack when it changes later.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getstackoutput.html
 */
function stackOutput(
  cloud: Cloud,
  scope: Scope,
  source: { stackName: string; outputName: string; region?: string; roleArn?: string },
): string {
  const account = source.roleArn?.split(':')[4] ?? scope.account;
  const from = { account, region: source.region ?? scope.region };
  const stack = cloud.findStack(from, source.stackName);
  if (stack === undefined) throw new StepFailed(`Stack with id ${source.stackName} does not exist`);
  const output = stack.outputs.find((candidate) => candidate.key === source.outputName);
  if (output === undefined) {
    throw new StepFailed(`Output ${source.outputName} does not exist in stack ${source.stackName}`);
  }
  return output.value;
}

/**
 * What is referred to must exist; the reference itself stays in the properties, as CloudFormation keeps it
 * out of sight and does not look again until the property changes.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
function dynamicReference(cloud: Cloud, scope: Scope, reference: string): string {
  const [service, ...rest] = reference.split(':');
  const text = `{{resolve:${reference}}}`;
  if (service === 'ssm' || service === 'ssm-secure') {
    const name = rest[0] ?? '';
    if (cloud.ssmParameter(scope, name) === undefined && !name.startsWith('/aws/service/')) {
      throw new StepFailed(`Unable to fetch parameters [${name}] from parameter store for this account.`);
    }
    return text;
  }
  if (service === 'secretsmanager') {
    const id = rest[0] === 'arn' ? rest.slice(0, 7).join(':') : (rest[0] ?? '');
    const known = cloud.world(scope).find(['AWS::SecretsManager::Secret'], id) !== undefined;
    if (!known && !id.includes(':secret:rds!')) {
      throw new StepFailed(`Secrets Manager can't find the specified secret. (${id})`);
    }
    return text;
  }
  throw new StepFailed(`Invalid dynamic reference ${text}`);
}
