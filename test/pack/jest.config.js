// What is published, installed as a user installs it: slow, so it has a command of its own.
/** @type {import('jest').Config} */
module.exports = {
  rootDir: '../..',
  transform: require('../../jest.transform.js'),
  testMatch: ['<rootDir>/test/pack/**/*.test.ts'],
  testTimeout: 600_000,
};
