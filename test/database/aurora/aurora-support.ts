import { App, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { AuroraCapacity } from '../../../lib/database/aurora/aurora-capacity';
import { AuroraDatabase } from '../../../lib/database/aurora/aurora-database';
import { AuroraDatabaseProps } from '../../../lib/database/aurora/aurora-database-props';
import { AuroraEngine } from '../../../lib/database/aurora/aurora-engine';
import { CredentialsRotation, CredentialsRotationProps } from '../../../lib/database/shared/credentials-rotation';
import { ENV, quickApp, testVpc } from '../support';

/** Props with a function for what needs the VPC. */
export type AuroraTestProps = Partial<AuroraDatabaseProps> & {
  readonly rotate?: (subnets: CredentialsRotationProps) => CredentialsRotation;
};

export const serverless = AuroraCapacity.serverless({ maxAcu: 16 });
export const provisioned = AuroraCapacity.provisioned({ instanceType: new ec2.InstanceType('r8g.large') });
export const rotateMonthly: AuroraTestProps = {
  rotate: (props) => CredentialsRotation.every(Duration.days(30), props),
};

export function buildAurora(scope: Construct, { rotate, ...props }: AuroraTestProps = {}): AuroraDatabase {
  return new AuroraDatabase(scope, 'Database', {
    vpc: testVpc(scope),
    vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    engine: AuroraEngine.postgres(),
    capacity: serverless,
    rotation:
      rotate?.({ subnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS } }) ??
      CredentialsRotation.off('no way out of the VPC yet'),
    ...props,
  });
}

export function addAurora(app: App, props: AuroraTestProps = {}): AuroraDatabase {
  return buildAurora(new Stack(app, 'database', { env: ENV }), props);
}

export function synthAurora(props: AuroraTestProps = {}): Template {
  return Template.fromStack(Stack.of(addAurora(quickApp(), props)));
}

/** The one resource of a type. */
export function only(template: Template, type: string): { readonly Properties: Record<string, unknown> } {
  const found = Object.values(template.findResources(type));
  expect(found).toHaveLength(1);
  return found[0] as { readonly Properties: Record<string, unknown> };
}
