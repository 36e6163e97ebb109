const base = require('../../jest.config.js');

/** The simulated deploys have their own run: they start the CDK CLI, and take minutes. */
module.exports = {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/test/deploy'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 240_000,
};
