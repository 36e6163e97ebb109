import { aws_ec2 as ec2, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Availability } from '../../lib/database/availability';
import { DatabaseEngine } from '../../lib/database/database-engine';
import { Protection } from '../../lib/database/protection';
import { policyFindings } from '../support/growth';
import { buildDatabase, ENV, rotateMonthly, TestProps } from './support';

// cdk-nag's AwsSolutions and the built-in CloudFormation validation.
test.each<[string, TestProps]>([
  ['small and single', {}],
  ['MySQL', { engine: DatabaseEngine.mysql(), readReplicas: 1, ...rotateMonthly }],
  ['large', { availability: Availability.multiAz(), readReplicas: 3, ...rotateMonthly }],
  ['on another port and without protection', { port: 6432, protection: Protection.off({ reason: 'a preview' }) }],
  ['of another size', { instanceType: new ec2.InstanceType('r8g.large') }],
])('no finding is left on a database that is %s', (_, props) => {
  expect(policyFindings((stack) => void buildDatabase(stack, props), ENV)).toEqual([]);
});

test('two databases in a stack leave no finding either', () => {
  const build = (stack: Stack) => {
    for (const name of ['Cars', 'Users']) buildDatabase(new Construct(stack, name), rotateMonthly);
  };
  expect(policyFindings(build, ENV)).toEqual([]);
});
