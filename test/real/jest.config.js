// Tests against real servers, which 'npm test' does not need: 'bash test/real/install.sh' brings the servers
// (Debian, as root), then 'npx jest -c test/real/jest.config.js'. A missing server fails the run.
const [{ testEnvironment, transform }] = require('../../jest.config.js').projects;

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment,
  transform,
  rootDir: __dirname,
  testMatch: ['<rootDir>/**/*.test.ts'],
  testTimeout: 60_000,
};
