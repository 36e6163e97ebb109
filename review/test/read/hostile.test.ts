import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PLAIN } from '../../cli/support/style';
import { textReview } from '../../cli/support/text-review';
import { readAssembly, UnreadableInput } from '../../read/assembly';
import { review } from '../../review';

let directory: string;

beforeEach(() => {
  directory = realpathSync(mkdtempSync(join(tmpdir(), 'hostile-')));
});

afterEach(() => rmSync(directory, { recursive: true }));

const STACK = { type: 'aws:cloudformation:stack', environment: 'aws://111111111111/eu-west-1' };
const stack = (templateFile: string, more: object = {}) => ({ ...STACK, properties: { templateFile, ...more } });
const stage = (directoryName: unknown) => ({ type: 'cdk:cloud-assembly', properties: { directoryName } });
const manifest = (artifacts: object) => ({ version: '55.0.0', artifacts });
const nested = (file: string) => ({
  Type: 'AWS::CloudFormation::Stack',
  Properties: { TemplateURL: 'https://s3/a' },
  Metadata: { 'aws:asset:path': file },
});

/** Writes files; strings as they are, everything else as JSON. */
function write(files: Record<string, unknown>, folder = directory): string {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

const app = (template: unknown) => ({ 'manifest.json': manifest({ App: stack('App.json') }), 'App.json': template });

function messageOf(): string {
  try {
    readAssembly(directory);
  } catch (error) {
    if (error instanceof UnreadableInput) return error.message.replaceAll(`${directory}/`, '');
    throw error;
  }
  throw new Error('it was read');
}

/** JSON text, since an object literal's `__proto__` is something else. */
const json = (text: string) => text.replaceAll("'", '"');

describe('what holds itself', () => {
  test.each(['.', './', 'x/..'])('a nested assembly at %j', (name) => {
    mkdirSync(join(directory, 'x'));
    write({ 'manifest.json': manifest({ S: stage(name) }) });
    expect(messageOf()).toBe(
      `manifest.json: the nested assembly S is at ${JSON.stringify(name)}, which holds it or is nested elsewhere as well`,
    );
  });

  test('a circle of nested assemblies', () => {
    write({ 'manifest.json': manifest({ S: stage('a') }), 'a/manifest.json': manifest({ T: stage('../b') }) });
    write({ 'b/manifest.json': manifest({ U: stage('../a') }) });
    expect(messageOf()).toMatch(/^b\/manifest.json: the nested assembly U is at "..\/a", which holds it/);
  });

  test('a circle by a link', () => {
    write({ 'manifest.json': manifest({ S: stage('link') }) });
    symlinkSync('.', join(directory, 'link'));
    expect(messageOf()).toMatch(/^manifest.json: the nested assembly S is at "link", which holds it/);
  });

  test('a stack that is its own template, at once or by way of another', () => {
    write(app({ Resources: { Me: nested('App.json') } }));
    expect(messageOf()).toBe('App.json: the stack App/Me has the template of a stack that it is nested in');
    write(app({ Resources: { One: nested('One.json') } }));
    write({ 'One.json': { Resources: { Two: nested('Two.json') } } });
    write({ 'Two.json': { Resources: { One: nested('One.json') } } });
    expect(messageOf()).toBe('One.json: the stack App/One/Two/One has the template of a stack that it is nested in');
  });

  test('stacks that double with each level', () => {
    write(app({ Resources: { A: nested('0.json'), B: nested('0.json') } }));
    for (let i = 0; i < 30; i++) {
      const inner = nested(`${i + 1}.json`);
      write({ [`${i}.json`]: { Resources: { A: inner, B: inner } } });
    }
    write({ '30.json': { Resources: {} } });
    expect(messageOf()).toContain('the cloud assembly has more than 2000 nested stacks');
  });

  test('assemblies, and stacks, of 3,000 levels', () => {
    write({ 'manifest.json': manifest({ S: stage('0') }) });
    for (let i = 0; i < 3_000; i++) write({ [`${i}/manifest.json`]: manifest({ S: stage(`../${i + 1}`) }) });
    expect(messageOf()).toBe('31/manifest.json: assemblies are nested more than 32 deep');
    write(app({ Resources: { A: nested('0.json') } }));
    for (let i = 0; i < 40; i++) write({ [`${i}.json`]: { Resources: { A: nested(`${i + 1}.json`) } } });
    expect(messageOf()).toContain('stacks are nested more than 32 deep');
  });
});

describe('what leads out of the assembly', () => {
  test.each<[string, object, string]>([
    ['a nested assembly', { S: stage('..') }, 'the nested assembly S is at ".."'],
    ['a template', { App: stack('../App.json') }, 'the template of the stack App is at "../App.json"'],
    ['a template below a link', { App: stack('link/passwd') }, 'the template of the stack App is at "link/passwd"'],
  ])('%s', (_, artifacts, what) => {
    write({ 'manifest.json': manifest(artifacts) });
    symlinkSync('/etc', join(directory, 'link'));
    expect(messageOf()).toBe(`manifest.json: ${what}, outside of the cloud assembly`);
  });

  test('a nested template', () => {
    write(app({ Resources: { A: nested('../../etc/passwd') } }));
    expect(messageOf()).toBe(
      'manifest.json: the template of the stack App/A is at "../../etc/passwd", outside of the cloud assembly',
    );
  });
});

describe.each([
  ['the manifest', 'manifest.json'],
  ['the template of the stack App', 'App.json'],
])('%s', (role, file) => {
  beforeEach(() => {
    write(app({ Resources: {} }));
    rmSync(join(directory, file));
  });

  test('as a pipe is not waited for', () => {
    execFileSync('mkfifo', [join(directory, file)]);
    expect(messageOf()).toBe(`${file}: ${role} is a pipe, not a file`);
  });

  test('as a folder', () => {
    mkdirSync(join(directory, file));
    expect(messageOf()).toBe(`${file}: ${role} is a folder, not a file`);
  });

  test('as a huge file', () => {
    write({ [file]: '' });
    truncateSync(join(directory, file), 2 ** 40);
    expect(messageOf()).toBe(`${file}: ${role} is larger than 64 MB: it is that of no app that deploys`);
  });

  test.each([
    ['arrays', '['.repeat(3_000) + ']'.repeat(3_000)],
    ['objects', '{"Ref":'.repeat(100_000) + '1' + '}'.repeat(100_000)],
  ])('with %s of thousands of levels', (_, deep) => {
    write({
      [file]: `{ "version": "1", "artifacts": {}, "Resources": { "A": { "Type": "B", "Properties": { "P": ${deep} } } } }`,
    });
    expect(messageOf()).toBe(
      `${file}: ${role} has values inside of values more than 200 levels deep, which is not understood; write it flatter`,
    );
  });
});

test('a device as a manifest, and links that lead nowhere', () => {
  symlinkSync('/dev/zero', join(directory, 'manifest.json'));
  expect(messageOf()).toBe('manifest.json: the manifest is a device, not a file');
  rmSync(join(directory, 'manifest.json'));
  symlinkSync('nowhere', join(directory, 'App.json'));
  write({ 'manifest.json': manifest({ App: stack('App.json') }) });
  expect(messageOf()).toBe('App.json: the template of the stack App is missing; the assembly is not whole');
});

test.each<[string, unknown, string]>([
  ['an output that is null', { Resources: {}, Outputs: { X: null } }, 'X in the section Outputs'],
  ['outputs that are null', { Resources: {}, Outputs: null }, 'the section Outputs'],
  ['a parameter that is a text', { Resources: {}, Parameters: { P: 'x' } }, 'P in the section Parameters'],
  ['parameters of a stack without resources', { Parameters: [] }, 'the section Parameters'],
  ['mappings that are a list', { Resources: {}, Mappings: [] }, 'the section Mappings'],
  ['a condition that is null', { Resources: {}, Conditions: { C: null } }, 'C in the section Conditions'],
])('%s is refused', (_, template, what) => {
  write(app(template));
  expect(messageOf()).toBe(`App.json: ${what} of the stack App is not an object`);
});

test.each<[string, unknown]>([
  ['null', null],
  ['a text', 'x'],
  ['a number', 1],
  ['a list', []],
])('a resource that is %s is refused', (_, resource) => {
  write(app({ Resources: { A: resource } }));
  expect(messageOf()).toBe('App.json: the resource A of the stack App has no Type');
});

test.each<[string, object, string]>([
  ['dependencies that are a number', { dependencies: 5 }, 'dependencies of the artifact App is no list of IDs'],
  ['properties that are null', { properties: null }, 'properties of the artifact App is no object'],
  ['an environment that is a number', { environment: 5 }, 'environment of the artifact App is no text'],
  ['metadata that is a list', { metadata: [] }, 'metadata of the artifact App is no object'],
  ['a name of a number', stack('App.json', { stackName: 5 }), 'the stack App has the stackName 5, which is no name'],
  ['tags that are a list', stack('App.json', { tags: [] }), 'tags of the artifact App is no object of texts'],
])('%s is refused', (_, more, what) => {
  write(app({ Resources: {} }));
  write({ 'manifest.json': manifest({ App: { ...stack('App.json'), ...more } }) });
  expect(messageOf()).toBe(`manifest.json: ${what}`);
});

describe('names that every object has are names as any other', () => {
  const NAMES = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'];
  const read = (name: string, text: string) => {
    const folder = join(directory, name);
    return readAssembly(write({ ...app(json(text)), 'manifest.json': manifest({ App: stack('App.json') }) }, folder));
  };
  const compare = (before: string, after: string) => {
    const result = review(read('before', before), read('after', after), { from: 'a', to: 'b' });
    textReview(result, PLAIN);
    return result;
  };
  const queue = "{ 'Type': 'AWS::SQS::Queue', 'Properties': { 'QueueName': { 'Ref': 'P' } } }";

  test.each(NAMES)('a table named %s that is replaced, made and taken away', (name) => {
    const table = (key: string) =>
      `{ 'Resources': { '${name}': { 'Type': 'AWS::DynamoDB::Table', 'Properties': { 'TableName': '${key}' } } } }`;
    const empty = "{ 'Resources': {} }";
    const actions = (before: string, after: string) =>
      compare(before, after).stacks.flatMap(({ changes }) =>
        changes.map((change) => [change.logicalId, change.action]),
      );
    expect(actions(table('a'), table('b'))).toEqual([[name, 'replace']]);
    expect(actions(table('a'), table('a'))).toEqual([]);
    expect(actions(empty, table('a'))).toEqual([[name, 'create']]);
    expect(actions(table('a'), empty)).toEqual([[name, 'destroy']]);
    expect(compare(table('a'), empty).findings.map(({ rule, logicalId }) => [rule, logicalId])).toContainEqual([
      'durable-destroyed',
      name,
    ]);
  });

  test.each(NAMES)('a property, an output, a parameter, a condition and a mapping named %s', (name) => {
    const template = (value: string) => `{
      'Parameters': { '${name}': { 'Type': 'String', 'Default': '${value}' } },
      'Conditions': { '${name}': { 'Fn::Equals': ['${value}', 'a'] } },
      'Mappings': { '${name}': { '${name}': { '${name}': '${value}' } } },
      'Resources': {
        'Topic': { 'Type': 'AWS::SNS::Topic', 'Condition': 'None', 'Properties': { '${name}': { 'Ref': '${name}' } } },
        'Mapped': { 'Type': 'AWS::SNS::Topic', 'Properties': { 'DisplayName': { 'Fn::FindInMap': ['${name}', '${name}', '${name}'] } } },
        'Chosen': { 'Type': 'AWS::SNS::Topic', 'Condition': '${name}' }
      },
      'Outputs': { '${name}': { 'Value': { 'Ref': 'Topic' } } } }`;
    const [found] = compare(template('a'), template('b')).stacks;
    expect(found.changes.map(({ logicalId, action }) => [logicalId, action])).toEqual([
      ['Chosen', 'destroy'],
      ['Mapped', 'update'],
      ['Topic', 'update'],
    ]);
  });

  test('what a template does not have is not found in what all objects have', () => {
    const template = (value: string) => `{ 'Resources': {
      'Queue': ${queue},
      'A': { 'Type': 'AWS::SNS::Topic', 'Condition': 'constructor', 'Properties': { 'DisplayName': { 'Fn::FindInMap': ['toString', 'name', 'length'] } } },
      'B': { 'Type': 'constructor', 'Properties': { 'DisplayName': '${value}', 'Name': { 'Fn::GetAtt': ['constructor', 'toString'] } } } } }`;
    const ids = compare(template('a'), template('b')).stacks.flatMap(({ changes }) =>
      changes.map((one) => one.logicalId),
    );
    expect(ids).toEqual(['B']);
  });

  test.each(NAMES.filter((name) => name !== '__proto__'))('a stack and an artifact named %s', (name) => {
    const files = (key: string) => ({
      'manifest.json': manifest({ [name]: stack('App.json') }),
      'App.json': { Resources: { T: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: key } } } },
    });
    const from = readAssembly(write(files('a'), join(directory, 'from')));
    const to = readAssembly(write(files('b'), join(directory, 'to')));
    expect(review(from, to, { from: 'a', to: 'b' }).stacks.map((found) => found.name)).toEqual([name]);
  });
});
