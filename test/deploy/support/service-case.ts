/** One step that a service refuses, and the same step done safely. */
export interface Case {
  readonly rule: string;
  /** Where, if not at home. */
  readonly region?: string;
  readonly before: object;
  readonly after: object;
  /** The resource that the service refuses to create or update; for a deletion the update itself succeeds. */
  readonly refused: string;
  readonly on: 'create' | 'update' | 'delete';
  /** Resources that hold data before the update. */
  readonly filled?: string[];
  /** The same step without what makes it unsafe. */
  readonly safe?: { readonly before?: object; readonly after?: object; readonly filled?: string[] };
}
