import { matrix } from '../../cli/commands/check';
import { stageTable } from '../../cli/commands/list';
import { splitBySize } from '../../cli/support/app-environment';
import { closest } from '../../cli/support/closest';
import { markdownReview } from '../../cli/support/markdown-review';
import { PLAIN } from '../../cli/support/style';
import { textReview } from '../../cli/support/text-review';
import { Finding, ResourceChange, Review } from '../../model';

const change = (logicalId: string, more: Partial<ResourceChange> = {}): ResourceChange => ({
  logicalId,
  path: `App/${logicalId}`,
  type: 'AWS::SNS::Subscription',
  action: 'create',
  durability: 'stateless',
  properties: [],
  ...more,
});

const finding = (more: Partial<Finding> = {}): Finding => ({
  rule: 'some-rule',
  severity: 'hazard',
  mechanism: 'lost',
  stack: 'data',
  logicalId: 'Table',
  path: 'Data/Table',
  message: 'is lost | for <good>',
  remedy: 'keep *it*',
  source: 'https://example.com/a_b',
  ...more,
});

const reviewOf = (changes: ResourceChange[], findings: Finding[] = []): Review => ({
  from: 'one',
  to: 'two',
  verdict: findings.some(({ severity }) => severity === 'hazard') ? 'hazard' : 'safe',
  stacks: changes.length > 0 ? [{ name: 'data', region: 'eu-west-1', changes }] : [],
  findings,
});

describe('a review as text', () => {
  test('stays short for more than a hundred changes: new stateless resources are counted, durable ones are told', () => {
    const many = Array.from({ length: 120 }, (_, i) => change(`Sub${i}`));
    const text = textReview(
      reviewOf([...many, change('Table', { type: 'AWS::DynamoDB::GlobalTable', durability: 'durable' })]),
      PLAIN,
    );
    expect(text).toBe(
      [
        'one → two: safe',
        '121 created in 1 stack',
        '',
        'data (eu-west-1)',
        '  + create  App/Table  AWS::DynamoDB::GlobalTable, durable',
        '  + create 120 stateless: 120 AWS::SNS::Subscription',
      ].join('\n'),
    );
  });

  test('tells each property where it differs, with what the change does', () => {
    const updated = change('Service', {
      action: 'update',
      causedBy: ['Task'],
      properties: [
        { name: 'Count', before: 1, after: 2, effect: 'in-place', source: '' },
        { name: 'Zone', before: undefined, after: 'a', effect: 'may-replace', source: '', note: 'it depends' },
        {
          name: 'Net',
          before: { A: 1, Subnets: ['x'] },
          after: { A: 1, Subnets: ['y', { Ref: 'Z' }] },
          effect: 'unknown',
          source: '',
        },
        { name: 'Task', before: { Ref: 'Task' }, after: { Ref: 'Task' }, effect: 'in-place', source: '' },
        { name: 'Scheme', before: 'a', after: 'b', effect: 'in-place', source: '', note: 'never', refused: 'never' },
      ],
    });
    expect(
      textReview(reviewOf([updated]), PLAIN)
        .split('\n')
        .slice(4),
    ).toEqual([
      '  ~ update  App/Service',
      '      AWS::SNS::Subscription, stateless, because of Task',
      '        Count: 1 → 2  [in place]',
      '        Zone: + "a"',
      '          may replace: it depends',
      '        Net.Subnets[]: - "x"',
      '        Net.Subnets[]: + "y"',
      '        Net.Subnets[]: + ${Z}  [effect unknown]',
      '        Task: what it refers to is replaced  [in place]',
      '        Scheme: "a" → "b"',
      '          refused: never',
    ]);
  });

  test('counts what is too much to show, and shows long values where they differ', () => {
    const wide = (value: number) => Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`Key${i}`, value]));
    const long = (end: string) => 'same '.repeat(40) + end;
    const updated = change('Alarm', {
      action: 'update',
      properties: [
        { name: 'Keys', before: wide(1), after: wide(2), effect: 'in-place', source: '' },
        { name: 'Arn', before: 'x'.repeat(50), after: 'y'.repeat(50), effect: 'replacement', source: '' },
        { name: 'Text', before: long('old'), after: long('new'), effect: 'in-place', source: '' },
      ],
    });
    const text = textReview(reviewOf([updated]), PLAIN);
    expect(text).toContain('        and 4 more places in Keys  [in place]');
    expect(text).toContain(
      `        Arn:\n            "${'x'.repeat(50)}"\n          → "${'y'.repeat(50)}"  [replacement]`,
    );
    expect(text).toContain('        Text: …me same old" → …me same new"  [in place]');
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  test('groups findings by what to do about them, hazards first', () => {
    const findings = [
      finding({ severity: 'note', rule: 'b-note' }),
      finding(),
      finding({ logicalId: 'Other', message: 'is lost too' }),
    ];
    expect(textReview(reviewOf([], findings), PLAIN)).toBe(
      [
        'one → two: 2 hazards',
        'nothing changes; 2 hazards; 1 note',
        '',
        'HAZARD some-rule',
        '  data/Table',
        '    is lost | for <good>',
        '  data/Other',
        '    is lost too',
        '  remedy: keep *it*',
        '  source: https://example.com/a_b',
        '',
        'NOTE b-note',
        '  data/Table',
        '    is lost | for <good>',
        '  remedy: keep *it*',
        '  source: https://example.com/a_b',
      ].join('\n'),
    );
  });
});

describe('a review as markdown', () => {
  test('escapes what markdown, tables or HTML would take for theirs', () => {
    const updated = change('Rule', {
      action: 'update',
      path: 'App/`a`|b<c>',
      properties: [{ name: 'Pattern', before: 'a|b\nc', after: '*<b>*', effect: 'in-place', source: '', note: 'a|b' }],
    });
    const text = markdownReview(reviewOf([updated], [finding()]));
    expect(text).toContain('- <code>data/Table</code>: is lost \\| for &lt;good&gt;');
    expect(text).toContain('Remedy: keep \\*it\\*');
    const row = text.split('\n').find((line) => line.startsWith('| update |')) ?? '';
    expect(row.match(/(?<!\\)\|/g)).toHaveLength(5);
    expect(row).toContain('<code>App/&#96;a&#96;&#124;b&lt;c&gt;</code>');
    expect(row).toContain('in place: a\\|b');
  });

  test('keeps within what a comment may hold, findings first', () => {
    const changes = Array.from({ length: 400 }, (_, i) => change(`Table${i}`, { durability: 'durable' }));
    const stacks = ['a', 'b', 'c'].map((name) => ({ name, region: 'eu-west-1', changes }));
    const text = markdownReview({ ...reviewOf([], [finding()]), stacks });
    expect(text.length).toBeLessThan(65_536);
    expect(text).toContain('**some-rule**');
    expect(text).toMatch(/2 more stacks with changes: too long for a comment, see `cdk-grow diff`\.$/);
  });
});

const EIGHT = [
  'one',
  'hundred',
  'thousand',
  'ten-thousand',
  'hundred-thousand',
  'half-million',
  'million',
  'ten-million',
];

test('the matrix and the table of eight stages fit into 100 columns', () => {
  const pairs = EIGHT.flatMap((from, i) =>
    EIGHT.slice(i + 1).map((to) => ({ ...reviewOf([], [finding(), finding({ severity: 'caution' })]), from, to })),
  );
  const rows = EIGHT.map((name, i) => ({
    name,
    users: 10 ** i,
    stacks: [],
    resources: 100 * i,
    adds: ['word '.repeat(60)],
  }));
  const lines = [...matrix(EIGHT, pairs, PLAIN), ...stageTable(rows, PLAIN, true)];
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  expect(lines[2]).toMatch(/^one( +1 \(1\)){7}$/);
});

test('the nearest name is suggested, if it is near', () => {
  expect(closest('tousand', EIGHT)).toBe('thousand');
  expect(closest('Milion', EIGHT)).toBe('million');
  expect(closest('production', EIGHT)).toBeUndefined();
});

test('context that is too big for the environment is cut at whole keys', () => {
  const { small, overflow } = splitBySize({ a: 'x'.repeat(50), b: 1 }, 40);
  expect([small, overflow]).toEqual([{}, { a: 'x'.repeat(50), b: 1 }]);
  expect(splitBySize({ a: 1 }, 40)).toEqual({ small: { a: 1 }, overflow: {} });
});
