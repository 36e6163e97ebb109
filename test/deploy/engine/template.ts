import { createRequire } from 'node:module';
import { isObject } from './deep';
import { validationError } from './errors';
import { Json, JsonObject } from './state';

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: JsonObject;
  readonly DependsOn?: string | string[];
  readonly Condition?: string;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly UpdatePolicy?: JsonObject;
  readonly CreationPolicy?: JsonObject;
  readonly Metadata?: JsonObject;
}

export interface TemplateOutput {
  readonly Value: Json;
  readonly Description?: string;
  readonly Condition?: string;
  readonly Export?: { readonly Name: Json };
}

export interface Template {
  readonly Description?: string;
  readonly Parameters: Record<string, JsonObject>;
  readonly Mappings: JsonObject;
  readonly Conditions: JsonObject;
  readonly Rules: JsonObject;
  readonly Resources: Record<string, TemplateResource>;
  readonly Outputs: Record<string, TemplateOutput>;
}

const SECTIONS = [
  'AWSTemplateFormatVersion',
  'Description',
  'Metadata',
  'Parameters',
  'Mappings',
  'Conditions',
  'Rules',
  'Resources',
  'Outputs',
];

// The CDK CLI sends small templates as YAML, written by the same library that aws-cdk-lib bundles.
const yaml = createRequire(require.resolve('aws-cdk-lib'))('yaml') as {
  parse(text: string, options: { schema: string; maxAliasCount: number }): unknown;
};

const parsed = new Map<string, Template>();

/** Parses a template body; the same text is parsed once. */
export function parseTemplate(body: string): Template {
  const known = parsed.get(body);
  if (known !== undefined) return known;
  const template = shape(read(body));
  parsed.set(body, template);
  return template;
}

function read(body: string): unknown {
  try {
    return body.trimStart().startsWith('{')
      ? JSON.parse(body)
      : yaml.parse(body, { schema: 'yaml-1.1', maxAliasCount: -1 });
  } catch (error) {
    throw validationError(`Template format error: unsupported structure. ${(error as Error).message}`);
  }
}

function shape(value: unknown): Template {
  if (!isObject(value)) throw validationError('Template format error: unsupported structure.');
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/transform-section-structure.html
  if ('Transform' in value) {
    throw validationError('The simulated endpoint runs no macros: a template with a Transform is refused');
  }
  const invalid = Object.keys(value).filter((section) => !SECTIONS.includes(section));
  if (invalid.length > 0) {
    throw validationError(`Invalid template property or properties [${invalid.join(', ')}]`);
  }
  const section = (name: string) => (isObject(value[name]) ? value[name] : {}) as JsonObject;
  if (Object.keys(section('Resources')).length === 0) {
    throw validationError('Template format error: At least one Resources member must be defined.');
  }
  return {
    ...(typeof value['Description'] === 'string' && { Description: value['Description'] }),
    Parameters: section('Parameters') as Record<string, JsonObject>,
    Mappings: section('Mappings'),
    Conditions: section('Conditions'),
    Rules: section('Rules'),
    Resources: section('Resources') as unknown as Record<string, TemplateResource>,
    Outputs: section('Outputs') as unknown as Record<string, TemplateOutput>,
  };
}

/** One mention of another resource or a parameter. */
export interface Reference {
  readonly name: string;
  /** The attribute of a `Fn::GetAtt`; absent for `Ref`. */
  readonly attribute?: string;
}

/** Everything that a value refers to, whichever branch of a condition it is in. */
export function referencesIn(value: unknown): Reference[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (!isObject(value)) return [];
  const keys = Object.keys(value);
  if (keys.length === 1 && typeof value['Ref'] === 'string') return [{ name: value['Ref'] }];
  if (keys.length === 1 && value['Fn::GetAtt'] !== undefined) return [attributeReference(value['Fn::GetAtt'])];
  if (keys.length === 1 && value['Fn::Sub'] !== undefined) return subReferences(value['Fn::Sub']);
  return Object.values(value).flatMap(referencesIn);
}

function attributeReference(argument: Json): Reference {
  const [name, ...attribute] = Array.isArray(argument) ? argument.map(String) : String(argument).split('.');
  return { name: name!, attribute: attribute.join('.') };
}

function subReferences(argument: Json): Reference[] {
  const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
  const own = isObject(variables) ? variables : {};
  const names = [...String(text).matchAll(/\$\{([^!}][^}]*)\}/g)].map((match) => match[1]!.trim());
  const outside = names.filter((name) => !(name in own));
  return [...outside.map((name) => (name.includes('.') ? attributeReference(name) : { name })), ...referencesIn(own)];
}

export function dependsOn(resource: TemplateResource): string[] {
  const declared = resource.DependsOn ?? [];
  return Array.isArray(declared) ? declared : [declared];
}

/** The resources that a resource needs first. */
export function dependencies(template: Template, logicalId: string): string[] {
  const resource = template.Resources[logicalId]!;
  const referred = referencesIn(resource.Properties).map((reference) => reference.name);
  const names = new Set([...dependsOn(resource), ...referred]);
  return [...names].filter((name) => name in template.Resources && name !== logicalId);
}

/** Resources in an order in which each comes after what it needs. */
export function creationOrder(template: Template): string[] {
  const done = new Set<string>();
  const open = new Set<string>();
  const visit = (logicalId: string): void => {
    if (done.has(logicalId)) return;
    if (open.has(logicalId)) {
      throw validationError(`Circular dependency between resources: [${[...open].join(', ')}]`);
    }
    open.add(logicalId);
    dependencies(template, logicalId).forEach(visit);
    open.delete(logicalId);
    done.add(logicalId);
  };
  Object.keys(template.Resources).forEach(visit);
  return [...done];
}
