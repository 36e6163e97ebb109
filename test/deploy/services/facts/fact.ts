import { isObject, sameValue } from '../../engine/deep';
import { Documented, PropertyChange } from '../../engine/replacement';
import { Json, JsonObject } from '../../engine/state';

/** What is documented of changing a property, where neither the specification nor a service's model has it. */
export interface ChangeFact {
  readonly type: string;
  readonly properties: readonly string[];
  readonly source: string;
  /** When the source was read. */
  readonly date: string;
  /** Undefined where the fact does not decide. */
  decide(change: PropertyChange): Documented | undefined;
}

/** The day on which the sources were read. */
export const READ = '2026-12-01';

export const IN_PLACE: Documented = { effect: 'in-place' };
export const REPLACED: Documented = { effect: 'replacement' };
export const refused = (reason: string): Documented => ({ effect: 'in-place', refused: reason });

export const isUnset = (value: unknown): boolean => value === undefined || value === null || value === '';
export const isOn = (value: unknown): boolean => String(value) === 'true';

/** The CloudFormation reference of a type or of one of its structures. */
export const reference = (page: string): string =>
  `https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/${page}.html`;

/** The elements of a list by one of their members. */
export function byMember(list: unknown, member: string): Map<string, JsonObject> {
  const items = Array.isArray(list) ? (list as Json[]).filter(isObject) : [];
  return new Map(items.map((item) => [String(item[member]), item]));
}

/** The members of an element that was there and is, that differ. */
export function editedMembers(before: JsonObject, after: JsonObject): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => !sameValue(before[name], after[name]),
  );
}
