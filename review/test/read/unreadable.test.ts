import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAssembly, UnreadableInput } from '../../read/assembly';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'unreadable-'));
});

afterEach(() => rmSync(directory, { recursive: true }));

const STACK = {
  type: 'aws:cloudformation:stack',
  environment: 'aws://111111111111/eu-west-1',
  properties: { templateFile: 'App.template.json' },
};
const NESTED = {
  Type: 'AWS::CloudFormation::Stack',
  Properties: { TemplateURL: 'https://s3/a' },
  Metadata: { 'aws:asset:path': 'Inner.json' },
};

type Files = Record<string, unknown>;

/** Writes what is to be read; strings as they are, everything else as JSON. */
function write(files: Files): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(directory, name, '..'), { recursive: true });
    writeFileSync(join(directory, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
}

const manifest = (artifacts: unknown, more: object = {}) => ({ version: '55.0.0', artifacts, ...more });
const withTemplate = (template: unknown): Files => ({
  'manifest.json': manifest({ App: STACK }),
  'App.template.json': template,
});
const withResource = (resource: unknown): Files => withTemplate({ Resources: { Thing: resource } });

function failure(path = directory): UnreadableInput {
  try {
    readAssembly(path);
  } catch (error) {
    if (error instanceof UnreadableInput) return error;
    throw error;
  }
  throw new Error('it was read');
}

test('an assembly that is whole is read', () => {
  write(withTemplate({ Resources: {} }));
  expect(readAssembly(directory).stacks.map(({ id }) => id)).toEqual(['App']);
});

test.each<[string, Files, string, string]>([
  ['an empty directory', {}, '', 'is empty: it is not a cloud assembly, or its synthesis did not finish'],
  [
    'no manifest',
    { 'cdk.out': '{}' },
    '',
    'has no manifest.json: it is not a cloud assembly, or its synthesis did not finish',
  ],
  [
    'an empty manifest',
    { 'manifest.json': ' \n' },
    'manifest.json',
    'the manifest is empty; the synthesis may not have finished',
  ],
  ['a manifest that is a list', { 'manifest.json': [] }, 'manifest.json', 'the manifest is not a JSON object'],
  [
    'another manifest',
    { 'manifest.json': { name: 'x' } },
    'manifest.json',
    'the manifest has no version or no artifacts; is it that of a cloud assembly?',
  ],
  [
    'an artifact without a type',
    { 'manifest.json': manifest({ App: {} }) },
    'manifest.json',
    'the artifact App has no type',
  ],
  ['no stack', { 'manifest.json': manifest({}) }, '', 'the cloud assembly holds no stack: there is nothing to review'],
  [
    'look-ups that are missing',
    { 'manifest.json': manifest({ App: STACK }, { missing: [{ key: 'vpc-provider:b' }, { key: 'ami:a' }] }) },
    'manifest.json',
    'context look-ups are missing, so the templates hold dummy values (ami:a, vpc-provider:b); synthesise again where they can be made',
  ],
  [
    'a stack without a template',
    { 'manifest.json': manifest({ App: { ...STACK, properties: {} } }) },
    'manifest.json',
    'the stack App has no templateFile',
  ],
  [
    'a stack without an environment',
    { 'manifest.json': manifest({ App: { ...STACK, environment: 'eu-west-1' } }) },
    'manifest.json',
    'the stack App has no environment of the form aws://account/region',
  ],
  [
    'a nested assembly without a directory',
    { 'manifest.json': manifest({ S: { type: 'cdk:cloud-assembly' } }) },
    'manifest.json',
    'the nested assembly S has no directoryName',
  ],
  [
    'a nested assembly that is not there',
    { 'manifest.json': manifest({ S: { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-S' } } }) },
    'assembly-S',
    'there is no such directory',
  ],
  [
    'a template that is not there',
    { 'manifest.json': manifest({ App: STACK }) },
    'App.template.json',
    'the template of the stack App is missing; the assembly is not whole',
  ],
  [
    'an empty template',
    withTemplate(''),
    'App.template.json',
    'the template of the stack App is empty; the synthesis may not have finished',
  ],
  [
    'a template in YAML',
    withTemplate('Resources:\n  A: 1\n'),
    'App.template.json',
    'the template of the stack App is not JSON; YAML is not read, so convert it first',
  ],
  [
    'a template without resources',
    withTemplate({ Outputs: {} }),
    'App.template.json',
    'the template of the stack App has no Resources section',
  ],
  [
    'resources that are a list',
    withTemplate({ Resources: [] }),
    'App.template.json',
    'the template of the stack App has no Resources section',
  ],
  [
    'a resource without a type',
    withResource({ Properties: {} }),
    'App.template.json',
    'the resource Thing of the stack App has no Type',
  ],
  [
    'a resource that is a string',
    withResource('x'),
    'App.template.json',
    'the resource Thing of the stack App has no Type',
  ],
  [
    'properties that are a list',
    withResource({ Type: 'A', Properties: [] }),
    'App.template.json',
    'the Properties of the resource Thing of the stack App are not an object',
  ],
  [
    'a nested template that is not there',
    withResource(NESTED),
    'Inner.json',
    'the template of the stack App/Thing is missing; the assembly is not whole',
  ],
  [
    'metadata that is not there',
    {
      'manifest.json': manifest({ App: { ...STACK, additionalMetadataFile: 'm.json' } }),
      'App.template.json': { Resources: { A: { Type: 'B' } } },
    },
    'm.json',
    'the metadata file is missing; the assembly is not whole',
  ],
])('%s is refused', (_, files, where, what) => {
  write(files);
  const error = failure();
  expect(error.message).toBe(`${where === '' ? directory : join(directory, where)}: ${what}`);
  expect(error).toMatchObject({
    name: 'UnreadableInput',
    where: where === '' ? directory : join(directory, where),
    what,
  });
});

test.each([
  [
    'a manifest',
    { 'manifest.json': '{ "version": "55.0.0", "artifacts": { "App": {' },
    'manifest.json',
    'the manifest',
  ],
  ['a template', withTemplate('{ "Resources": { "A": '), 'App.template.json', 'the template of the stack App'],
])('%s that was not written to its end is refused', (_, files, where, what) => {
  write(files);
  expect(failure().message).toMatch(`${join(directory, where)}: ${what} is not JSON, or was not written to its end (`);
});

const called = (stackName: string, environment = STACK.environment) => ({
  ...STACK,
  environment,
  properties: { ...STACK.properties, stackName },
});

test('two stacks of one name in one environment are refused, and both are named', () => {
  write({
    'manifest.json': manifest({ Blue: { ...called('shop'), displayName: 'Prod/Blue' }, Green: called('shop') }),
    'App.template.json': { Resources: {} },
  });
  expect(failure().message).toBe(
    `${directory}: the stacks Prod/Blue and Green are both called shop in aws://111111111111/eu-west-1: each would overwrite the other, so give one another \`stackName\` or environment`,
  );
});

test.each([
  ['another Region', called('shop', 'aws://111111111111/us-east-1')],
  ['another account', called('shop', 'aws://222222222222/eu-west-1')],
  ['another name', called('store')],
])('a stack of %s is another one', (_, other) => {
  write({ 'manifest.json': manifest({ Blue: called('shop'), Green: other }), 'App.template.json': { Resources: {} } });
  expect(readAssembly(directory).stacks).toHaveLength(2);
});

test('a directory that is not there is refused', () => {
  expect(failure(join(directory, 'none')).message).toBe(`${join(directory, 'none')}: there is no such directory`);
});

test('a file is refused', () => {
  write({ 'App.template.json': {} });
  const file = join(directory, 'App.template.json');
  expect(failure(file).message).toBe(
    `${file}: is not a directory; give the one that \`cdk synth\` writes, usually cdk.out`,
  );
});

test('a file that cannot be read is refused', () => {
  write({ 'manifest.json': manifest({ App: STACK }) });
  mkdirSync(join(directory, 'App.template.json'));
  expect(failure().message).toBe(
    `${join(directory, 'App.template.json')}: the template of the stack App is a folder, not a file`,
  );
});

test('a nested stack whose template is elsewhere is not an error: what it does is judged with care', () => {
  write(withResource({ Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://elsewhere' } }));
  expect(readAssembly(directory).stacks).toHaveLength(1);
});

test('a value that the manifest gives to a parameter is part of the stack', () => {
  const stack = { ...STACK, properties: { ...STACK.properties, parameters: { Key: 'a.zip' } } };
  write({
    'manifest.json': manifest({ App: stack }),
    'App.template.json': { Parameters: { Key: { Type: 'String' }, Other: { Type: 'String' } }, Resources: {} },
  });
  expect(readAssembly(directory).stacks[0].template.Parameters).toEqual({
    Key: { Type: 'String', Default: 'a.zip' },
    Other: { Type: 'String' },
  });
});

test('a loop among the resources is a resource of a type that nobody knows', () => {
  const loop = ['Name', ['A', 'B'], { 'Table${Name}': { Type: 'AWS::DynamoDB::Table' } }];
  write(withTemplate({ Transform: 'AWS::LanguageExtensions', Resources: { 'Fn::ForEach::Tables': loop } }));
  expect(readAssembly(directory).stacks[0].template.Resources).toEqual({
    'Fn::ForEach::Tables': { Type: 'Fn::ForEach', Properties: { Loop: loop } },
  });
});
