import { RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct, DependencyGroup } from 'constructs';
import { FlowLogs } from './flow-logs';
import { PlannedSubnet } from './subnets';

/** A subnet of the plan and what belongs to it. */
export interface TieredSubnet {
  readonly plan: PlannedSubnet;
  readonly subnet: ec2.CfnSubnet;
  readonly routeTable: ec2.CfnRouteTable;
  readonly association: ec2.CfnSubnetRouteTableAssociation;
  /** The way to the internet, where there is one. */
  defaultRoute?: ec2.CfnRoute;
}

export interface NatGateway {
  readonly gateway: ec2.CfnNatGateway;
  readonly address: ec2.CfnEIP;
}

/**
 * A subnet, with a route table of its own, since an association cannot be given another table in place. Addresses are
 * never handed out by the subnet: whoever wants a public one asks for it.
 */
export function makeSubnet(scope: Construct, vpc: ec2.CfnVPC, plan: PlannedSubnet): TieredSubnet {
  const name = { key: 'Name', value: `${scope.node.path}/${plan.id}` };
  const subnet = new ec2.CfnSubnet(scope, plan.id, {
    vpcId: vpc.ref,
    cidrBlock: plan.cidr,
    availabilityZoneId: plan.zoneId,
    mapPublicIpOnLaunch: false,
    // By these two, `Vpc.fromLookup` in other apps tells the tiers apart.
    tags: [{ key: 'aws-cdk:subnet-name', value: plan.tier }, { key: 'aws-cdk:subnet-type', value: plan.tier }, name],
  });
  const routeTable = new ec2.CfnRouteTable(scope, `${plan.id}RouteTable`, { vpcId: vpc.ref, tags: [name] });
  const association = new ec2.CfnSubnetRouteTableAssociation(scope, `${plan.id}RouteTableAssociation`, {
    subnetId: subnet.ref,
    routeTableId: routeTable.ref,
  });
  return { plan, subnet, routeTable, association };
}

/** A NAT gateway in the public subnet of a zone. */
export function makeNatGateway(
  scope: Construct,
  subnet: TieredSubnet,
  zone: number,
  attachment: ec2.CfnVPCGatewayAttachment,
): NatGateway {
  const id = `NatGateway${zone + 1}`;
  const tags = [{ key: 'Name', value: `${scope.node.path}/${id}` }];
  const address = new ec2.CfnEIP(scope, `${id}Address`, { domain: 'vpc', tags });
  // An address cannot be used before the VPC has its internet gateway, nor the gateway go before the address.
  address.addResourceDependency(attachment);
  const gateway = new ec2.CfnNatGateway(scope, id, {
    subnetId: subnet.subnet.ref,
    allocationId: address.attrAllocationId,
    connectivityType: 'public',
    tags,
  });
  gateway.addResourceDependency(subnet.association);
  if (subnet.defaultRoute !== undefined) gateway.addResourceDependency(subnet.defaultRoute);
  return { gateway, address };
}

/** The flow log, its log group (which outlives changes of what is recorded) and the role that writes to it. */
export function makeFlowLog(scope: Construct, vpc: ec2.CfnVPC, flowLogs: FlowLogs): logs.ILogGroup | undefined {
  const traffic = flowLogs._traffic;
  if (traffic === undefined) {
    Validations.of(vpc).acknowledge({ id: 'AwsSolutions-VPC7', reason: flowLogs._reason ?? 'Flow logs are off.' });
    return undefined;
  }
  const group = new logs.LogGroup(scope, 'FlowLogGroup', {
    retention: flowLogs._retention,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  const id = traffic === ec2.FlowLogTrafficType.ALL ? 'AllTrafficFlowLog' : 'RejectedTrafficFlowLog';
  new ec2.CfnFlowLog(scope, id, {
    resourceId: vpc.ref,
    resourceType: 'VPC',
    trafficType: traffic,
    logDestinationType: 'cloud-watch-logs',
    logGroupName: group.logGroupName,
    deliverLogsPermissionArn: makeFlowLogRole(scope, group).roleArn,
    maxAggregationInterval: 600,
    tags: [{ key: 'Name', value: `${scope.node.path}/${id}` }],
  });
  return group;
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html */
function makeFlowLogRole(scope: Construct, group: logs.ILogGroup): iam.Role {
  const stack = Stack.of(scope);
  return new iam.Role(scope, 'FlowLogRole', {
    description: 'Lets VPC flow logs write to their log group',
    // Only flow logs of this account and Region may use the role (the confused deputy problem).
    assumedBy: new iam.ServicePrincipal('vpc-flow-logs.amazonaws.com', {
      conditions: {
        StringEquals: { 'aws:SourceAccount': stack.account },
        ArnLike: { 'aws:SourceArn': stack.formatArn({ service: 'ec2', resource: 'vpc-flow-log', resourceName: '*' }) },
      },
    }),
    inlinePolicies: {
      Write: new iam.PolicyDocument({
        statements: [
          new iam.PolicyStatement({
            actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
            resources: [group.logGroupArn],
          }),
        ],
      }),
    },
  });
}

/** In the same stack, whatever asks for internet connectivity waits for the route to it, as with the L2 VPC. */
export function awaitRoutes(imported: ec2.ISubnet[], tier: readonly TieredSubnet[]): void {
  imported.forEach((subnet, zone) => {
    const connectivity = subnet.internetConnectivityEstablished;
    const route = tier[zone].defaultRoute;
    if (route !== undefined && connectivity instanceof DependencyGroup) connectivity.add(route);
  });
}
