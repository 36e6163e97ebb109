import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elb from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as rds from 'aws-cdk-lib/aws-rds';
import { Network } from '../../lib/network/network';
import { NetworkProps } from '../../lib/network/network-props';
import { testApp } from '../support/app';
import { TEST_ENV } from '../support/growth';

describe('in use by other stacks', () => {
  const consume = (app: App, env?: { account?: string; region: string }, props: NetworkProps = {}) => {
    const made = new Network(new Stack(app, 'Net', { env }), 'Network', props);
    const stack = new Stack(app, 'Web', { env });
    const { vpc } = made;
    const cluster = new ecs.Cluster(stack, 'Cluster', { vpc });
    const task = new ecs.FargateTaskDefinition(stack, 'Task');
    task.addContainer('web', { image: ecs.ContainerImage.fromRegistry('nginx') });
    new ecs.FargateService(stack, 'Service', {
      cluster,
      taskDefinition: task,
      vpcSubnets: made.publicSubnets,
      assignPublicIp: true,
      minHealthyPercent: 100,
      circuitBreaker: { rollback: true },
    });
    new elb.ApplicationLoadBalancer(stack, 'Alb', { vpc, vpcSubnets: made.privateSubnets, internetFacing: false });
    new rds.DatabaseInstance(stack, 'Db', {
      vpc,
      vpcSubnets: made.allIsolatedSubnets,
      engine: rds.DatabaseInstanceEngine.POSTGRES,
      storageEncrypted: true,
    });
    new ec2.InterfaceVpcEndpoint(stack, 'Endpoint', {
      vpc,
      service: ec2.InterfaceVpcEndpointAwsService.SECRETS_MANAGER,
      subnets: made.privateSubnets,
    });
    vpc.addGatewayEndpoint('More', { service: ec2.GatewayVpcEndpointAwsService.S3_EXPRESS });
    return { made, stack };
  };
  const subnetsOf = (stack: Stack, type: string, pick: (properties: Record<string, never>) => unknown[]) =>
    Object.values(Template.fromStack(stack).findResources(type)).flatMap(({ Properties }) => pick(Properties));

  test.each([
    ['an environment', TEST_ENV as { account: string; region: string }, {}],
    ['a Region only', { region: 'eu-west-1' }, {}],
    ['no environment', undefined, { zoneIds: ['use1-az1', 'use1-az2', 'use1-az4'], cidr: '10.200.0.0/16' }],
  ])('%s: nothing is looked up, exported or warned of', (_, env, props) => {
    const app = testApp();
    const { stack } = consume(app, env, props);
    const assembly = app.synth({ skipValidation: true });
    expect(assembly.manifest.missing).toBeUndefined();
    Annotations.fromStack(stack).hasNoWarning('*', Match.stringLikeRegexp('[Ss]ubnet|VPC|vpc'));
    const network = assembly.getStackByName('Net').template;
    expect(JSON.stringify(network)).not.toContain('"Export"');
    expect(JSON.stringify(network)).not.toContain('Fn::GetAZs');
    expect(JSON.stringify(assembly.getStackByName('Web').template)).toContain('Fn::GetStackOutput');
  });

  test('selections give the zones in use, and all of them where asked', () => {
    const { stack } = consume(testApp(), TEST_ENV as never);
    expect(
      subnetsOf(stack, 'AWS::ECS::Service', (p) => (p as any).NetworkConfiguration.AwsvpcConfiguration.Subnets), // eslint-disable-line @typescript-eslint/no-explicit-any
    ).toHaveLength(2);
    expect(subnetsOf(stack, 'AWS::ElasticLoadBalancingV2::LoadBalancer', (p) => p.Subnets)).toHaveLength(2);
    expect(subnetsOf(stack, 'AWS::RDS::DBSubnetGroup', (p) => p.SubnetIds)).toHaveLength(3);
    expect(subnetsOf(stack, 'AWS::EC2::VPCEndpoint', (p) => p.SubnetIds ?? [])).toHaveLength(2);
  });

  test('a third zone in use reaches all selections', () => {
    const { made } = consume(testApp(), TEST_ENV as never, { zonesInUse: 3 });
    for (const selection of [made.publicSubnets, made.privateSubnets, made.isolatedSubnets, made.allIsolatedSubnets]) {
      expect(made.vpc.selectSubnets(selection).subnetIds).toHaveLength(3);
    }
  });

  test('subnets know their tier, their zone and the names that AWS gives the zones', () => {
    const stack = new Stack(testApp(), 'Stack', { env: TEST_ENV });
    const { vpc, publicSubnets } = new Network(stack, 'Network');
    expect(vpc.selectSubnets({ ...publicSubnets, onePerAz: true }).subnetIds).toHaveLength(2);
    expect(vpc.selectSubnets({ subnetType: ec2.SubnetType.PRIVATE_ISOLATED }).subnetIds).toHaveLength(3);
    expect(vpc.selectSubnets(publicSubnets).hasPublic).toBe(true);
    expect(stack.resolve(vpc.availabilityZones[0])).toEqual({
      'Fn::GetAtt': [expect.stringMatching(/^NetworkPublicSubnet1/), 'AvailabilityZone'],
    });
    expect(vpc.vpcCidrBlock).toBe('10.32.0.0/16');
  });

  test('in the same stack, an instance in a public subnet waits for the route out', () => {
    const stack = new Stack(testApp(), 'Stack', { env: TEST_ENV });
    const { vpc, publicSubnets } = new Network(stack, 'Network');
    new elb.ApplicationLoadBalancer(stack, 'Alb', { vpc, vpcSubnets: publicSubnets, internetFacing: true });
    Template.fromStack(stack).hasResource('AWS::ElasticLoadBalancingV2::LoadBalancer', {
      DependsOn: Match.arrayWith([Match.stringLikeRegexp('^NetworkPublicSubnet1DefaultRoute')]),
    });
  });
});
