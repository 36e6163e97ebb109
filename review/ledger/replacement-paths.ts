import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { PropertyType, Resource, ResourceProperties, SpecDatabase } from '@aws-cdk/service-spec-types';
import { documentedBehaviour } from '../behaviours/documented-behaviours';
import { compareText } from '../compare/values';
import { ReplacementPaths } from './record';

/**
 * The paths from the resource specification and from the table of documented behaviours. For the recording of a
 * ledger only: what is held to the ledger reads the paths from the file.
 */
export class SpecifiedPaths implements ReplacementPaths {
  private database: SpecDatabase | undefined;
  private readonly known = new Map<string, readonly string[] | undefined>();

  public pathsOf(type: string): readonly string[] | undefined {
    if (!this.known.has(type)) this.known.set(type, this.find(type));
    return this.known.get(type);
  }

  private find(type: string): readonly string[] | undefined {
    this.database ??= loadAwsServiceSpecSync();
    const [resource] = this.database.lookup('resource', 'cloudFormationType', 'equals', type);
    if (!resource) return undefined;
    const paths = [...topPaths(resource), ...this.nestedPaths(resource.properties, '', [])];
    const more = (resource.additionalReplacementProperties ?? []).map((path) => path.join('/'));
    return [...new Set([...paths, ...more])].sort(compareText);
  }

  /** Properties inside of others that replace when they change; what is inside of one that does is covered by it. */
  private nestedPaths(properties: ResourceProperties, prefix: string, seen: readonly string[]): string[] {
    return Object.entries(properties).flatMap(([name, property]) => {
      if (property.causesReplacement === 'yes') return prefix === '' ? [] : [`${prefix}${name}`];
      return this.inside(property.type, `${prefix}${name}/`, seen);
    });
  }

  private inside(type: PropertyType, prefix: string, seen: readonly string[]): string[] {
    switch (type.type) {
      case 'array':
      case 'map':
        return this.inside(type.element, `${prefix}*/`, seen);
      case 'union':
        return type.types.flatMap((each) => this.inside(each, prefix, seen));
      case 'ref': {
        const id = type.reference.$ref;
        const definition = this.database?.get('typeDefinition', id);
        // Some types hold themselves.
        return definition && !seen.includes(id) ? this.nestedPaths(definition.properties, prefix, [...seen, id]) : [];
      }
      default:
        return [];
    }
  }
}

function topPaths(resource: Resource): string[] {
  return Object.entries(resource.properties)
    .filter(
      ([name, { causesReplacement }]) => causesReplacement === 'yes' || mayReplace(resource.cloudFormationType, name),
    )
    .map(([name]) => name);
}

/** Changes that stand for all: given, taken away, changed, switched, and an item of a list edited. */
const PROBES: readonly (readonly [unknown, unknown])[] = [
  ['a', 'b'],
  [undefined, 'a'],
  ['a', undefined],
  [undefined, true],
  [true, false],
  [[{ AttributeName: 'a', AttributeType: 'S' }], [{ AttributeName: 'a', AttributeType: 'N' }]],
];

/** Whether the documentation has a change of this property that replaces, or may: what is always in place is not recorded. */
function mayReplace(type: string, property: string): boolean {
  const behaviour = documentedBehaviour(type, property);
  if (!behaviour) return false;
  const resource = { Type: type, Properties: {} };
  return PROBES.some(([before, after]) => {
    const outcome = behaviour.decide({ before, after, resourceBefore: resource, resourceAfter: resource });
    return outcome !== undefined && outcome.refused === undefined && outcome.effect !== 'in-place';
  });
}
