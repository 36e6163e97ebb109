import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnOutput, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { testApp } from '../../../test/support/app';
import { Assembly, AssemblyStack } from '../../model';
import { readAssembly } from '../../read/assembly';
import { constructPath } from '../../read/construct-paths';

const folders: string[] = [];

function folder(): string {
  folders.push(mkdtempSync(join(tmpdir(), 'assembly-')));
  return folders[folders.length - 1];
}

afterAll(() => folders.forEach((name) => rmSync(name, { recursive: true })));

function synthesise(build: (app: App) => void, context: Record<string, unknown> = {}): Assembly {
  const outdir = folder();
  const app = testApp({ outdir, context });
  build(app);
  app.synth();
  return readAssembly(outdir);
}

function find(assembly: Assembly, id: string): AssemblyStack {
  const stack = assembly.stacks.find((one) => one.id === id);
  if (!stack) throw new Error(`no ${id} among ${assembly.stacks.map((one) => one.id).join(', ')}`);
  return stack;
}

/** The construct paths of a stack's resources. */
function paths(stack: AssemblyStack): string[] {
  return Object.keys(stack.template.Resources).map((logicalId) => constructPath(stack, logicalId));
}

const PARIS = { account: '111111111111', region: 'eu-west-3' };

test('a stack has its name, environment, size, file and path', () => {
  const assembly = synthesise((app) => {
    new sqs.Queue(new Stack(app, 'Data', { env: PARIS, stackName: 'acme-data' }), 'Queue');
    new sqs.Queue(new Stack(app, 'Open'), 'Queue');
  });
  expect(find(assembly, 'acme-data')).toMatchObject({
    name: 'acme-data',
    ...PARIS,
    path: 'Data',
    file: join(assembly.directory, 'Data.template.json'),
    size: expect.any(Number),
  });
  expect(find(assembly, 'Open')).toMatchObject({ account: 'unknown-account', region: 'unknown-region' });
});

test('a stack has the tags that it is deployed with, and its nested stacks have them too', () => {
  const assembly = synthesise((app) => {
    const tagged = new Stack(app, 'Tagged', { env: PARIS, tags: { team: 'shop' } });
    new sqs.Queue(new NestedStack(tagged, 'Inner'), 'Queue');
    new sqs.Queue(new Stack(app, 'Plain', { env: PARIS }), 'Queue');
  });
  expect(assembly.stacks.map(({ id, tags }) => [id.split('/').length, tags])).toEqual([
    [1, { team: 'shop' }],
    [2, { team: 'shop' }],
    [1, undefined],
  ]);
});

test('dependencies are stacks that deploy before', () => {
  const assembly = synthesise((app) => {
    const stacks = ['A', 'B', 'C'].map((id) => new Stack(app, id, { env: PARIS, stackName: `acme-${id}` }));
    const queue = new sqs.Queue(stacks[0], 'Queue');
    new CfnOutput(stacks[1], 'Arn', { value: queue.queueArn });
    for (const stack of stacks.slice(1)) new sqs.Queue(stack, 'Other');
    stacks[2].addStackDependency(stacks[1]);
    stacks[2].addStackDependency(stacks[0]);
  });
  expect(['acme-A', 'acme-B', 'acme-C'].map((id) => find(assembly, id).dependencies)).toEqual([
    [],
    ['acme-A'],
    ['acme-A', 'acme-B'],
  ]);
});

describe.each([
  ['as an app synthesises in process', {}],
  [
    'as the CDK command line synthesises',
    { 'aws:cdk:enable-path-metadata': true, 'aws:cdk:enable-asset-metadata': true },
  ],
])('nested stacks, %s', (_, context) => {
  const assembly = synthesise((app) => {
    const stack = new Stack(app, 'App', { env: PARIS });
    const queue = new sqs.Queue(stack, 'Same');
    const outer = new NestedStack(stack, 'Outer');
    new sqs.Queue(outer, 'Same', { deadLetterQueue: { queue, maxReceiveCount: 3 } });
    new sns.Topic(new NestedStack(outer, 'Inner'), 'Topic');
  }, context);
  const [outer, inner] = ['OuterNestedStackOuterNestedStackResource', 'InnerNestedStackInnerNestedStackResource'];

  test('are stacks of their own, by the logical IDs that hold them', () => {
    expect(assembly.stacks.map(({ id }) => id.replace(/[0-9A-F]{8}(?=\/|$)/g, ''))).toEqual([
      'App',
      `App/${outer}`,
      `App/${outer}/${inner}`,
    ]);
    const [top, first, second] = assembly.stacks;
    expect(first.nestedIn).toEqual({ stack: 'App', logicalId: first.id.split('/')[1] });
    expect(second.nestedIn).toEqual({ stack: first.id, logicalId: second.id.split('/')[2] });
    expect([first, second].map(({ account, region, dependencies }) => ({ account, region, dependencies }))).toEqual([
      { ...PARIS, dependencies: top.dependencies },
      { ...PARIS, dependencies: top.dependencies },
    ]);
    expect([top, first, second].map(({ path }) => path)).toEqual(['App', 'App/Outer', 'App/Outer/Inner']);
  });

  test('tell their constructs apart', () => {
    expect(assembly.stacks.map(paths)).toEqual([
      ['App/Same/Resource', 'App/Outer.NestedStack/Outer.NestedStackResource'],
      ['App/Outer/Same/Resource', 'App/Outer/Inner.NestedStack/Inner.NestedStackResource'],
      ['App/Outer/Inner/Topic/Resource'],
    ]);
  });
});

test('the stacks of stages are read', () => {
  const assembly = synthesise((app) => {
    const first = new Stage(app, 'First', { env: PARIS });
    const stack = new Stack(first, 'Data');
    new sqs.Queue(new NestedStack(stack, 'Nested'), 'Queue');
    new sqs.Queue(new Stack(new Stage(first, 'Deep'), 'Data'), 'Queue');
  });
  expect(assembly.stacks.map(({ id, path }) => [id.replace(/\/.*/, '/…'), path])).toEqual([
    ['First-Deep-Data', 'First/Deep/Data'],
    ['First-Data', 'First/Data'],
    ['First-Data/…', 'First/Data/Nested'],
  ]);
  expect(find(assembly, 'First-Deep-Data').file).toContain('assembly-First-Deep');
});

test('stacks of one name in several environments have the environment in their ID', () => {
  const assembly = synthesise((app) => {
    for (const [id, env] of Object.entries({
      A: PARIS,
      B: { ...PARIS, region: 'us-east-1' },
      C: { ...PARIS, account: '222222222222' },
    })) {
      const stack = new Stack(app, id, { env, stackName: 'support' });
      new sqs.Queue(new NestedStack(stack, 'Nested'), 'Queue');
    }
    const last = new Stack(app, 'D', { env: PARIS });
    last.addStackDependency(app.node.findChild('B') as Stack);
    new sqs.Queue(last, 'Queue');
  });
  const tops = assembly.stacks.filter(({ nestedIn }) => !nestedIn);
  expect(tops.map(({ id, name }) => [id, name])).toEqual([
    ['support@111111111111.eu-west-3', 'support'],
    ['support@us-east-1', 'support'],
    ['support@222222222222.eu-west-3', 'support'],
    ['D', 'D'],
  ]);
  const nested = assembly.stacks.filter(({ nestedIn }) => nestedIn);
  expect(nested.map(({ nestedIn }) => nestedIn?.stack)).toEqual(tops.slice(0, 3).map(({ id }) => id));
  expect(find(assembly, 'D').dependencies).toEqual(['support@us-east-1']);
});
