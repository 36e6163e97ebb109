import fc from 'fast-check';
import { markdownReview } from '../../cli/support/markdown-review';
import { shownDifferences } from '../../cli/support/shown-differences';
import { PLAIN } from '../../cli/support/style';
import { textReview } from '../../cli/support/text-review';
import { sameValue } from '../../compare/values';
import { PropertyChange, Review } from '../../model';
import { pairOfValues } from '../arbitrary-values';

const changeOf = (before: unknown, after: unknown): PropertyChange => ({
  name: 'Name',
  before,
  after,
  effect: 'in-place',
  source: '',
});

const reviewOf = (property: PropertyChange): Review => {
  const about = { logicalId: 'Topic', path: 'App/Topic', type: 'AWS::SNS::Topic', durability: 'stateless' } as const;
  const changes = [{ ...about, action: 'update' as const, properties: [property] }];
  return { from: 'a', to: 'b', verdict: 'safe', stacks: [{ name: 's', region: 'eu-west-1', changes }], findings: [] };
};

/** What a browser makes of inline code: runs of white space are one space. */
const rendered = (markdown: string) => markdown.replace(/[ \n\t]+/g, ' ');

test('a change is written to its end, as text and as markdown, and its two sides read differently', () => {
  fc.assert(
    fc.property(pairOfValues, ([before, after]) => {
      const change = changeOf(before, after);
      const text = textReview(reviewOf(change), PLAIN);
      const markdown = markdownReview(reviewOf(change));
      const { shown } = shownDifferences(change, 60);
      expect(shown.length === 0).toBe(sameValue(before, after));
      for (const each of shown) expect(each.before).not.toBe(each.after);
      if (shown.length === 0) expect(text).toContain('Name: what it refers to is replaced');
      const cells = [...markdown.matchAll(/: (<code>.*?<\/code>) → (<code>.*?<\/code>)/g)];
      expect(cells).toHaveLength(shown.length);
      for (const [, left, right] of cells) expect(rendered(left)).not.toBe(rendered(right));
    }),
    { numRuns: 5_000, seed: 20261201 },
  );
});

test.each<[string, unknown, unknown, string]>([
  ['joined text', { 'Fn::Join': ['', ['a', 'b']] }, 'ab', 'Name: {"Fn::Join":["",["a","b"]]} → "ab"'],
  [
    'a substitution',
    { 'Fn::Sub': '${AWS::Region}' },
    { Ref: 'AWS::Region' },
    'Name: {"Fn::Sub":"${AWS::Region}"} → ${AWS::Region}',
  ],
  [
    'an output of another Region',
    { 'Fn::GetStackOutput': { StackName: 'web', OutputName: 'Url', Region: 'eu-west-1' } },
    { 'Fn::GetStackOutput': { StackName: 'web', OutputName: 'Url', Region: 'eu-west-3' } },
    'Name: ${web:Url@eu-west-1} → ${web:Url@eu-west-3}',
  ],
  ['nothing', null, undefined, 'Name: - null'],
])('%s is told apart from what it was', (_, before, after, line) => {
  expect(textReview(reviewOf(changeOf(before, after)), PLAIN)).toContain(line);
});

test('what lists gain and lose is told apart as well, however long it is', () => {
  const long = (end: string) => 'same '.repeat(40) + end;
  const text = textReview(reviewOf(changeOf([long('a')], [long('b')])), PLAIN);
  expect(text).toContain('same a"');
  expect(text).toContain('same b"');
});

test('of several spaces, all are seen in markdown', () => {
  expect(markdownReview(reviewOf(changeOf('a  b', 'a b')))).toContain('<code>"a &nbsp;b"</code> → <code>"a b"</code>');
});
