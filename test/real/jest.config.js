// Tests against real servers, which 'npm test' does not need: 'bash test/real/install.sh' brings the servers
// (Debian, as root), then 'npx jest -c test/real/jest.config.js'. A missing server fails the run.

/** @type {import('jest').Config} */
module.exports = {
  transform: require('../../jest.transform.js'),
  rootDir: __dirname,
  testMatch: ['<rootDir>/**/*.test.ts'],
  testTimeout: 60_000,
};
