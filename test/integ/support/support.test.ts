import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { testApp } from '../../support/app';
import { Checks } from './checks';
import { emptied } from './emptied';
import { staysTheSame } from './stays';

// What runs in an account alone, run here: the functions that stand in templates, and the assertions' own handler on
// what `Checks` gives it.

interface Answer {
  readonly Status: string;
  readonly Reason: string;
  readonly PhysicalResourceId: string;
}
type Modules = Record<string, unknown>;

/** The custom resource's function of a stack, with modules of the AWS SDK as given. */
function inlineHandler(build: (stack: Stack) => void, modules: Modules = {}) {
  const stack = new Stack(testApp({ builtinCloudFormationValidation: false }), 'Stack');
  build(stack);
  const [{ Properties }] = Object.values(Template.fromStack(stack).findResources('AWS::Lambda::Function'));
  return async (event: object): Promise<Answer> => {
    let answer: Answer | undefined;
    const fetch = (_url: string, { body }: { body: string }) => (answer = JSON.parse(body));
    const exports: { handler?: (event: object) => Promise<void> } = {};
    new Function('exports', 'require', 'fetch', Properties.Code.ZipFile)(
      exports,
      (name: string) => modules[name],
      fetch,
    );
    await exports.handler!({ ResponseURL: 'https://example.com', ...event });
    return answer!;
  };
}

describe('staysTheSame', () => {
  const handler = inlineHandler((stack) => staysTheSame(stack, 'Table', 'arn'));
  const properties = (Identity: string) => ({ ResourceProperties: { Name: 'Table', Identity } });

  test('remembers a resource when it is made', async () => {
    const answer = await handler({ RequestType: 'Create', ...properties('a') });
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'a' });
  });

  test('lets an update through that leaves it', async () => {
    const answer = await handler({ RequestType: 'Update', PhysicalResourceId: 'a', ...properties('a') });
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'a' });
  });

  test('fails an update that replaces it, and goes back to what was', async () => {
    const answer = await handler({ RequestType: 'Update', PhysicalResourceId: 'a', ...properties('b') });
    expect(answer).toMatchObject({
      Status: 'FAILED',
      Reason: 'Error: Table was replaced: a by b',
      PhysicalResourceId: 'a',
    });
    const rollback = await handler({ RequestType: 'Update', PhysicalResourceId: 'a', ...properties('a') });
    expect(rollback.Status).toBe('SUCCESS');
  });

  test('goes without a word', async () => {
    const answer = await handler({ RequestType: 'Delete', PhysicalResourceId: 'a', ...properties('b') });
    expect(answer.Status).toBe('SUCCESS');
  });
});

describe('emptied', () => {
  const pages = [
    { Versions: [{ Key: 'a', VersionId: '1' }], DeleteMarkers: [{ Key: 'b', VersionId: '2' }] },
    { Versions: [{ Key: 'c', VersionId: '3' }] },
    {},
  ];
  const sdk = (deleted: object[], errors: object[] = []) => {
    const left = [...pages];
    class Command {
      constructor(public readonly input: { Delete?: { Objects: object[] } }) {}
    }
    class S3Client {
      public send({ input }: Command) {
        if (!input.Delete) return left[0];
        deleted.push(...input.Delete.Objects);
        left.shift();
        return { Errors: errors };
      }
    }
    return { '@aws-sdk/client-s3': { S3Client, ListObjectVersionsCommand: Command, DeleteObjectsCommand: Command } };
  };
  const bucketOf = (modules: Modules) => inlineHandler((stack) => emptied(new s3.Bucket(stack, 'Bucket')), modules);
  const ResourceProperties = { Bucket: 'files' };

  test('deletes every version of every page when the bucket goes', async () => {
    const deleted: object[] = [];
    const answer = await bucketOf(sdk(deleted))({
      RequestType: 'Delete',
      PhysicalResourceId: 'files',
      ResourceProperties,
    });
    expect(answer.Status).toBe('SUCCESS');
    expect(deleted).toEqual([
      { Key: 'a', VersionId: '1' },
      { Key: 'b', VersionId: '2' },
      { Key: 'c', VersionId: '3' },
    ]);
  });

  test('says what it could not delete', async () => {
    const handler = bucketOf(sdk([], [{ Key: 'a', Message: 'Access Denied' }]));
    const answer = await handler({ RequestType: 'Delete', PhysicalResourceId: 'files', ResourceProperties });
    expect(answer).toMatchObject({ Status: 'FAILED', Reason: 'Error: a: Access Denied' });
  });

  test.each(['Create', 'Update'])('deletes nothing at a %s', async (RequestType) => {
    const deleted: object[] = [];
    const answer = await bucketOf(sdk(deleted))({ RequestType, ResourceProperties });
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'files' });
    expect(deleted).toEqual([]);
  });
});

describe('Checks', () => {
  interface Handler {
    readonly timeout: NodeJS.Timeout;
    processEvent(request: { actual: unknown; expected: string }): Promise<{ failed?: boolean }>;
  }
  const library = dirname(createRequire(__filename).resolve('@aws-cdk/integ-tests-alpha'));
  const bundle = readFileSync(join(library, 'assertions/providers/lambda-handler.bundle/index.js'), 'utf8');
  const AssertionHandler = new Function('module', 'exports', 'require', `${bundle};return AssertionHandler`)(
    { exports: {} },
    {},
    createRequire(__filename),
  ) as new (event: object, context: object) => Handler;

  /** What the library's handler makes of an answer, expected as `check` says. */
  async function passes(check: (checks: Checks) => void, actual: unknown): Promise<boolean> {
    const app = testApp({ builtinCloudFormationValidation: false });
    const stack = new Stack(app, 'Stack');
    const assertionStack = new Stack(app, 'Assertions');
    check(new Checks(new IntegTest(app, 'Test', { testCases: [stack], assertionStack }).assertions));
    const { Resources } = Template.fromStack(assertionStack).toJSON();
    const [{ Properties }] = Object.values<{ Type: string; Properties: { expected: string } }>(Resources).filter(
      ({ Type }) => Type.startsWith('Custom::DeployAssert@'),
    );
    const handler = new AssertionHandler({ RequestType: 'Create' }, { getRemainingTimeInMillis: () => 5000 });
    const silenced = jest.spyOn(console, 'log').mockImplementation(() => undefined);
    try {
      return !(await handler.processEvent({ actual, expected: Properties.expected })).failed;
    } finally {
      silenced.mockRestore();
      clearTimeout(handler.timeout);
    }
  }

  test.each([
    ['available', 'available', 'creating'],
    [true, true, undefined],
    [7, 7, 8],
    [/^nat-/, 'nat-1', 'eni-1'],
  ])('a value %p at a path is met by %p and not by %p', async (expected, met, other) => {
    const check = (checks: Checks) => checks.holds('EC2', 'describeVpcs', {}, { 'Vpcs.0.State': expected as string });
    expect(await passes(check, met)).toBe(true);
    expect(await passes(check, other)).toBe(false);
  });

  test('an empty list in an answer is met by nothing else', async () => {
    const check = (checks: Checks) => checks.answers('EC2', 'describeRouteTables', {}, { RouteTables: [] });
    expect(await passes(check, { RouteTables: [], NextToken: 'x' })).toBe(true);
    expect(await passes(check, { RouteTables: [{}] })).toBe(false);
  });

  test('what a function returns is compared as a whole', async () => {
    const check = (checks: Checks) => checks.returns('name', {}, ['+OK', 'a']);
    expect(await passes(check, { StatusCode: 200, Payload: '["+OK","a"]' })).toBe(true);
    expect(await passes(check, { StatusCode: 200, Payload: '["+OK"]' })).toBe(false);
  });

  test('each check waits for the one before', () => {
    const app = testApp({ builtinCloudFormationValidation: false });
    const assertionStack = new Stack(app, 'Assertions');
    const integ = new IntegTest(app, 'Test', { testCases: [new Stack(app, 'Stack')], assertionStack });
    const checks = new Checks(integ.assertions);
    checks.call('SQS', 'sendMessage', { QueueUrl: 'a' });
    checks.holds('SQS', 'receiveMessage', { QueueUrl: 'a' }, { 'Messages.0.Body': 'a' });
    checks.http('https://example.com', {}, { status: 200 });
    const found = Object.entries<{ Type: string; DependsOn?: string[] }>(
      Template.fromStack(assertionStack).toJSON().Resources,
    ).filter(([, { Type }]) => Type.startsWith('Custom::DeployAssert@'));
    const [first, second, third] = found;
    expect(second[1].DependsOn).toContain(first[0]);
    expect(third[1].DependsOn).toContain(second[0]);
  });
});
