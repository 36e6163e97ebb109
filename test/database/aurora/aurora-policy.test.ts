import { Duration, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { AuroraBacktrack } from '../../../lib/database/aurora/aurora-backtrack';
import { AuroraCapacity } from '../../../lib/database/aurora/aurora-capacity';
import { AuroraEngine } from '../../../lib/database/aurora/aurora-engine';
import { GlobalMembership } from '../../../lib/database/aurora/aurora-global-membership';
import { AuroraReaders } from '../../../lib/database/aurora/aurora-readers';
import { AuroraSource } from '../../../lib/database/aurora/aurora-source';
import { AuroraStorage } from '../../../lib/database/aurora/aurora-storage';
import { Protection } from '../../../lib/protection/protection';
import { policyFindings } from '../../support/growth';
import { ENV } from '../support';
import { AuroraTestProps, buildAurora, provisioned, rotateMonthly } from './aurora-support';

const VARIANTS: Record<string, AuroraTestProps> = {
  Small: {},
  Paused: { capacity: AuroraCapacity.serverless({ minAcu: 0, maxAcu: 2, pauseAfter: Duration.hours(1) }) },
  Mysql: {
    engine: AuroraEngine.mysql(),
    backtrack: AuroraBacktrack.window(Duration.hours(24)),
    readers: AuroraReaders.fixed(1),
    ...rotateMonthly,
  },
  MysqlPlain: { engine: AuroraEngine.mysql(), capacity: provisioned, iamAuthentication: true },
  Large: {
    capacity: provisioned,
    readers: AuroraReaders.scaled({ min: 2, max: 10 }),
    storage: AuroraStorage.ioOptimized(),
    globalMembership: GlobalMembership.primary('cars'),
    ...rotateMonthly,
  },
  Clone: { source: AuroraSource.cloneOf('original') },
  Disposable: { port: 6432, protection: Protection.off({ reason: 'a preview' }) },
  Memory: { capacity: AuroraCapacity.provisioned({ instanceType: new ec2.InstanceType('t4g.medium') }) },
};

// cdk-nag's AwsSolutions and the built-in CloudFormation validation, over all variants in one stack: a synth with
// both takes seconds.
test('no finding is left on any Aurora database', () => {
  const build = (stack: Stack) => {
    for (const [name, props] of Object.entries(VARIANTS)) buildAurora(new Construct(stack, name), props);
  };
  expect(policyFindings(build, ENV)).toEqual([]);
});
