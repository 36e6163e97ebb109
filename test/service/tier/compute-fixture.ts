import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { TaskPlacement } from '../../../lib/service/containers/task-placement';
import { FunctionsOptions } from '../../../lib/service/functions/functions-options';
import { InstancesOptions } from '../../../lib/service/instances/instances-options';
import { Compute } from '../../../lib/service/tier/compute';
import { WebContainersOptions } from '../../../lib/service/tier/web-service-props';
import { WebTier, WebTierProps } from '../../../lib/service/tier/web-tier';
import { testApp } from '../../support/app';
import { importedVpc, inZones } from '../fixture';

export const containers = (more: Partial<WebContainersOptions> = {}) =>
  Compute.containers({
    image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:stable'),
    containerPort: 8080,
    scaling: { minTasks: 2, maxTasks: 6 },
    ...more,
  });

export const instances = (more: Partial<InstancesOptions> = {}) =>
  Compute.instances({
    machineImage: ec2.MachineImage.resolveSsmParameterAtLaunch('/shop/image-id'),
    port: 8080,
    minInstances: 2,
    maxInstances: 6,
    ...more,
  });

export const functions = (more: Partial<FunctionsOptions> = {}) =>
  Compute.functions({
    code: lambda.Code.fromInline('exports.handler = async () => ({ statusCode: 200 });'),
    handler: 'index.handler',
    runtime: lambda.Runtime.NODEJS_24_X,
    ...more,
  });

export const KINDS = { containers, instances, functions };
export type KindName = keyof typeof KINDS;
export const NAMES = Object.keys(KINDS) as KindName[];

/** A tier as one in private subnets has it, with other props on top. */
export function addTier(
  stack: Stack,
  compute: Compute,
  more: (vpc: ec2.IVpc) => Partial<WebTierProps> = () => ({}),
): { tier: WebTier; vpc: ec2.IVpc } {
  const vpc = importedVpc(stack);
  const tier = new WebTier(stack, 'Web', {
    vpc,
    loadBalancerSubnets: inZones(vpc, 'isolated', 2),
    placement: TaskPlacement.privateSubnets(inZones(vpc, 'private', 2)),
    originFacing: ec2.Peer.prefixList('pl-3b927c52'),
    environment: { AWS_REGION: stack.region, DATABASE_NAME: 'app' },
    compute,
    ...more(vpc),
  });
  return { tier, vpc };
}

export interface BuiltTier {
  readonly app: App;
  readonly stack: Stack;
  readonly tier: WebTier;
  readonly template: Template;
}

export function buildTier(compute: Compute, more?: (vpc: ec2.IVpc) => Partial<WebTierProps>): BuiltTier {
  const app = testApp({ builtinCloudFormationValidation: false });
  const stack = new Stack(app, 'Web', { env: { account: '111111111111', region: 'us-east-1' } });
  const { tier } = addTier(stack, compute, more);
  return {
    app,
    stack,
    tier,
    // Not before it is asked for, so that a test can add to the stack.
    get template() {
      return Template.fromStack(stack);
    },
  };
}
