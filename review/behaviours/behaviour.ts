import { Effect, Resource } from '../model';

export { isTrue } from '../compare/values';

/** What a change of one property is judged by: its values, and the resource around them. */
export interface DocumentedChange {
  readonly before: unknown;
  readonly after: unknown;
  readonly resourceBefore: Resource;
  readonly resourceAfter: Resource;
}

/** What is documented of a change. */
export interface Outcome {
  readonly effect: Effect;
  /** In words, for the reader of a review. */
  readonly note: string;
  /** Set where the change is refused when it is deployed. */
  readonly refused?: string;
}

/** What the documentation says of changing a property, where the resource specification says too little, or is wrong. */
export interface DocumentedBehaviour {
  readonly type: string;
  readonly properties: readonly string[];
  /** Where it is documented. */
  readonly source: string;
  /** Undefined where the documentation does not decide, so that the resource specification does. */
  readonly decide: (change: DocumentedChange) => Outcome | undefined;
}

export const inPlace = (note: string): Outcome => ({ effect: 'in-place', note });
export const replacement = (note: string): Outcome => ({ effect: 'replacement', note });
export const mayReplace = (note: string): Outcome => ({ effect: 'may-replace', note });
export const refused = (reason: string): Outcome => ({ effect: 'in-place', note: reason, refused: reason });

/** Unset as CloudFormation sees it. */
export const isUnset = (value: unknown): boolean => value === undefined || value === null || value === '';

/** A value that only the deployment knows. */
export const isIntrinsic = (value: unknown): boolean => typeof value === 'object' && value !== null;

export function templateReference(page: string): string {
  return `https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/${page}.html`;
}
