import { Resource, Template } from '../model';
import { isObject, readJsonObject, UnreadableInput } from './unreadable';

/** A loop of the language extensions that stands among the resources; its type is what the engine calls it. */
export const FOR_EACH = 'Fn::ForEach';

/**
 * Reads a template; `stack` is named in messages.
 *
 * The CDK leaves the section of the resources out where a stack has none, and what has none has nothing to output.
 */
export function readTemplate(file: string, stack: string): { template: Template; size: number } {
  const { value, size } = readJsonObject(file, `the template of the stack ${stack}`);
  if (value.Resources === undefined && !('Outputs' in value)) return { template: { ...value, Resources: {} }, size };
  if (!isObject(value.Resources)) {
    throw new UnreadableInput(file, `the template of the stack ${stack} has no Resources section`);
  }
  for (const [logicalId, resource] of Object.entries(value.Resources)) {
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
  return { template: { ...value, Resources: resourcesOf(value.Resources) }, size };
}

/** Loops become resources of a type that no specification knows, so that all that follows is careful with them. */
function resourcesOf(resources: Record<string, unknown>): Record<string, Resource> {
  const entries = Object.entries(resources).map(([logicalId, resource]) => {
    if (!isLoop(logicalId, resource)) return [logicalId, resource as unknown as Resource] as const;
    return [logicalId, { Type: FOR_EACH, Properties: { Loop: resource } }] as const;
  });
  return Object.fromEntries(entries);
}

function isLoop(logicalId: string, resource: unknown): boolean {
  return logicalId.startsWith(`${FOR_EACH}::`) && Array.isArray(resource);
}
