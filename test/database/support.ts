import { fullDiff, ResourceImpact } from '@aws-cdk/cloudformation-diff';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { DatabaseEngine } from '../../lib/database/rds/database-engine';
import { ReplicatedDatabase } from '../../lib/database/rds/replicated-database';
import { ReplicatedDatabaseProps } from '../../lib/database/rds/replicated-database-props';
import { CredentialsRotation, CredentialsRotationProps } from '../../lib/database/shared/credentials-rotation';
import { testApp } from '../support/app';

export const ENV = { account: '123456789012', region: 'eu-west-1' };

/** Without the built-in validation, which takes seconds an app: `policy.test.ts` has it. */
export function quickApp(): App {
  return testApp({ builtinCloudFormationValidation: false });
}

/** A VPC of three zones, by attributes: the database may use nothing else of it. */
export function testVpc(scope: Construct): ec2.IVpc {
  const ids = (prefix: string, tier: number) => [1, 2, 3].map((zone) => `${prefix}-0123456789abcde${tier}${zone}`);
  return ec2.Vpc.fromVpcAttributes(scope, 'Vpc', {
    vpcId: 'vpc-0123456789abcdef0',
    availabilityZones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
    privateSubnetIds: ids('subnet', 1),
    privateSubnetRouteTableIds: ids('rtb', 1),
    isolatedSubnetIds: ids('subnet', 2),
    isolatedSubnetRouteTableIds: ids('rtb', 2),
  });
}

/** Props with a function for what needs the VPC. */
export type TestProps = Partial<ReplicatedDatabaseProps> & {
  readonly rotate?: (subnets: CredentialsRotationProps) => CredentialsRotation;
};

export function addDatabase(app: App, props: TestProps = {}): ReplicatedDatabase {
  return buildDatabase(new Stack(app, 'database', { env: ENV }), props);
}

export function buildDatabase(scope: Construct, { rotate, ...props }: TestProps = {}): ReplicatedDatabase {
  return new ReplicatedDatabase(scope, 'Database', {
    vpc: testVpc(scope),
    vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    engine: DatabaseEngine.postgres(),
    rotation:
      rotate?.({ subnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS } }) ??
      CredentialsRotation.off('no way out of the VPC yet'),
    ...props,
  });
}

export function synthDatabase(props: TestProps = {}): Template {
  return Template.fromStack(Stack.of(addDatabase(quickApp(), props)));
}

/** What CloudFormation does to each resource on the way from one template to the other. */
export function impacts(from: Template, to: Template): Change[] {
  const changes: Change[] = [];
  fullDiff(from.toJSON(), to.toJSON()).resources.forEachDifference((id, change) => {
    const properties = Object.entries(change.propertyUpdates).filter(([, { isDifferent }]) => isDifferent);
    changes.push({
      id,
      type: (change.newResourceType ?? change.oldResourceType)!,
      impact: change.changeImpact,
      properties: properties.map(([name]) => name).sort(),
    });
  });
  return changes;
}

export interface Change {
  readonly id: string;
  readonly type: string;
  readonly impact: ResourceImpact;
  readonly properties: string[];
}

export const rotateMonthly: TestProps = { rotate: (props) => CredentialsRotation.every(Duration.days(30), props) };
