import { Resource, Template } from '../model';
import { byName, isObject, readJsonObject, UnreadableInput } from './unreadable';

/** A loop of the language extensions that stands among the resources; its type is what the engine calls it. */
export const FOR_EACH = 'Fn::ForEach';

/**
 * Reads a template; `stack` is named in messages.
 *
 * The CDK leaves the section of the resources out where a stack has none, and what has none has nothing to output.
 */
export function readTemplate(file: string, stack: string): { template: Template; size: number } {
  const { value, size } = readJsonObject(file, `the template of the stack ${stack}`);
  const resources = value.Resources === undefined && !('Outputs' in value) ? {} : value.Resources;
  if (!isObject(resources)) {
    throw new UnreadableInput(file, `the template of the stack ${stack} has no Resources section`);
  }
  for (const [logicalId, resource] of Object.entries(resources)) {
    if (isLoop(logicalId, resource)) continue;
    if (!isObject(resource) || typeof resource.Type !== 'string') {
      throw new UnreadableInput(file, `the resource ${logicalId} of the stack ${stack} has no Type`);
    }
    if (resource.Properties !== undefined && !isObject(resource.Properties)) {
      throw new UnreadableInput(
        file,
        `the Properties of the resource ${logicalId} of the stack ${stack} are not an object`,
      );
    }
  }
  const sections = SECTIONS.filter((name) => value[name] !== undefined).map(
    (name) => [name, sectionOf(name, value[name], file, stack)] as const,
  );
  const template = { ...value, ...Object.fromEntries(sections), Resources: resourcesOf(resources) };
  return { template, size };
}

/** The sections that hold objects by name, beside the resources. */
const SECTIONS = ['Outputs', 'Parameters', 'Mappings', 'Conditions'] as const;

function sectionOf(name: string, section: unknown, file: string, stack: string): Record<string, unknown> {
  const refuse = (what: string) => new UnreadableInput(file, `${what} of the stack ${stack} is not an object`);
  if (!isObject(section)) throw refuse(`the section ${name}`);
  const wrong = Object.entries(section).find(([id, item]) => !isObject(item) && !isLoop(id, item));
  if (wrong) throw refuse(`${wrong[0]} in the section ${name}`);
  return byName(Object.entries(section));
}

/** Loops become resources of a type that no specification knows, so that all that follows is careful with them. */
function resourcesOf(resources: Record<string, unknown>): Record<string, Resource> {
  const entries = Object.entries(resources).map(([logicalId, resource]) => {
    if (!isLoop(logicalId, resource)) return [logicalId, resource as unknown as Resource] as const;
    return [logicalId, { Type: FOR_EACH, Properties: { Loop: resource } }] as const;
  });
  return byName(entries);
}

function isLoop(logicalId: string, resource: unknown): boolean {
  return logicalId.startsWith(`${FOR_EACH}::`) && Array.isArray(resource);
}
