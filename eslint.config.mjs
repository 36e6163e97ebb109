import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import js from '@eslint/js';
import importX, { createNodeResolver } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

// DESIGN: dependencies run one way, bin → patterns → lib → aws-cdk-lib; lib/review stands alone.
const directions = [
  { target: './lib', from: ['./patterns', './bin', './test', './handlers'] },
  { target: './patterns', from: ['./bin', './test', './handlers'] },
  { target: './lib/review', from: './lib', except: ['./review'] },
  { target: './handlers', from: ['./lib', './patterns', './bin', './test'] },
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

const CONSTRUCTS = ['Construct', 'Resource', 'Stack', 'NestedStack'];

/** Whether a name of a file is a class that is, however far up, a construct. */
function isConstruct(file, name) {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const base = new RegExp(`class ${name}\\s+extends\\s+(?:\\w+\\.)?(\\w+)`).exec(text)?.[1];
  if (base === undefined) return false;
  const from = new RegExp(`\\b${base}\\b[^;]*from '(\\.[^']+)'`).exec(text)?.[1];
  return CONSTRUCTS.includes(base) || isConstruct(from ? resolve(dirname(file), `${from}.ts`) : file, base);
}

/** lib/<a> takes interfaces and values from lib/<b>, and no constructs. */
const throughInterfaces = {
  create(context) {
    const [, folder] = /[\\/]lib[\\/]([^\\/]+)[\\/]/.exec(context.filename) ?? [];
    const check = (node) => {
      if (!node.source?.value.startsWith('.')) return;
      const file = resolve(dirname(context.filename), `${node.source.value}.ts`);
      if (relative(join(import.meta.dirname, 'lib', folder ?? ''), file).startsWith('..') === false) return;
      const names = node.specifiers.map((one) => (one.type === 'ExportSpecifier' ? one.local : one.imported)?.name);
      for (const name of names.filter((one) => one !== undefined && isConstruct(file, one))) {
        const message = `{{name}} is a construct of another capability: take an interface or a value.`;
        context.report({ node, message, data: { name } });
      }
    };
    return { ImportDeclaration: check, ExportNamedDeclaration: check };
  },
};

export default tseslint.config(
  { ignores: ['**/dist/', 'node_modules/', '**/cdk.out/', '**/*.snapshot/', 'test/integ/site/', 'coverage/', '.cache/'] },
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
    plugins: { local: { rules: { 'through-interfaces': throughInterfaces } } },
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
    files: ['patterns/**/*.ts', 'lib/review/**/*.ts'],
    rules: { ...noImpurity, 'no-restricted-syntax': ['error', ...clockAndChance] },
  },
  {
    files: ['patterns/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...clockAndChance, noAlarms] },
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
