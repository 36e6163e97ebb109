import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fullDiff, ResourceDifference, ResourceImpact } from '@aws-cdk/cloudformation-diff';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { AwsSolutionsChecks } from 'cdk-nag';
import { FrontDoor } from '../../lib/edge/front-door/front-door';
import { FrontDoorProps } from '../../lib/edge/front-door/front-door-props';
import { PrivateOrigin } from '../../lib/edge/origin/private-origin';
import { testApp } from '../support/app';

export const CERTIFICATE = 'arn:aws:acm:us-east-1:111122223333:certificate/3c1f6ab2-1111-2222-3333-444455556666';
export const WEB_ACL = 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/acme/3c1f6ab2-1111-2222-3333-444455556666';
export const HOME = { account: '111122223333', region: 'eu-west-1' };

/** An internal load balancer as a service would make one. */
export function internalLoadBalancer(stack: Stack): elbv2.ApplicationLoadBalancer {
  const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-0123456789abcdef0',
    availabilityZones: ['eu-west-1a', 'eu-west-1b'],
    privateSubnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
    privateSubnetRouteTableIds: ['rtb-0123456789abcdef0', 'rtb-0123456789abcdef1'],
  });
  const loadBalancer = new elbv2.ApplicationLoadBalancer(stack, 'LoadBalancer', { vpc, internetFacing: false });
  Validations.of(loadBalancer).acknowledge({ id: 'AwsSolutions-ELB2', reason: 'Stands in for a service of the test.' });
  return loadBalancer;
}

/** An app without the built-in validation, which takes most of the time of a synth; `findings` needs it. */
export function quickApp(): App {
  return testApp({ builtinCloudFormationValidation: false });
}

export interface EdgeApp {
  readonly app: App;
  readonly web: Stack;
  readonly edge: Stack;
  readonly origin: PrivateOrigin;
  readonly door: FrontDoor;
}

/** An app as the patterns build it: the origin in the web stack, the front door in a stack of its own. */
export function edgeApp(
  props: (edge: Stack, app: App) => Partial<FrontDoorProps> = () => ({}),
  env = HOME,
  app = quickApp(),
): EdgeApp {
  const web = new Stack(app, 'acme-web', { env });
  const edge = new Stack(app, 'acme-edge', { env });
  const origin = new PrivateOrigin(web, 'Origin', { loadBalancer: internalLoadBalancer(web), originName: 'acme' });
  const door = new FrontDoor(edge, 'FrontDoor', { origin, ...props(edge, app) });
  return { app, web, edge, origin, door };
}

/** Every finding of cdk-nag and, in a `testApp()`, of the built-in validation; warnings too. */
export function findings(app: App): string[] {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  try {
    app.synth();
  } catch (error) {
    if (!String(error).includes('ValidationFailed')) throw error;
  }
  const report = JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8')) as {
    pluginReports: {
      violations: { ruleName: string; description: string; violatingConstructs: { constructPath: string }[] }[];
    }[];
  };
  return report.pluginReports.flatMap((plugin) =>
    plugin.violations.flatMap((violation) =>
      violation.violatingConstructs.map(
        (construct) => `${violation.ruleName} ${construct.constructPath}: ${violation.description}`,
      ),
    ),
  );
}

/** What an update from one template to another does to resources, by logical ID. */
export function growth(from: Stack, to: Stack): Record<string, ResourceImpact> {
  const before = Template.fromStack(from).toJSON();
  const after = Template.fromStack(to).toJSON();
  const impacts: Record<string, ResourceImpact> = {};
  fullDiff(before, after).resources.forEachDifference((logicalId: string, change: ResourceDifference) => {
    impacts[logicalId] = change.changeImpact;
  });
  return impacts;
}

/** A domain with certificate and zone. */
export const domain = (edge: Stack, names = ['www.example.com', 'example.com']) => ({
  names,
  certificate: acm.Certificate.fromCertificateArn(edge, 'Certificate', CERTIFICATE),
  hostedZone: route53.HostedZone.fromHostedZoneAttributes(edge, 'Zone', {
    hostedZoneId: 'Z0123456789ABCDEFGHIJ',
    zoneName: 'example.com',
  }),
});
