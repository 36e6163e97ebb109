import { Assembly, AssemblyStack, Resource, ResourceChange, Review, Template } from '../model';
import { review } from '../review';

/** A resource as short as a test wants it. */
export function resource(type: string, properties?: Record<string, unknown>, more: Partial<Resource> = {}): Resource {
  return { Type: type, ...(properties ? { Properties: properties } : {}), ...more };
}

export type StackInput = Partial<AssemblyStack> & { template: Template };

/** An assembly without files; a stack is given as its resources, or whole. */
export function assembly(stacks: Record<string, Record<string, Resource> | StackInput>): Assembly {
  return {
    directory: '/nowhere',
    stacks: Object.entries(stacks).map(([id, input]) => stackOf(id, input)),
  };
}

function stackOf(id: string, input: Record<string, Resource> | StackInput): AssemblyStack {
  const whole = ('template' in input ? input : { template: { Resources: input } }) as StackInput;
  const holder = id.includes('/') ? id.slice(0, id.lastIndexOf('/')) : undefined;
  return {
    id,
    name: id,
    account: '111111111111',
    region: 'eu-west-1',
    file: `/nowhere/${id}.template.json`,
    size: JSON.stringify(whole.template).length,
    dependencies: [],
    ...(holder ? { nestedIn: { stack: holder, logicalId: id.slice(holder.length + 1) } } : {}),
    ...whole,
  };
}

/** The review of two versions of one stack, called `app`. */
export function reviewStack(
  before: Record<string, Resource> | StackInput,
  after: Record<string, Resource> | StackInput,
): Review {
  return review(assembly({ app: before }), assembly({ app: after }), { from: 'before', to: 'after' });
}

export function changesIn(found: Review, stack = 'app'): readonly ResourceChange[] {
  return found.stacks.find(({ name }) => name === stack)?.changes ?? [];
}

/** The change of one resource, which must be there. */
export function changeOf(found: Review, logicalId: string, stack = 'app'): ResourceChange {
  const change = changesIn(found, stack).find((one) => one.logicalId === logicalId);
  if (!change) throw new Error(`${stack}/${logicalId} does not change: ${JSON.stringify(found.stacks, undefined, 1)}`);
  return change;
}

/** Each change as `action logicalId`. */
export function actions(found: Review, stack = 'app'): string[] {
  return changesIn(found, stack).map(({ action, logicalId }) => `${action} ${logicalId}`);
}

/** The effect of changing one property of a resource from one value to another. */
export function effectOf(
  type: string,
  name: string,
  before: unknown,
  after: unknown,
  rest: Partial<Resource> = {},
): string {
  const state = (value: unknown) => ({
    Thing: resource(
      type,
      { ...rest.Properties, ...(value === undefined ? {} : { [name]: value }) },
      { ...rest, Type: type, Properties: { ...rest.Properties, ...(value === undefined ? {} : { [name]: value }) } },
    ),
  });
  const change = changeOf(reviewStack(state(before), state(after)), 'Thing').properties.find(
    (one) => one.name === name,
  );
  return change?.refused !== undefined ? 'refused' : String(change?.effect);
}
