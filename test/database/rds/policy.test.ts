import { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { Availability } from '../../../lib/database/rds/availability';
import { DatabaseEngine } from '../../../lib/database/rds/database-engine';
import { Protection } from '../../../lib/protection/protection';
import { policyFindings } from '../../support/growth';
import { buildDatabase, ENV, rotateMonthly, TestProps } from '../support';

const VARIANTS: Record<string, TestProps> = {
  Small: {},
  Mysql: { engine: DatabaseEngine.mysql(), readReplicas: 1, ...rotateMonthly },
  Large: { availability: Availability.multiAz(), readReplicas: 3, ...rotateMonthly },
  Disposable: { port: 6432, protection: Protection.off({ reason: 'a preview' }) },
  Memory: { instanceType: new ec2.InstanceType('r8g.large') },
};

// cdk-nag's AwsSolutions and the built-in CloudFormation validation, over all variants in one stack: a synth with
// both takes seconds.
test('no finding is left on any database', () => {
  const build = (stack: Stack) => {
    for (const [name, props] of Object.entries(VARIANTS)) buildDatabase(new Construct(stack, name), props);
  };
  expect(policyFindings(build, ENV)).toEqual([]);
});
