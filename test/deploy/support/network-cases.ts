import {
  r,
  ref,
  att,
  vpc,
  subnet,
  net,
  balancer,
  group,
  listener,
  marker,
  service,
  retained,
  rule,
  subnetGroup,
  db,
} from './resources';
import { Case } from './service-case';

const served = { ...net, Lb: balancer(), Group: group(), L: listener('Group'), Cluster: r('AWS::ECS::Cluster') };
const PREPARED = {
  AdvancedConfiguration: { AlternateTargetGroupArn: 'arn:other', ProductionListenerRule: 'arn:rule', RoleArn: 'arn:r' },
};

function strategy(declared: ReturnType<typeof service>, Strategy: string, more: object): object {
  const { LoadBalancers: [one] = [], ...rest } = declared.Properties as { LoadBalancers?: object[] };
  return r(
    declared.Type,
    { ...rest, DeploymentConfiguration: { Strategy }, LoadBalancers: [{ ...one, ...more }] },
    { DependsOn: 'L' },
  );
}

const capacity = (...CapacityProviders: string[]) => ({
  Cluster: r('AWS::ECS::Cluster'),
  Pool: r('AWS::ECS::ClusterCapacityProviderAssociations', {
    Cluster: ref('Cluster'),
    CapacityProviders,
    DefaultCapacityProviderStrategy: [],
  }),
});
const spot = r(
  'AWS::ECS::Service',
  { Cluster: ref('Cluster'), CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE_SPOT', Weight: 1 }] },
  { DependsOn: 'Pool' },
);

/** Networks and load balancers. */
export const NETWORK_CASES: readonly Case[] = [
  {
    rule: 'place-taken-listener',
    before: { ...net, Lb: balancer(), Group: group(), Old: listener('Group') },
    after: { ...net, Lb: balancer(), Group: group(), New: listener('Group') },
    refused: 'New',
    on: 'create',
    safe: {
      after: { ...net, Lb: balancer(), Group: group(), Old: listener('Group'), New: listener('Group', { Port: 81 }) },
    },
  },
  {
    rule: 'place-taken-listenerrule',
    before: { ...net, Lb: balancer(), Group: group(), L: listener('Group'), One: rule(1) },
    after: { ...net, Lb: balancer(), Group: group(), L: listener('Group'), Two: rule(1) },
    refused: 'Two',
    on: 'create',
    safe: { after: { ...net, Lb: balancer(), Group: group(), L: listener('Group'), Two: rule(2) } },
  },
  {
    rule: 'place-taken-route',
    before: {
      Vpc: vpc,
      Table: r('AWS::EC2::RouteTable', { VpcId: ref('Vpc') }),
      Old: r('AWS::EC2::Route', { RouteTableId: ref('Table'), DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1' }),
    },
    after: {
      Vpc: vpc,
      Table: r('AWS::EC2::RouteTable', { VpcId: ref('Vpc') }),
      New: r('AWS::EC2::Route', {
        RouteTableId: ref('Table'),
        DestinationCidrBlock: '0.0.0.0/0',
        NatGatewayId: 'nat-1',
      }),
    },
    refused: 'New',
    on: 'create',
  },
  {
    rule: 'place-taken-natgateway',
    before: {
      ...net,
      Ip: r('AWS::EC2::EIP'),
      Nat: r('AWS::EC2::NatGateway', { SubnetId: ref('A'), AllocationId: att('Ip', 'AllocationId') }),
    },
    after: {
      ...net,
      Ip: r('AWS::EC2::EIP'),
      Nat: r('AWS::EC2::NatGateway', { SubnetId: ref('B'), AllocationId: att('Ip', 'AllocationId') }),
    },
    refused: 'Nat',
    on: 'create',
  },
  {
    rule: 'in-use-vpc',
    before: {
      ...marker,
      Vpc: vpc,
      Gone: r('AWS::EC2::SecurityGroup', { GroupDescription: 'g', VpcId: ref('Vpc') }, { DeletionPolicy: 'Retain' }),
    },
    after: marker,
    refused: 'Vpc',
    on: 'delete',
  },
  {
    rule: 'in-use-targetgroup',
    before: { ...net, Lb: retained(balancer()), Group: group(), L: retained(listener('Group')) },
    after: net,
    refused: 'Group',
    on: 'delete',
    safe: { before: { ...net, Lb: balancer(), Group: group(), L: listener('Group') } },
  },
  {
    rule: 'in-use-securitygroup',
    before: {
      ...net,
      Sg: r('AWS::EC2::SecurityGroup', { GroupDescription: 'g', VpcId: ref('Vpc') }),
      Lb: { ...balancer({ SecurityGroups: [ref('Sg')] }), DeletionPolicy: 'Retain' },
    },
    after: net,
    refused: 'Sg',
    on: 'delete',
    safe: {
      before: {
        ...net,
        Sg: r('AWS::EC2::SecurityGroup', { GroupDescription: 'g', VpcId: ref('Vpc') }),
        Own: r('AWS::EC2::SecurityGroupIngress', {
          GroupId: ref('Sg'),
          IpProtocol: 'tcp',
          SourceSecurityGroupId: ref('Sg'),
        }),
      },
    },
  },
  {
    rule: 'in-use-subnet',
    before: {
      ...net,
      C: subnet(3, 'c'),
      G: { ...subnetGroup([ref('A'), ref('C')]), DeletionPolicy: 'Retain' },
      D: { ...db({ DBSubnetGroupName: ref('G') }), DeletionPolicy: 'Retain' },
    },
    after: net,
    refused: 'C',
    on: 'delete',
  },
  {
    rule: 'alb-two-zones',
    before: { ...net, A2: subnet(3, 'a') },
    after: { ...net, A2: subnet(3, 'a'), Lb: balancer({ Subnets: [ref('A')] }) },
    refused: 'Lb',
    on: 'create',
    safe: { after: { ...net, A2: subnet(3, 'a'), Lb: balancer() } },
  },
  {
    rule: 'ecs-target-group-unattached',
    before: { ...net, Lb: balancer(), Group: group(), Cluster: r('AWS::ECS::Cluster') },
    after: {
      ...net,
      Lb: balancer(),
      Group: group(),
      Cluster: r('AWS::ECS::Cluster'),
      S: service(),
      L: listener('Group', {}),
    },
    refused: 'S',
    on: 'create',
    safe: {
      after: {
        ...net,
        Lb: balancer(),
        Group: group(),
        Cluster: r('AWS::ECS::Cluster'),
        S: service({ DependsOn: 'L' }),
        L: listener('Group'),
      },
    },
  },
  {
    rule: 'subnet-conflict',
    before: net,
    after: { ...net, A: subnet(1, 'c') },
    refused: 'A',
    on: 'create',
    safe: { after: { ...net, C: subnet(3, 'c') } },
  },
  {
    rule: 'place-taken-listenerrule',
    before: { ...net, Lb: balancer(), Group: group(), L: listener('Group'), One: rule(1), Two: rule(2) },
    after: { ...net, Lb: balancer(), Group: group(), L: listener('Group'), One: rule(2), Two: rule(1) },
    refused: 'One',
    on: 'update',
    safe: { after: { ...net, Lb: balancer(), Group: group(), L: listener('Group'), One: rule(3), Two: rule(2) } },
  },
  {
    rule: 'target-group-of-another-balancer',
    before: { ...net, Lb: balancer({ Scheme: 'internet-facing' }), Group: group(), L: listener('Group') },
    after: { ...net, Lb: balancer(), Group: group(), L: listener('Group') },
    refused: 'L',
    on: 'create',
    safe: {
      after: { ...net, Lb: balancer(), Group: group(), Other: group({ Port: 81 }), L: listener('Other') },
    },
  },
  {
    rule: 'ecs-blue-green-unprepared',
    before: { ...served, S: service() },
    after: { ...served, S: strategy(service(), 'BLUE_GREEN', PREPARED) },
    refused: 'S',
    on: 'update',
    safe: {
      before: { ...served, S: strategy(service(), 'ROLLING', PREPARED) },
    },
  },
  {
    rule: 'ecs-capacity-in-use',
    before: { ...capacity('FARGATE', 'FARGATE_SPOT'), S: spot },
    after: { ...capacity('FARGATE'), S: spot },
    refused: 'Pool',
    on: 'update',
    safe: { after: { ...capacity('FARGATE', 'FARGATE_SPOT', 'more'), S: spot } },
  },
];
