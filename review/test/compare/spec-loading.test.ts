import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

// In a process of its own: here, another test may have loaded the specification already.
const SCRIPT = `
  const specification = require('@aws-cdk/aws-service-spec');
  const load = specification.loadAwsServiceSpecSync;
  let loads = 0;
  specification.loadAwsServiceSpecSync = () => (loads++, load());
  const { resource, reviewStack } = require('./review/test/support.ts');
  const queue = (delay) => ({ Queue: resource('AWS::SQS::Queue', { DelaySeconds: delay }) });
  const counts = [];
  for (const [before, after] of [[1, 1], [1, 2], [2, 3]]) {
    reviewStack(queue(before), queue(after));
    counts.push(loads);
  }
  console.log(JSON.stringify(counts));
`;

test('the specification takes 0.4 s to load: it is loaded when something differs, and once', () => {
  const root = join(__dirname, '../../..');
  const args = ['--import', 'tsx', '--input-type=commonjs', '-e', SCRIPT];
  expect(JSON.parse(execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' }))).toEqual([0, 1, 1]);
});
