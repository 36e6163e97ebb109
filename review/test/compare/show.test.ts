import fc from 'fast-check';
import { differences } from '../../compare/differences';
import { show, showEach, showPair } from '../../compare/show';
import { itemsWithout, sameValue } from '../../compare/values';
import { pairOfValues } from '../arbitrary-values';

test.each<[unknown, string]>([
  [undefined, 'unset'],
  [null, 'null'],
  ['unset', '"unset"'],
  [{ Ref: 'AWS::Region' }, '${AWS::Region}'],
  [{ 'Fn::Sub': '${AWS::Region}' }, '{"Fn::Sub":"${AWS::Region}"}'],
  ['${AWS::Region}', '"${AWS::Region}"'],
  [{ 'Fn::GetAtt': ['Key', 'Arn'] }, '${Key.Arn}'],
  [{ 'Fn::GetAtt': 'Key.Arn' }, '{"Fn::GetAtt":"Key.Arn"}'],
  [{ 'Fn::GetStackOutput': { StackName: 'net', OutputName: 'Vpc' } }, '${net:Vpc}'],
  [{ 'Fn::GetStackOutput': { StackName: 'net', OutputName: 'Vpc', Region: 'eu-west-1' } }, '${net:Vpc@eu-west-1}'],
  [{ 'Fn::ImportValue': 'net-vpc' }, '${import net-vpc}'],
  [
    { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':', { 'Fn::GetAtt': ['Key', 'Arn'] }]] },
    '`arn:${AWS::Partition}:${Key.Arn}`',
  ],
  [{ 'Fn::Join': ['', ['a', { 'Fn::Select': [0, { Ref: 'L' }] }]] }, '`a${{"Fn::Select":[0,${L}]}}`'],
  [{ 'Fn::Join': ['', ['a', 'b']] }, '{"Fn::Join":["",["a","b"]]}'],
  [{ 'Fn::Join': [',', [{ Ref: 'A' }, 'b']] }, '{"Fn::Join":[",",[${A},"b"]]}'],
  [[{ 'Fn::If': ['C', 1, { Ref: 'B' }] }], '[{"Fn::If":["C",1,${B}]}]'],
  [{ b: 1, a: '1' }, '{"a":"1","b":1}'],
  ['a\u00a0b\u200bc\u001b[31m\u{e0041}', '"a\\u00a0b\\u200bc\\u001b[31m\\udb40\\udc41"'],
])('%j reads %s', (value, text) => {
  expect(show(value)).toBe(text);
});

test('a long value is cut, and a long pair where it is still equal', () => {
  expect(show('x'.repeat(200))).toBe(`"${'x'.repeat(118)}…`);
  const long = (end: string) => 'same '.repeat(40) + end;
  expect(showPair(long('old'), long('new'), 20)).toEqual(['…me same old"', '…me same new"']);
  expect(showPair('a', 'a', 20)).toEqual(['"a"', '"a"']);
  expect(showEach([long('old'), long('new')], 150)).toEqual([`"${long('old')}"`, `"${long('new')}"`]);
});

/** Equal to the letter but for the order of keys; `sameValue` takes `1` for `"1"` besides. */
function identical(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical((value as Record<string, unknown>)[key])}`).join()}}`;
}

const whole = (value: unknown) => showEach([value], Infinity)[0];

const options = { numRuns: 20_000, seed: 20261201 };

test('different values never read the same, and equal ones always do', () => {
  fc.assert(
    fc.property(pairOfValues, ([a, b]) => {
      const same = identical(a, b);
      expect(whole(a) === whole(b)).toBe(same);
      const [old, young] = showPair(a, b, 40);
      expect(old === young).toBe(same);
      const [first, second] = showEach([a, b], 40);
      expect(first === second).toBe(same);
    }),
    options,
  );
});

test('values differ somewhere exactly where CloudFormation tells them apart', () => {
  fc.assert(
    fc.property(pairOfValues, ([a, b]) => {
      const found = differences(a, b);
      expect(found.length === 0).toBe(sameValue(a, b));
      for (const { before, after } of found) expect(whole(before)).not.toBe(whole(after));
    }),
    options,
  );
});

test('an item is in a list exactly where it is the same value as one of it', () => {
  fc.assert(
    fc.property(pairOfValues, ([a, b]) => expect(itemsWithout([a], [b]).length === 0).toBe(sameValue(a, b))),
    options,
  );
});

test('a function is one value: its inside is not compared', () => {
  expect(differences({ A: { Ref: 'X' } }, { A: { Ref: 'Y' } })).toEqual([
    { path: 'A', before: { Ref: 'X' }, after: { Ref: 'Y' } },
  ]);
});

test('objects in a list are compared where they stand, and other items as what comes and goes', () => {
  expect(differences([{ A: 1 }, { A: 2 }], [{ A: 1 }, { A: 3 }], 'L')).toEqual([
    { path: 'L[1].A', before: 2, after: 3 },
  ]);
  expect(differences(['a', 'b', 'c'], ['b', 'c', 'd'], 'L')).toEqual([
    { path: 'L[]', before: 'a', after: undefined },
    { path: 'L[]', before: undefined, after: 'd' },
  ]);
  expect(differences([1, 2], [2, 1], 'L')).toEqual([{ path: 'L', before: [1, 2], after: [2, 1] }]);
  expect(differences([1], [1, 1], 'L')).toEqual([{ path: 'L', before: [1], after: [1, 1] }]);
});

test('a key that every object inherits is a key as any other', () => {
  expect(differences({}, { constructor: 1, toString: 2 })).toEqual([
    { path: 'constructor', before: undefined, after: 1 },
    { path: 'toString', before: undefined, after: 2 },
  ]);
});
