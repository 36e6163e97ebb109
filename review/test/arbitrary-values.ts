import fc from 'fast-check';

/** Few letters, so that values often nearly meet; among them what the forms of references are made of. */
const word = fc.constantFrom('A', 'B', 'A.B', 'AWS::Region', 'import A', 'A:B', 'A:B@eu-west-1', '');
const text = fc.oneof(
  word,
  word.map((name) => `\${${name}}`),
  word.map((name) => `\`\${${name}}\``),
  fc.constantFrom('`', '$', '\\', '{', '"', 'a', 'ab', 'b', '1', '01', 'true', 'null', 'unset', '{}', '[]', '…'),
  fc.constantFrom('a b', 'a  b', 'a\u00a0b', 'a\nb', 'a\u200bb', 'a\\nb', '\ud83d\ude00', '\ud83d'),
  fc.constantFrom('{"Ref":"A"}', '{"Fn::Join":["",["a","b"]]}', '["a"]'),
);
const leaf = fc.oneof(text, fc.constantFrom<unknown>(null, true, false, 0, 1, 1.5, -1, 1e30, [], {}));

const { value } = fc.letrec<{ value: unknown }>((tie) => {
  const inner = fc.oneof({ maxDepth: 4, withCrossShrink: true }, leaf, tie('value'));
  const list = fc.array(inner, { maxLength: 3 });
  const call = (name: string, argument: fc.Arbitrary<unknown>) => argument.map((given) => ({ [name]: given }));
  const output = fc.record(
    { StackName: word, OutputName: word, Region: fc.constantFrom<unknown>('eu-west-1', 'eu-west-3', { Ref: 'A' }) },
    { requiredKeys: ['StackName'] },
  );
  return {
    value: fc.oneof(
      { maxDepth: 4 },
      leaf,
      call('Ref', inner),
      call('Fn::GetAtt', fc.oneof(word, fc.array(fc.oneof(word, inner), { maxLength: 3 }))),
      call('Fn::Join', fc.tuple(fc.constantFrom('', ',', '`'), list)),
      call('Fn::Join', list),
      call('Fn::Sub', fc.oneof(text, fc.tuple(text, fc.dictionary(word, inner, { maxKeys: 2 })))),
      call('Fn::Select', fc.tuple(fc.constantFrom<unknown>(0, '0', 1), inner)),
      call('Fn::Split', fc.tuple(text, inner)),
      call('Fn::FindInMap', fc.tuple(word, inner, inner)),
      call('Fn::GetStackOutput', output),
      call('Fn::ImportValue', fc.oneof(word, inner)),
      call('Fn::If', fc.tuple(word, inner, inner)),
      call('Fn::Cidr', fc.tuple(inner, fc.constantFrom<unknown>(1, '1'))),
      call('Fn::Base64', inner),
      call('Fn::Transform', fc.record({ Name: word, Parameters: inner })),
      list,
      fc.dictionary(fc.constantFrom('a', 'b', 'Ref', 'Fn::Join', '__proto__', 'constructor'), inner, { maxKeys: 3 }),
    ),
  };
});

/** A pair that is often nearly the same: as it is, or within something that both have in common. */
export const pairOfValues = fc
  .tuple(value, value, fc.constantFrom('', 'join', 'list', 'long', 'object'))
  .map(([a, b, around]): [unknown, unknown] => {
    const wrap = (inner: unknown) => {
      if (around === 'join') return { 'Fn::Join': ['', ['a', inner]] };
      if (around === 'list') return [inner, 'a'];
      if (around === 'long') return ['x'.repeat(200), inner, 'y'.repeat(200)];
      return around === 'object' ? { Key: inner } : inner;
    };
    return [wrap(a), wrap(b)];
  });
