import js from '@eslint/js';
import importX, { createNodeResolver } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

// DESIGN: dependencies run one way, bin → patterns → lib → aws-cdk-lib; lib/review stands alone.
const directions = [
  { target: './lib', from: ['./patterns', './bin', './test', './handlers'] },
  { target: './patterns', from: ['./bin', './test', './handlers'] },
  { target: './lib/review', from: './lib', except: ['./review'] },
  { target: './handlers', from: ['./lib', './patterns', './bin', './test'] },
];

// The same input gives the same bytes: nothing that reads the machine, the clock or chance.
const impure = [
  {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: 'No environment in lib/ and patterns/: pass a prop.',
  },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'No clock in lib/ and patterns/.',
  },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'No clock in lib/ and patterns/.' },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'No chance in lib/ and patterns/.',
  },
];
const noStacks = {
  selector: "NewExpression[callee.name='Stack'], NewExpression[callee.property.name='Stack']",
  message: 'No new Stack in lib/: constructs take the scope they are given.',
};
const noNetwork = ['http', 'https', 'net', 'child_process'].flatMap((name) => [name, `node:${name}`]);

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '**/cdk.out/', 'coverage/', '.cache/'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.mjs', '.js', '.json'] })] },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones: directions }],
      'import-x/no-cycle': 'error',
      'import-x/no-unresolved': 'error',
      'import-x/order': ['error', { alphabetize: { order: 'asc' } }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'off',
      'max-lines': ['warn', { max: 250, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['lib/**/*.ts'],
    ignores: ['lib/review/**'],
    rules: {
      'no-restricted-syntax': ['error', ...impure, noStacks],
      'no-restricted-imports': ['error', { paths: noNetwork }],
    },
  },
  {
    files: ['patterns/**/*.ts', 'lib/review/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...impure], 'no-restricted-imports': ['error', { paths: noNetwork }] },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        module: 'writable',
        require: 'readonly',
        __dirname: 'readonly',
      },
    },
  },
  { files: ['**/*.js'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
