import { isObject } from '../../read/unreadable';
import { isScalar } from '../values';

/** Items in an order that does not depend on theirs, each once. */
export function inAnyOrder(items: readonly unknown[]): unknown[] {
  const byText = new Map(items.map((item) => [textOf(item), item]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}

/** Equal for what is equal, whatever the order of keys. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(textOf).join()}]`;
  if (isScalar(value)) return JSON.stringify(String(value));
  if (!isObject(value)) return 'null';
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${textOf(value[key])}`).join()}}`;
}

/** Lists whose order means nothing to a service; CloudFormation compares them as they are written all the same. */
const SETS =
  /(^|[a-z])(Tags|Subnets|SubnetIds|SubnetArns|SecurityGroups|SecurityGroupIds|SecurityGroupArns|AvailabilityZones)$/;

/** A property's value with all lists brought into one order whose names say that they have none. */
export function withoutOrder(name: string, value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => withoutOrder('', item));
    return SETS.test(name) ? inAnyOrder(items) : items;
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutOrder(key, item)]));
}
