/**
 * A group of values with some of them replaced. What is `undefined` replaces nothing: a variable that was never set
 * erases no default.
 */
export function merge<T extends object>(defaults: T, changes: Partial<T> = {}): T {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  return { ...defaults, ...Object.fromEntries(given) };
}
