// What is published, installed as a user installs it: slow, so it has a command of its own.
const { projects } = require('../../jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
  rootDir: '../..',
  testEnvironment: projects[0].testEnvironment,
  transform: projects[0].transform,
  testMatch: ['<rootDir>/test/pack/**/*.test.ts'],
  testTimeout: 600_000,
};
