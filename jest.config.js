const common = {
  // One module registry a worker: every test file would load aws-cdk-lib again otherwise. Workers get TypeScript from
  // tsx; the transform is for what Jest itself loads. A file that takes longer than the limit hangs: the slowest takes
  // a minute on an idle machine.
  runner: ['<rootDir>/test/support/runner/file-runner.ts', { limitSeconds: 900, closingSeconds: 30 }],
  transform: require('./jest.transform.js'),
};

// Each has a configuration and a time of its own.
const elsewhere = ['/node_modules/', '/test/deploy/', '/test/pack/', '/test/real/'];
// These look at every stage of the sample app, which is synthesised once for all of them.
const wholeStages = ['/test/contract/', '/test/patterns/', '/test/policy/'];

/** @type {import('jest').Config} */
module.exports = {
  maxWorkers: 2,
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
