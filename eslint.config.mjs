import js from '@eslint/js';
import importX, { createNodeResolver } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';
import { namespaceImports } from './scripts/lint/namespace-imports.mjs';
import { noFinalPeriod } from './scripts/lint/no-final-period.mjs';
import { throughInterfaces } from './scripts/lint/through-interfaces.mjs';

// Dependencies run one way, bin → patterns → lib → aws-cdk-lib, and review stands alone. Its tests may look at all.
const beside = ['./test', './bench', './scripts'];
const above = ['./index.ts', './bin', ...beside];
const directions = [
  { target: './lib', from: [...above, './patterns', './handlers', './review/cli', './review/test'] },
  // The ledger's plugin is the review's, with a face in every language.
  { target: './lib/!(ledger)/**/*', from: './review' },
  { target: './patterns', from: [...above, './handlers', './review'] },
  { target: './bin', from: [...beside, './handlers', './review'] },
  { target: './handlers', from: [...above, './lib', './patterns', './review'] },
  {
    target: ['./review/*.ts', './review/!(test)/**/*'],
    from: [...above, './lib', './patterns', './handlers', './review/test'],
  },
  { target: ['./review/*.ts', './review/!(test|cli)/**/*'], from: './review/cli' },
  // The simulated deployment judges the review, so it decides without it; its scenarios compare the two.
  ...['engine', 'services', 'endpoint', 'support', 'index.ts', 'cdk.ts'].map((part) => ({
    target: `./test/deploy/${part}`,
    from: './review',
  })),
];

// The same input gives the same bytes: nothing that reads the machine, the clock, chance, or what is elsewhere.
const bytes = 'The same input gives the same bytes: pass what differs as a prop.';
const impureGlobals = [
  'process',
  ...['globalThis', 'global', 'window', 'self', 'navigator'],
  ...['performance', 'Temporal', 'Intl', 'setTimeout', 'setInterval', 'setImmediate', 'crypto'],
  ...['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest', 'require'],
].map((name) => ({ name, message: bytes }));
// A Date of a given moment is a value; any other has the time of the machine, or its time zone.
const clockAndChance = [
  ":not(MemberExpression, NewExpression, TSTypeReference, Property, ImportSpecifier) > Identifier[name='Date']",
  "Property > Identifier.value[name='Date']",
  "MemberExpression[object.name='Date']:not([property.name=/^(parse|UTC)$/])",
  "NewExpression[callee.name='Date']:not([arguments.length=1])",
  "MemberExpression[object.name='Math'][property.name='random']",
  "MemberExpression[object.name='Math'][computed=true]",
  ":not(MemberExpression) > Identifier[name='Math']",
  'MemberExpression[property.name=/^toLocale/]',
  // What cannot be seen here is not looked for: modules come by import declarations alone.
  'ImportExpression',
  "MetaProperty[meta.name='import']",
].map((selector) => ({ selector, message: bytes }));
const noStacks = {
  selector: "NewExpression[callee.name='Stack'], NewExpression[callee.property.name='Stack']",
  message: 'No new Stack in lib/: constructs take the scope they are given.',
};
// One path: an alarm is a spec with an urgency, so that somebody decided who gets up for it.
const noAlarms = {
  selector: [
    'NewExpression[callee.property.name=/^(Cfn)?(Composite|AnomalyDetection|PromQL)?Alarm$/]',
    'NewExpression[callee.name=/^(Cfn)?(Composite|AnomalyDetection|PromQL)?Alarm$/]',
    "CallExpression[callee.property.name='createAlarm']",
    'CallExpression[callee.property.name=/^(scaleOnMetric|scaleToTrackMetric)$/]',
    'NewExpression[callee.property.name=/^StepScalingPolicy$/]',
  ].join(', '),
  message: 'No alarm but by makeAlarm() of lib/internal/alarm.ts, from a spec with an urgency.',
};
const impureModules = [
  ...['process', 'os', 'perf_hooks', 'timers', 'timers/promises', 'module', 'vm', 'repl', 'v8', 'inspector'],
  ...['http', 'https', 'http2', 'net', 'tls', 'dgram', 'dns', 'dns/promises', 'undici'],
  ...['child_process', 'cluster', 'worker_threads'],
].flatMap((name) => [name, `node:${name}`].map((path) => ({ name: path, message: bytes })));
const noImpurity = {
  'no-restricted-globals': ['error', ...impureGlobals],
  'no-restricted-imports': [
    'error',
    {
      paths: [
        ...impureModules,
        // Of what has chance in it, the part that has none.
        ...['crypto', 'node:crypto'].map((name) => ({ name, allowImportNames: ['createHash'], message: bytes })),
      ],
      patterns: [{ group: ['aws-sdk', 'aws-sdk/*', '@aws-sdk/*', '@smithy/*'], message: bytes }],
    },
  ],
};

const lines = { skipBlankLines: true, skipComments: true };
// Functions that are longer than one should be. None joins them, and none of them grows.
const longFunctions = {
  'lib/cache/serverless-alarms.ts': 52,
  'lib/firewall/web-acl-logging.ts': 41,
  'lib/service/instances/instances-compute.ts': 45,
};

export default tseslint.config(
  {
    ignores: [
      '**/dist/',
      'node_modules/',
      '**/cdk.out/',
      '**/*.snapshot/',
      'test/integ/site/',
      'review/test/cases/',
      'coverage/',
      '.cache/',
      'test/lint/circle/',
      'review/test/cases/growth-pairs.cjs',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    plugins: {
      'import-x': importX,
      local: {
        rules: {
          'through-interfaces': throughInterfaces(import.meta.dirname),
          'namespace-imports': namespaceImports,
          'no-final-period': noFinalPeriod,
        },
      },
    },
    settings: {
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.mjs', '.js', '.json'] })],
      // Without these two the rules that follow imports look into no TypeScript.
      'import-x/extensions': ['.ts', '.mjs', '.js'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones: directions }],
      'import-x/no-cycle': 'error',
      'import-x/no-unresolved': 'error',
      'import-x/order': ['error', { alphabetize: { order: 'asc' } }],
      '@typescript-eslint/no-explicit-any': 'error',
      // `import-x/no-cycle` follows no `import type`, which would hide a circle and not open it.
      '@typescript-eslint/consistent-type-imports': ['error', { prefer: 'no-type-imports' }],
      'import-x/consistent-type-specifier-style': ['error', 'prefer-top-level'],
      'local/namespace-imports': 'error',
      'max-lines': ['error', { max: 250, ...lines }],
    },
  },
  {
    files: ['lib/**/*.ts'],
    rules: {
      ...noImpurity,
      'no-restricted-syntax': ['error', ...clockAndChance, noStacks, noAlarms],
      'local/through-interfaces': 'error',
    },
  },
  {
    files: ['lib/internal/alarm.ts'],
    rules: { 'no-restricted-syntax': ['error', ...clockAndChance, noStacks] },
  },
  {
    files: ['patterns/**/*.ts', 'review/**/*.ts'],
    ignores: ['review/cli/**', 'review/test/**'],
    rules: { ...noImpurity, 'no-restricted-syntax': ['error', ...clockAndChance] },
  },
  {
    files: ['patterns/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...clockAndChance, noAlarms] },
  },
  {
    files: ['lib/**/*.ts', 'patterns/**/*.ts', 'bin/**/*.ts', 'handlers/**/*.ts', 'review/**/*.ts'],
    ignores: ['review/test/**'],
    rules: { 'local/no-final-period': 'error', 'max-lines-per-function': ['error', { max: 40, ...lines }] },
  },
  ...Object.entries(longFunctions).map(([file, max]) => ({
    files: [file],
    rules: { 'max-lines-per-function': ['error', { max, ...lines }] },
  })),
  {
    files: ['**/*.js', '**/*.cjs', '**/*.mjs'],
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
  { files: ['**/*.js', '**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
