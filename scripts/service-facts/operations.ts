/** Which operations of a service make a resource, and which change it: what no model says by itself. */
export interface Operations {
  readonly type: string;
  /** The service's folder among the models. */
  readonly model: string;
  readonly create: readonly string[];
  readonly update: readonly string[];
  /** What the service calls a property, where it is not the property's own name. */
  readonly called?: Readonly<Record<string, readonly string[]>>;
  /** Properties that an update names to say which resource is meant, and does not change. */
  readonly names?: readonly string[];
}

/** An update that takes everything at once, or any attribute: the model does not say what it refuses to change. */
export const WHOLE = '*';

const words = (text: string): string[] => text.split(' ').filter(Boolean);

/** One service: a row for each type, with the operations as words. */
export function service(
  model: string,
  rows: Readonly<
    Record<string, readonly [create: string, update: string, more?: Pick<Operations, 'called' | 'names'>]>
  >,
): Operations[] {
  return Object.entries(rows).map(([type, [create, update, more]]) => ({
    type: `AWS::${type}`,
    model,
    create: words(create),
    update: words(update),
    ...more,
  }));
}
