import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PROVIDERS } from '../../../../rules/cloudformation/providers';
import { READ_FROM } from '../../../../rules/cloudformation/providers/provider';
import { told } from './events';
import digests from './handlers.json';

const LIBRARY = dirname(require.resolve('aws-cdk-lib/package.json'));

/** Types that stand in examples of the documentation. */
const EXAMPLES = ['Custom::MyCustomResourceType', 'Custom::MyCustomResourceTypeName'];

function sources(directory: string): string[] {
  return readdirSync(directory).flatMap((name) => {
    const path = join(directory, name);
    if (name === 'node_modules' || name === 'dist') return [];
    if (statSync(path).isDirectory()) return sources(path);
    return name.endsWith('.js') ? [path] : [];
  });
}

test('every type of custom resource that aws-cdk-lib makes has its provider', () => {
  const made = sources(LIBRARY).flatMap((file) => readFileSync(file, 'utf8').match(/\bCustom::[A-Za-z0-9_@-]+/g) ?? []);
  const known = new Set(PROVIDERS.flatMap(({ types }) => types));
  expect([...new Set(made)].filter((type) => !known.has(type) && !EXAMPLES.includes(type))).toEqual([]);
  expect(made.length).toBeGreaterThan(20);
});

test(`the handlers are those that were read, of aws-cdk-lib ${READ_FROM}`, () => {
  const digest = (file: string) =>
    createHash('sha256')
      .update(readFileSync(join(LIBRARY, file)))
      .digest('hex')
      .slice(0, 16);
  const files = [...new Set(PROVIDERS.map(({ handler }) => handler))].sort();
  // Where one differs, read it again, mend its provider, and write the digest and READ_FROM anew.
  expect(Object.fromEntries(files.map((file) => [file, digest(file)]))).toEqual(digests);
});

test('a trigger runs what only the app knows', () => {
  expect(told('Custom::Trigger', undefined, { HandlerArn: 'arn:f' })).toEqual([
    'caution: runs the function arn:f: its code decides what is done',
  ]);
  expect(
    told(
      'Custom::Trigger',
      { HandlerArn: 'a', ExecuteOnHandlerChange: 'false' },
      { HandlerArn: 'b', ExecuteOnHandlerChange: 'false' },
    ),
  ).toEqual([]);
});

test('what gives back what it is given is nothing to tell', () => {
  expect(told('Custom::AWSCDKCfnJson', { Value: '{}' }, { Value: '[]' })).toEqual([]);
});
