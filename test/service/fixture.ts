import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { TaskPlacement } from '../../lib/service/containers/task-placement';
import { WebService } from '../../lib/service/tier/web-service';
import { WebServiceProps } from '../../lib/service/tier/web-service-props';
import { testApp } from '../support/app';

export const ZONES = ['use1-az1', 'use1-az2', 'use1-az4'];

/** A VPC that another stack made: subnets of three zones in every tier. */
export function importedVpc(scope: Stack, id = 'Vpc'): ec2.IVpc {
  const ids = (tier: string) => ZONES.map((_, index) => `subnet-${tier}${index}`.padEnd(15, '0'));
  const routes = ZONES.map((_, index) => `rtb-0a1b2c${index}d`);
  return ec2.Vpc.fromVpcAttributes(scope, id, {
    vpcId: 'vpc-0a1b2c3d',
    availabilityZones: ZONES,
    publicSubnetIds: ids('aa'),
    publicSubnetRouteTableIds: routes,
    privateSubnetIds: ids('bb'),
    privateSubnetRouteTableIds: routes,
    isolatedSubnetIds: ids('cc'),
    isolatedSubnetRouteTableIds: routes,
  });
}

export const inZones = (
  vpc: ec2.IVpc,
  tier: 'public' | 'private' | 'isolated',
  zones: number,
): ec2.SubnetSelection => ({
  subnets: vpc[`${tier}Subnets`].slice(0, zones),
});

export interface Built {
  readonly app: App;
  readonly stack: Stack;
  readonly vpc: ec2.IVpc;
  readonly web: WebService;
}

/** A service as the smallest stage has it, with other props on top. */
export function build(more: (vpc: ec2.IVpc, stack: Stack) => Partial<WebServiceProps> = () => ({})): Built {
  // Only the policy test validates: it doubles the time of a synth.
  const app = testApp({ builtinCloudFormationValidation: false });
  const stack = new Stack(app, 'Web', { env: { account: '111111111111', region: 'us-east-1' } });
  const vpc = importedVpc(stack);
  const web = new WebService(stack, 'Web', {
    vpc,
    loadBalancerSubnets: inZones(vpc, 'isolated', 2),
    placement: TaskPlacement.publicSubnets(inZones(vpc, 'public', 2)),
    originFacing: ec2.Peer.prefixList('pl-3b927c52'),
    image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:stable'),
    containerPort: 8080,
    scaling: { minTasks: 1, maxTasks: 1 },
    ...more(vpc, stack),
  });
  return { app, stack, vpc, web };
}

/** The template of a service with other props on top. */
export const template = (more?: (vpc: ec2.IVpc, stack: Stack) => Partial<WebServiceProps>) =>
  Template.fromStack(build(more).stack);

/** The one resource of a type. */
export const only = (from: Template, type: string) => {
  const found = Object.entries(from.findResources(type));
  expect(found).toHaveLength(1);
  return { id: found[0]![0], properties: found[0]![1].Properties };
};
