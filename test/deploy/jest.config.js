/** The simulated deploys have their own run: they start the CDK CLI, and take minutes. */
/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  rootDir: '../..',
  roots: ['<rootDir>/test/deploy'],
  testMatch: ['**/*.test.ts'],
  transform: require('../../jest.transform.js'),
  testTimeout: 240_000,
  // Jest would leave one of two cores idle.
  maxWorkers: 2,
};
