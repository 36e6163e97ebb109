import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { CacheUse } from '../../lib/cache/cache-use';
import { ReplicatedCache } from '../../lib/cache/replicated-cache';
import { ReplicatedCacheProps } from '../../lib/cache/replicated-cache-props';
import { ServerlessCache, ServerlessCacheProps } from '../../lib/cache/serverless-cache';
import { testApp } from '../support/app';

export const ENV = { account: '123456789012', region: 'eu-west-1' };

/** Without the built-in validation, which takes seconds an app: `policy.test.ts` has it. */
export function quickApp(): App {
  return testApp({ builtinCloudFormationValidation: false });
}

/** A VPC of three zones, by attributes: the cache may use nothing else of it. */
export function testVpc(scope: Construct): ec2.IVpc {
  const ids = (prefix: string) => [1, 2, 3].map((zone) => `${prefix}-0123456789abcde2${zone}`);
  return ec2.Vpc.fromVpcAttributes(scope, 'Vpc', {
    vpcId: 'vpc-0123456789abcdef0',
    availabilityZones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
    isolatedSubnetIds: ids('subnet'),
    isolatedSubnetRouteTableIds: ids('rtb'),
  });
}

const ISOLATED = { subnetType: ec2.SubnetType.PRIVATE_ISOLATED };

export function buildCache(scope: Construct, props: Partial<ReplicatedCacheProps> = {}): ReplicatedCache {
  return new ReplicatedCache(scope, 'Cache', {
    vpc: testVpc(scope),
    vpcSubnets: ISOLATED,
    use: CacheUse.readThrough(),
    ...props,
  });
}

export function buildServerless(scope: Construct, props: Partial<ServerlessCacheProps> = {}): ServerlessCache {
  return new ServerlessCache(scope, 'Cache', {
    vpc: testVpc(scope),
    vpcSubnets: ISOLATED,
    maxDataGb: 5,
    maxEcpuPerSecond: 5000,
    ...props,
  });
}

export function cacheStack(): Stack {
  return new Stack(quickApp(), 'cache', { env: ENV });
}

export function synthCache(props: Partial<ReplicatedCacheProps> = {}): Template {
  return Template.fromStack(Stack.of(buildCache(cacheStack(), props)));
}

export function synthServerless(props: Partial<ServerlessCacheProps> = {}): Template {
  return Template.fromStack(Stack.of(buildServerless(cacheStack(), props)));
}
