import { CommandLine, expectBadInput, plainAssembly, Workspace } from './support/command-line';

const workspace = new Workspace();
const line = new CommandLine(workspace);
beforeAll(() => {
  plainAssembly(workspace, 'app/before');
  plainAssembly(workspace, 'app/after');
  workspace.write('app/ours.mjs', OURS);
});
afterAll(() => workspace.remove());

const OURS = `export default [{
  id: 'our-tables-are-tagged',
  mechanism: 'none',
  severities: ['hazard'],
  summary: 'A table of ours has no tag that names its owner.',
  source: 'https://wiki.example.com/tags',
  check: ({ to }) => to.stacks.flatMap((stack) =>
    Object.entries(stack.template.Resources)
      .filter(([, { Type }]) => Type === 'AWS::DynamoDB::Table' || Type === 'AWS::DynamoDB::GlobalTable')
      .map(([logicalId]) => ({
        severity: 'hazard', stack: stack.id, logicalId, message: logicalId + ' has no owner', remedy: 'Tag it.',
      }))),
}];
`;
const diff = (...args: string[]) =>
  line.run('app', ['diff', '--from-assembly', 'before', '--to-assembly', 'after', ...args]);
const findingsOf = (stdout: string) => JSON.parse(stdout).findings as Record<string, unknown>[];

test('rules of a file are asked beside ours, and can be accepted by name until a day', () => {
  const found = diff('--rules', 'ours.mjs', '--json');
  expect(found.stderr).toBe('');
  expect(found.code).toBe(1);
  const [finding] = findingsOf(found.stdout);
  expect(finding).toMatchObject({
    rule: 'our-tables-are-tagged',
    severity: 'hazard',
    source: 'https://wiki.example.com/tags',
  });
  const name = `${finding.rule}:${finding.stack}/${finding.logicalId}`;
  const record = (...args: string[]) =>
    line.run('app', [
      'ledger',
      'record',
      '--from-assembly',
      'before',
      '--rules',
      'ours.mjs',
      '--accept',
      name,
      ...args,
    ]);

  expectBadInput(record(), '--accept needs --reason TEXT');
  expectBadInput(record('--reason', 'why'), '--until : give the last day', 'such as 2027-01-31');
  expectBadInput(record('--reason', 'why', '--until', '2999-02-31'), '--until 2999-02-31: give the last day');
  expectBadInput(record('--reason', 'why', '--until', '2020-01-31'), '--until 2020-01-31: that day is over');
  const accepted = record('--reason', 'tagged next week', '--until', '2999-01-31');
  expect(accepted.stderr).toBe('');
  expect(accepted.stdout).toContain(`accepted until 2999-01-31: ${finding.rule} ${finding.stack}/${finding.logicalId}`);

  const after = diff('--rules', 'ours.mjs', '--json', '--ledger', 'durable-ledger.json');
  expect(findingsOf(after.stdout)[0]).toMatchObject({ severity: 'note', accepted: { reason: 'tagged next week' } });
  expect(after.code).toBe(0);
  // It stays when the ledger is recorded anew.
  expect(line.run('app', ['ledger', 'record', '--from-assembly', 'before']).code).toBe(0);
  expect(diff('--rules', 'ours.mjs', '--ledger', 'durable-ledger.json').code).toBe(0);
});

test.each([
  ['nothing.mjs', undefined, 'there is no such file'],
  ['broken.mjs', 'export default [', 'cannot be loaded'],
  ['empty.mjs', 'export default [];', 'export a list of rules by default'],
  ['named.mjs', 'export const rules = [];', 'export a list of rules by default'],
  ['lacks.mjs', "export default [{ id: 'a-rule' }];", 'rule 1 lacks mechanism, summary, source: give text'],
  ['id.mjs', OURS.replace('our-tables-are-tagged', 'Our Rule'), "id 'Our Rule': write lower-case words"],
  ['taken.mjs', OURS.replace('our-tables-are-tagged', 'durable-replaced'), 'is that of a rule of cdk-grow'],
  ['severity.mjs', OURS.replace("severities: ['hazard']", "severities: ['bad']"), 'severities: give a list of hazard'],
  ['check.mjs', OURS.replace(/check: [^]*/, 'check: 1 }];'), 'check is no function'],
  [
    'throws.mjs',
    OURS.replace(/check: [^]*/, "check() { throw new Error('oh') } }];"),
    "('our-tables-are-tagged') failed: oh",
  ],
])('%s is refused, and its name is in the message', (file, content, message) => {
  if (content !== undefined) workspace.write(`app/${file}`, content);
  expectBadInput(diff('--rules', file), `--rules ${file}`, message);
});

test('a rule that does not exist cannot be accepted', () => {
  const record = ['ledger', 'record', '--from-assembly', 'before', '--reason', 'why', '--until', '2999-01-31'];
  expectBadInput(
    line.run('app', [...record, '--accept', 'durable-replacd:shop/T']),
    "there is no rule 'durable-replacd'; did you mean durable-replaced?",
  );
  expectBadInput(diff('--ledger', 'nowhere.json'), '--ledger nowhere.json: there is no such file');
});
