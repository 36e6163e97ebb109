/** Changes of JSON files at random, from a seed: what an interrupted write, a careless edit or malice makes of them. */

/** A generator of numbers below 1, equal for equal seeds. */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Container = Record<string, unknown> | unknown[];

const NAMES = [
  'constructor',
  '__proto__',
  'toString',
  'hasOwnProperty',
  'Ref',
  'Fn::If',
  'Fn::ForEach::X',
  '',
  '.',
  'a/b',
];

const deep = (levels: number, wrap: (inner: unknown) => unknown): unknown => {
  let value: unknown = 'x';
  for (let i = 0; i < levels; i++) value = wrap(value);
  return value;
};

const VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  '',
  '.',
  '..',
  '../..',
  '/etc/passwd',
  'manifest.json',
  '${A}',
  [],
  {},
  [null],
  [[]],
  { X: null },
  { Ref: null },
  { Ref: 'constructor' },
  { Ref: '__proto__' },
  { 'Fn::GetAtt': ['toString', 'constructor'] },
  { 'Fn::GetAtt': [] },
  { 'Fn::GetAtt': 'NoDot' },
  { 'Fn::Sub': [null, 1] },
  { 'Fn::Join': ['', null] },
  { 'Fn::If': ['constructor', 1, { Ref: 'AWS::NoValue' }] },
  { 'Fn::FindInMap': ['constructor', 'toString', 'x'] },
  { 'Fn::GetStackOutput': { StackName: 'constructor', OutputName: '__proto__' } },
  { 'Fn::ImportValue': {} },
  { Type: 'constructor', Properties: { constructor: 1 } },
  deep(3_000, (inner) => [inner]),
  deep(3_000, (inner) => ({ 'Fn::Join': ['', [inner]] })),
  deep(150, (inner) => ({ 'Fn::If': ['C', inner, inner === 'x' ? 'y' : 'z'] })),
];

/** The text of a JSON file after one to three changes. */
export function mutated(text: string, random: () => number): string {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)];
  if (random() < 0.05) return text.slice(0, Math.floor(random() * text.length));
  const root = { root: JSON.parse(text) as unknown };
  for (let changes = 1 + Math.floor(random() * 3); changes > 0; changes--) {
    const places = containersIn(root);
    const container = pick(places);
    const key = pick(Object.keys(container));
    if (key === undefined) continue;
    const inside = container as Record<string, unknown>;
    const kind = random();
    if (kind < 0.55) set(inside, key, pick(VALUES));
    else if (kind < 0.7) Reflect.deleteProperty(inside, key);
    else if (kind < 0.9) set(inside, pick(NAMES), inside[key]);
    else set(inside, key, pick(places.slice(1)) ?? null);
  }
  return withoutCircles(root.root);
}

/** Also where the key is `__proto__`, which an assignment would take for something else. */
function set(container: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(container, key, { value, enumerable: true, configurable: true, writable: true });
}

function containersIn(value: Container): Container[] {
  const found: Container[] = [];
  const open: Container[] = [value];
  const seen = new Set<unknown>();
  for (let next = open.pop(); next; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    found.push(next);
    for (const inner of Object.values(next))
      if (typeof inner === 'object' && inner !== null) open.push(inner as Container);
  }
  return found;
}

/** A value that was put into itself has no text: what is written then is an empty file. */
function withoutCircles(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
}
