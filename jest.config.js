// For the workers, which read TypeScript by it.
process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --import tsx`;

const common = {
  // One module registry a worker: every test file would load aws-cdk-lib again otherwise. Workers get TypeScript from
  // tsx; the transform is for what Jest itself loads.
  runner: 'jest-light-runner/child-process',
  transform: require('./jest.transform.js'),
};

// Each has a configuration and a time of its own.
const elsewhere = ['/node_modules/', '/test/deploy/', '/test/pack/', '/test/real/'];
// These look at every stage of the sample app, which is synthesised once for all of them.
const wholeStages = ['/test/contract/', '/test/patterns/', '/test/policy/'];

/** @type {import('jest').Config} */
module.exports = {
  maxWorkers: 2,
  // A run must not hide a slow synth behind a generous limit, nor fail on a busy machine.
  testTimeout: 120_000,
  projects: [
    {
      ...common,
      displayName: 'units',
      testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/review/test/**/*.test.ts'],
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
