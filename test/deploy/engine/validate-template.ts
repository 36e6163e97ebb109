import { validationError } from './errors';
import { hasAttribute, isKnown } from './spec';
import { StackState } from './state';
import { creationOrder, dependsOn, Reference, referencesIn, Template } from './template';

/**
 * What CloudFormation refuses before it makes anything.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
export const MAX_RESOURCES = 500;
export const MAX_TEMPLATE_BYTES = 1_000_000;
export const MAX_TEMPLATE_BODY_BYTES = 51_200;
const MAX_OUTPUTS = 200;
const MAX_PARAMETERS = 200;

export const PSEUDO_PARAMETERS = [
  'AWS::AccountId',
  'AWS::NotificationARNs',
  'AWS::NoValue',
  'AWS::Partition',
  'AWS::Region',
  'AWS::StackId',
  'AWS::StackName',
  'AWS::URLSuffix',
];

export function checkSize(body: string, viaUrl: boolean): void {
  const size = Buffer.byteLength(body);
  if (viaUrl && size > MAX_TEMPLATE_BYTES) {
    throw validationError(`Template may not exceed ${MAX_TEMPLATE_BYTES} bytes in size.`);
  }
  if (!viaUrl && size > MAX_TEMPLATE_BODY_BYTES) {
    throw validationError(
      `1 validation error detected: Value at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to ${MAX_TEMPLATE_BODY_BYTES}`,
    );
  }
}

export function checkTemplate(template: Template): void {
  checkCounts(template);
  checkTypes(template);
  for (const [logicalId, resource] of Object.entries(template.Resources)) {
    if (!/^[A-Za-z0-9]{1,255}$/.test(logicalId)) {
      throw validationError(`Template format error: Resource name ${logicalId} is non alphanumeric.`);
    }
    const missing = dependsOn(resource).filter((name) => !(name in template.Resources));
    checkReferences(
      template,
      [...referencesIn(resource.Properties), ...missing.map((name) => ({ name }))],
      'Resources',
    );
    checkCondition(template, resource.Condition, logicalId);
  }
  checkReferences(template, referencesIn(template.Outputs), 'Outputs');
  creationOrder(template);
}

function checkCounts(template: Template): void {
  const limits = [
    ['resources', Object.keys(template.Resources).length, MAX_RESOURCES],
    ['outputs', Object.keys(template.Outputs).length, MAX_OUTPUTS],
    ['parameters', Object.keys(template.Parameters).length, MAX_PARAMETERS],
  ] as const;
  for (const [what, count, limit] of limits) {
    if (count > limit) {
      throw validationError(
        `Template format error: Number of ${what}, ${count}, is greater than maximum allowed, ${limit}`,
      );
    }
  }
}

function checkTypes(template: Template): void {
  const unknown = Object.values(template.Resources)
    .map((resource) => String(resource.Type))
    .filter((type) => !isKnown(type));
  if (unknown.length > 0) {
    throw validationError(`Template format error: Unrecognized resource types: [${[...new Set(unknown)].join(', ')}]`);
  }
}

function checkReferences(template: Template, references: Reference[], block: string): void {
  const known = (name: string) =>
    name in template.Resources || name in template.Parameters || PSEUDO_PARAMETERS.includes(name);
  const unresolved = references.filter((r) => !known(r.name)).map((r) => r.name);
  if (unresolved.length > 0) {
    throw validationError(
      `Template format error: Unresolved resource dependencies [${[...new Set(unresolved)].join(', ')}] in the ${block} block of the template`,
    );
  }
  for (const { name, attribute } of references) {
    if (attribute === undefined) continue;
    const type = template.Resources[name]?.Type;
    if (type === undefined) {
      throw validationError(`Template error: instance of Fn::GetAtt references undefined resource ${name}`);
    }
    if (!hasAttribute(type, attribute)) {
      throw validationError(
        `Template error: resource ${name} does not support attribute type ${attribute} in Fn::GetAtt`,
      );
    }
  }
}

function checkCondition(template: Template, condition: string | undefined, logicalId: string): void {
  if (condition !== undefined && !(condition in template.Conditions)) {
    throw validationError(
      `Template format error: Unresolved condition dependency ${condition} of resource ${logicalId}`,
    );
  }
}

/** A logical ID keeps its type for life: CloudFormation refuses the update before it starts. */
export function checkTypeChanges(stack: StackState, template: Template): void {
  const changed = Object.values(stack.resources)
    .filter((resource) => template.Resources[resource.logicalId] !== undefined)
    .filter((resource) => template.Resources[resource.logicalId]!.Type !== resource.type)
    .map((resource) => resource.logicalId);
  if (changed.length > 0) {
    throw validationError(
      `Update of resource type is not permitted. The new template modifies resource type of the following resources: [${changed.join(', ')}]`,
    );
  }
}
