import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { Property, PropertyType, Resource, SpecDatabase } from '@aws-cdk/service-spec-types';

/** AWS's own resource specification, indexed by resource type. */

let database: SpecDatabase | undefined;
let byType: Map<string, Resource> | undefined;

function load(): { db: SpecDatabase; resources: Map<string, Resource> } {
  database ??= loadAwsServiceSpecSync();
  byType ??= new Map(database.all('resource').map((resource) => [resource.cloudFormationType, resource]));
  return { db: database, resources: byType };
}

/** A resource whose provider is the template author's own: any property, any attribute. */
export function isCustom(type: string): boolean {
  return type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';
}

export const NESTED_STACK = 'AWS::CloudFormation::Stack';

/** CloudFormation knows this type without a schema; the CDK adds it unless version reporting is off. */
const SCHEMALESS = new Set(['AWS::CDK::Metadata']);

export function isKnown(type: string): boolean {
  return isCustom(type) || SCHEMALESS.has(type) || load().resources.has(type);
}

/** The specification of a type; undefined where anything goes (custom resources). */
export function specOf(type: string): Resource | undefined {
  return load().resources.get(type);
}

/** The properties of a named type that the specification refers to. */
export function definitionOf(type: PropertyType): Record<string, Property> | undefined {
  return type.type === 'ref' ? load().db.get('typeDefinition', type.reference.$ref).properties : undefined;
}

/** Whether `Fn::GetAtt` accepts the name for the type. */
export function hasAttribute(type: string, attribute: string): boolean {
  if (isCustom(type)) return true;
  if (type === NESTED_STACK) return attribute.startsWith('Outputs.');
  const spec = specOf(type);
  return spec !== undefined && attribute in spec.attributes;
}

/** Properties whose values make the Cloud Control identifier. */
export function primaryIdentifier(type: string): readonly string[] {
  return specOf(type)?.primaryIdentifier ?? [];
}

/** Properties or attributes whose values `Ref` returns. */
export function refIdentifier(type: string): readonly string[] {
  return specOf(type)?.cfnRefIdentifier ?? primaryIdentifier(type);
}

export function isTaggable(type: string): boolean {
  return specOf(type)?.tagInformation !== undefined;
}
