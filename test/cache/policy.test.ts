import { Duration, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { CacheAccess, CacheRotation } from '../../lib/cache/cache-access';
import { CacheScaling } from '../../lib/cache/cache-scaling';
import { CacheUse } from '../../lib/cache/cache-use';
import { ReplicatedCacheProps } from '../../lib/cache/replicated-cache-props';
import { policyFindings } from '../support/growth';
import { buildCache, buildServerless, ENV } from './support';

const VARIANTS: Record<string, Partial<ReplicatedCacheProps>> = {
  Small: {},
  Sessions: { use: CacheUse.sessionState(), access: CacheAccess.password(CacheRotation.off('a preview')) },
  Large: {
    nodeType: new ec2.InstanceType('r7g.large'),
    shards: 3,
    replicasPerShard: 2,
    scaling: CacheScaling.shards({ max: 6 }),
    access: CacheAccess.both(CacheRotation.every(Duration.days(30))),
  },
};

// cdk-nag's AwsSolutions and the built-in CloudFormation validation, over all variants in one stack: a synth with
// both takes seconds.
test('no finding is left on any cache', () => {
  const build = (stack: Stack) => {
    for (const [name, props] of Object.entries(VARIANTS)) buildCache(new Construct(stack, name), props);
    buildServerless(new Construct(stack, 'Serverless'));
  };
  expect(policyFindings(build, ENV)).toEqual([]);
});
