import { errorsIn } from './support';

describe('a service module is imported whole', () => {
  test.each([
    ["import { Vpc } from 'aws-cdk-lib/aws-ec2';\nexport const a = Vpc;", "import * as ec2 from 'aws-cdk-lib/aws-ec2'"],
    [
      "import { App, aws_ec2 as net } from 'aws-cdk-lib';\nexport const a = [App, net];",
      "import * as net from 'aws-cdk-lib/aws-ec2'",
    ],
  ])('%j is refused', async (code, instead) => {
    expect(await errorsIn(code, 'lib/cache/some.ts')).toEqual([
      `local/namespace-imports: Import a service module whole: ${instead}.`,
    ]);
  });

  test('the core is imported by name', async () => {
    const code =
      "import { App } from 'aws-cdk-lib';\nimport * as ec2 from 'aws-cdk-lib/aws-ec2';\nexport const a = [App, ec2];";
    expect(await errorsIn(code, 'lib/cache/some.ts')).toEqual([]);
  });
});

describe('a message has no period at its end', () => {
  const message = 'local/no-final-period: A message has no period at its end.';

  test.each([
    "export const check = { fix: () => 'give 1 to 20.' };",
    'export const check = { fix: (most: number) => `give ${most} at most.` };',
    "export const check = { fix: (few: boolean) => (few ? 'give more.' : 'give fewer') };",
    "export const fail = () => {\n  throw new Error('give ' + 'more.');\n};",
    "export const fail = (path: string) => {\n  throw new RangeError(`Cache at '${path}': give more.`);\n};",
  ])('%j', async (code) => {
    expect(await errorsIn(code, 'lib/cache/some.ts')).toEqual([message]);
  });

  test.each([
    "export const check = { fix: () => 'give 1. 20 is the most' };",
    "export const check = { fix: () => 'such as ...' };",
    "export const alarm = { description: 'The cache is full.' };",
  ])('%j is none', async (code) => {
    expect(await errorsIn(code, 'lib/cache/some.ts')).toEqual([]);
  });
});

describe('files and functions stay short', () => {
  const statements = (count: number) => Array.from({ length: count }, (_, i) => `  console.log(${i});`).join('\n');
  const ofLines = (count: number) => `export const a = () => {\n${statements(count - 2)}\n};`;

  test.each(['lib/cache', 'lib/service/tier', 'patterns', 'bin', 'handlers', 'review/rules', 'review/cli'])(
    'a function in %s',
    async (folder) => {
      expect(await errorsIn(ofLines(40), `${folder}/some.ts`)).toEqual([]);
      expect(await errorsIn(ofLines(41), `${folder}/some.ts`)).toEqual([
        'max-lines-per-function: Arrow function has too many lines (41). Maximum allowed is 40.',
      ]);
    },
  );

  test.each(['lib/cache', 'test/cache'])('a file in %s', async (folder) => {
    const file = (count: number) => Array.from({ length: count }, (_, i) => `export const a${i} = ${i};`).join('\n');
    expect(await errorsIn(file(250), `${folder}/some.ts`)).toEqual([]);
    expect(await errorsIn(file(251), `${folder}/some.ts`)).toEqual([
      'max-lines: File has too many lines (251). Maximum allowed is 250.',
    ]);
  });
});
