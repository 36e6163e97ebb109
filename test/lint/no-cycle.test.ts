import { errorsOfFile } from './support';

test.each(['one.ts', 'two.ts'])('a circle of two files, by %s', async (file) => {
  expect(await errorsOfFile(`test/lint/circle/${file}`)).toEqual(['import-x/no-cycle: Dependency cycle detected']);
});

test('a circle of types, which no-cycle would not see behind import type', async () => {
  expect(await errorsOfFile('test/lint/circle/type-one.ts')).toEqual([
    '@typescript-eslint/consistent-type-imports: Use an `import` instead of an `import type`.',
  ]);
});
