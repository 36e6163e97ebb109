const common = {
  testEnvironment: 'node',
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript', decorators: true }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
};

// Each has a configuration and a time of its own.
const elsewhere = ['/node_modules/', '/test/deploy/', '/test/integ/', '/test/pack/', '/test/real/'];
// These look at every stage of the sample app, which is synthesised once for all of them.
const wholeStages = ['/test/contract/', '/test/patterns/', '/test/policy/'];

/** @type {import('jest').Config} */
module.exports = {
  // A run must not hide a slow synth behind a generous limit, nor fail on a busy machine.
  testTimeout: 120_000,
  projects: [
    {
      ...common,
      displayName: 'units',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: [...elsewhere, ...wholeStages],
    },
    {
      ...common,
      displayName: 'stages',
      testMatch: wholeStages.map((folder) => `<rootDir>${folder}**/*.test.ts`),
      globalSetup: '<rootDir>/test/support/synth-stages.ts',
      globalTeardown: '<rootDir>/test/support/remove-stages.ts',
    },
  ],
};
