// Tests against real servers, which 'npm test' does not need: 'bash test/real/install.sh' brings the servers
// (Debian, as root), then 'npx jest -c test/real/jest.config.js'. A missing server fails the run.
const base = require('../../jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/test/real'],
  testPathIgnorePatterns: ['/node_modules/'],
};
