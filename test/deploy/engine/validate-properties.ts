import { Property, PropertyType } from '@aws-cdk/service-spec-types';
import { isObject } from './deep';
import { isUnknown } from './evaluate';
import { definitionOf, isCustom, specOf } from './spec';
import { JsonObject } from './state';

export interface Problem {
  readonly path: string;
  readonly message: string;
}

/**
 * Required and unknown properties, types and enumerations, from the specification. CloudFormation does
 * this when it makes a change set ("early validation") and again when it has evaluated every function.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/validate-stack-deployments.html
 */
export function propertyProblems(type: string, properties: JsonObject): Problem[] {
  if (isCustom(type)) return typeof properties['ServiceToken'] === 'string' ? [] : [required('', 'ServiceToken')];
  const spec = specOf(type);
  return spec === undefined ? [] : objectProblems(spec.properties, properties, '');
}

function required(path: string, name: string): Problem {
  return { path: `${path}/${name}`, message: `required key [${name}] not found` };
}

function objectProblems(declared: Record<string, Property>, value: JsonObject, path: string): Problem[] {
  const missing = Object.entries(declared)
    .filter(([name, property]) => property.required === true && value[name] === undefined)
    .map(([name]) => required(path, name));
  const found = Object.entries(value).flatMap(([name, item]) => {
    const property = declared[name];
    if (property === undefined) {
      return [{ path: `${path}/${name}`, message: `extraneous key [${name}] is not permitted` }];
    }
    const types = [property.type, ...(property.previousTypes ?? [])];
    return anyOf(types, item, `${path}/${name}`);
  });
  return [...missing, ...found];
}

function anyOf(types: readonly PropertyType[], value: unknown, path: string): Problem[] {
  let best: Problem[] | undefined;
  for (const type of types) {
    const problems = valueProblems(type, value, path);
    if (problems.length === 0) return [];
    // The deepest complaint is about the alternative that the author meant.
    best = best === undefined || depth(problems) > depth(best) ? problems : best;
  }
  return best ?? [];
}

function depth(problems: Problem[]): number {
  return Math.max(...problems.map((problem) => problem.path.split('/').length));
}

function valueProblems(type: PropertyType, value: unknown, path: string): Problem[] {
  if (isUnknown(value) && typeof value === 'string') return [];
  switch (type.type) {
    case 'array':
      return arrayProblems(type.element, value, path);
    case 'map':
      if (!isObject(value)) return [wrong(path, 'JSONObject', value)];
      return Object.entries(value).flatMap(([key, item]) => valueProblems(type.element, item, `${path}/${key}`));
    case 'union':
      return anyOf(type.types, value, path);
    case 'ref':
      if (!isObject(value)) return [wrong(path, 'JSONObject', value)];
      return objectProblems(definitionOf(type) ?? {}, value, path);
    case 'tag':
      return isObject(value) && 'Key' in value && 'Value' in value ? [] : [wrong(path, 'Tag', value)];
    case 'json':
      return isObject(value) || Array.isArray(value) || typeof value === 'string'
        ? []
        : [wrong(path, 'JSONObject', value)];
    default:
      return scalarProblems(type, value, path);
  }
}

function arrayProblems(element: PropertyType, value: unknown, path: string): Problem[] {
  if (!Array.isArray(value)) return [wrong(path, 'JSONArray', value)];
  return value.flatMap((item, index) => valueProblems(element, item, `${path}/${index}`));
}

function scalarProblems(type: PropertyType, value: unknown, path: string): Problem[] {
  if (!['string', 'number', 'boolean'].includes(typeof value)) return [wrong(path, type.type, value)];
  const text = String(value);
  if (type.type === 'boolean' && !['true', 'false'].includes(text)) return [wrong(path, 'Boolean', value)];
  if (type.type === 'number' && Number.isNaN(Number(text))) return [wrong(path, 'Number', value)];
  if (type.type === 'integer' && !/^[-+]?\d+(\.0+)?$/.test(text)) return [wrong(path, 'Integer', value)];
  if ((type.type === 'string' || type.type === 'integer') && type.allowedValues !== undefined) {
    if (!type.allowedValues.map(String).includes(text)) {
      return [{ path, message: `${text} is not a valid enum value` }];
    }
  }
  return [];
}

function wrong(path: string, expected: string, value: unknown): Problem {
  const found = Array.isArray(value) ? 'JSONArray' : isObject(value) ? 'JSONObject' : typeof value;
  return { path, message: `expected type: ${expected}, found: ${found}` };
}
