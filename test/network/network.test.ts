import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as logs from 'aws-cdk-lib/aws-logs';
import { FlowLogs } from '../../lib/network/flow-logs';
import { NatGateways } from '../../lib/network/nat-gateways';
import { Network } from '../../lib/network/network';
import { NetworkProps } from '../../lib/network/network-props';
import { testApp } from '../support/app';
import { growthFaults, synthTemplate, TEST_ENV } from '../support/growth';

const network = (props?: NetworkProps) => (stack: Stack) => void new Network(stack, 'Network', props);
const template = (props?: NetworkProps) => Template.fromJSON(synthTemplate(network(props)));

describe('by default', () => {
  const small = template();

  test('there are three zones in three tiers, by ID', () => {
    small.resourceCountIs('AWS::EC2::Subnet', 9);
    for (const [zone, cidr] of [
      ['use1-az2', '10.32.128.0/19'],
      ['use1-az4', '10.32.160.0/19'],
      ['use1-az6', '10.32.192.0/19'],
    ]) {
      small.hasResourceProperties('AWS::EC2::Subnet', {
        AvailabilityZoneId: zone,
        CidrBlock: cidr,
        MapPublicIpOnLaunch: false,
        AvailabilityZone: Match.absent(),
      });
    }
  });

  test('the VPC has the range of its Region and resolves names', () => {
    small.hasResourceProperties('AWS::EC2::VPC', {
      CidrBlock: '10.32.0.0/16',
      EnableDnsHostnames: true,
      EnableDnsSupport: true,
      InstanceTenancy: 'default',
    });
  });

  test('only public subnets have a way out', () => {
    small.resourceCountIs('AWS::EC2::NatGateway', 0);
    small.resourceCountIs('AWS::EC2::EIP', 0);
    small.resourceCountIs('AWS::EC2::Route', 3);
    small.allResourcesProperties('AWS::EC2::Route', {
      DestinationCidrBlock: '0.0.0.0/0',
      GatewayId: { Ref: Match.stringLikeRegexp('^NetworkInternetGateway') },
    });
  });

  test('all route tables reach S3 and DynamoDB', () => {
    for (const service of ['s3', 'dynamodb']) {
      small.hasResourceProperties('AWS::EC2::VPCEndpoint', {
        VpcEndpointType: 'Gateway',
        ServiceName: `com.amazonaws.us-east-1.${service}`,
        RouteTableIds: Array(9).fill({ Ref: Match.stringLikeRegexp('Subnet\\dRouteTable') }),
      });
    }
  });

  test('interface endpoints stand in the private subnets in use, and only the VPC reaches them', () => {
    const { CLOUDWATCH_LOGS, ECR_DOCKER } = ec2.InterfaceVpcEndpointAwsService;
    const made = Template.fromJSON(
      synthTemplate(network({ zonesInUse: 2, interfaceEndpoints: [CLOUDWATCH_LOGS, ECR_DOCKER] })),
    );
    const endpoints = Object.entries(
      made.findResources('AWS::EC2::VPCEndpoint', { Properties: { VpcEndpointType: 'Interface' } }),
    );
    expect(endpoints.map(([id, { Properties }]) => [id, Properties.ServiceName])).toEqual([
      [expect.stringMatching(/^NetworkEndpointLogs/), 'com.amazonaws.us-east-1.logs'],
      [expect.stringMatching(/^NetworkEndpointEcrDkr/), 'com.amazonaws.us-east-1.ecr.dkr'],
    ]);
    for (const [, { Properties }] of endpoints)
      expect(Properties).toMatchObject({
        PrivateDnsEnabled: true,
        SubnetIds: [1, 2].map((zone) => ({ Ref: expect.stringMatching(`^NetworkPrivateSubnet${zone}`) })),
      });
    made.allResourcesProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupIngress: [Match.objectLike({ FromPort: 443, ToPort: 443, CidrIp: '10.32.0.0/16' })],
      SecurityGroupEgress: [Match.objectLike({ CidrIp: '255.255.255.255/32' })],
    });
  });

  test('rejected traffic is kept for a month', () => {
    small.hasResourceProperties('AWS::EC2::FlowLog', {
      TrafficType: 'REJECT',
      LogDestinationType: 'cloud-watch-logs',
      ResourceType: 'VPC',
    });
    small.hasResource('AWS::Logs::LogGroup', { DeletionPolicy: 'Retain', Properties: { RetentionInDays: 30 } });
  });

  test('only flow logs of this account and Region may use the role that writes them', () => {
    small.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Principal: { Service: 'vpc-flow-logs.amazonaws.com' },
            Condition: {
              StringEquals: { 'aws:SourceAccount': '111111111111' },
              ArnLike: { 'aws:SourceArn': 'arn:aws:ec2:us-east-1:111111111111:vpc-flow-log/*' },
            },
          },
        ],
      },
    });
  });

  test('names say tier and position', () => {
    small.hasResourceProperties('AWS::EC2::Subnet', {
      CidrBlock: '10.32.32.0/21',
      Tags: Match.arrayWith([
        { Key: 'aws-cdk:subnet-name', Value: 'Isolated' },
        { Key: 'aws-cdk:subnet-type', Value: 'Isolated' },
        { Key: 'Name', Value: 'Stack/Network/IsolatedSubnet1' },
      ]),
    });
  });
});

describe('when the stack is deleted', () => {
  const policies = (props?: NetworkProps) =>
    Object.entries(synthTemplate(network(props)).Resources as Record<string, Record<string, string>>)
      .filter(([, { Type }]) => Type !== 'AWS::Logs::LogGroup')
      .filter(([, { DeletionPolicy }]) => DeletionPolicy !== undefined && DeletionPolicy !== 'Delete')
      .map(([id, { DeletionPolicy, UpdateReplacePolicy }]) => [id.slice(0, -8), DeletionPolicy, UpdateReplacePolicy]);

  test('the VPC and its isolated subnets stay, but not after a creation that failed', () => {
    expect(policies()).toEqual(
      ['Vpc', 'IsolatedSubnet1', 'IsolatedSubnet2', 'IsolatedSubnet3'].map((id) => [
        `Network${id}`,
        'RetainExceptOnCreate',
        'Retain',
      ]),
    );
  });

  test('nothing stays where nothing is kept in it', () => {
    expect(policies({ removalPolicy: RemovalPolicy.DESTROY })).toEqual([]);
  });
});

describe('NAT gateways', () => {
  const targets = (props: NetworkProps) =>
    Object.entries(template(props).findResources('AWS::EC2::Route'))
      .filter(([id]) => id.startsWith('NetworkPrivate'))
      .map(([, route]) => route.Properties.NatGatewayId.Ref as string);

  test('one serves the private subnets of all zones', () => {
    const [first, ...others] = targets({ natGateways: NatGateways.one(), zonesInUse: 3 });
    expect(first).toMatch(/^NetworkNatGateway1/);
    expect(others).toEqual([first, first]);
  });

  test('one a zone in use, and the first for the zone in reserve', () => {
    const ids = targets({ natGateways: NatGateways.perZone(), zonesInUse: 2 });
    expect(ids.map((id) => id.slice(0, 'NetworkNatGateway1'.length))).toEqual([
      'NetworkNatGateway1',
      'NetworkNatGateway2',
      'NetworkNatGateway1',
    ]);
  });

  test('three with three zones, each with its address in the public subnet of its zone', () => {
    const big = template({ natGateways: NatGateways.perZone(), zonesInUse: 3 });
    for (const zone of [1, 2, 3]) {
      big.hasResourceProperties('AWS::EC2::NatGateway', {
        SubnetId: { Ref: Match.stringLikeRegexp(`^NetworkPublicSubnet${zone}`) },
        AllocationId: { 'Fn::GetAtt': [Match.stringLikeRegexp(`^NetworkNatGateway${zone}Address`), 'AllocationId'] },
        ConnectivityType: 'public',
      });
    }
  });

  test('each has an alarm for when it has no port left', () => {
    template().resourceCountIs('AWS::CloudWatch::Alarm', 0);
    const alarms = template({ natGateways: NatGateways.perZone() }).findResources('AWS::CloudWatch::Alarm');
    expect(Object.values(alarms).map(({ Properties }) => Properties)).toEqual(
      [1, 2].map((zone) =>
        expect.objectContaining({
          Namespace: 'AWS/NATGateway',
          MetricName: 'ErrorPortAllocation',
          Statistic: 'Sum',
          Threshold: 0,
          ComparisonOperator: 'GreaterThanThreshold',
          TreatMissingData: 'notBreaching',
          Dimensions: [{ Name: 'NatGatewayId', Value: { Ref: expect.stringMatching(`^NetworkNatGateway${zone}`) } }],
        }),
      ),
    );
  });

  test('an address waits for the internet gateway', () => {
    template({ natGateways: NatGateways.one() }).hasResource('AWS::EC2::EIP', {
      DependsOn: [Match.stringLikeRegexp('^NetworkInternetGatewayAttachment')],
    });
  });
});

describe('growth', () => {
  const YEAR = FlowLogs.rejectedTraffic({ retention: logs.RetentionDays.ONE_YEAR });
  const steps: [string, NetworkProps][] = [
    ['no NAT', {}],
    ['one NAT', { natGateways: NatGateways.one() }],
    ['NAT per zone', { natGateways: NatGateways.perZone() }],
    ['records kept for a year', { natGateways: NatGateways.perZone(), flowLogs: YEAR }],
    ['three zones', { natGateways: NatGateways.perZone(), zonesInUse: 3, flowLogs: YEAR }],
  ];
  const templates = steps.map(([name, props]) => ({ name, template: synthTemplate(network(props)) }));
  const pairs = templates.flatMap((from, index) => templates.slice(index + 1).map((to) => ({ from, to })));

  test.each(pairs)('$from.name → $to.name replaces and removes nothing', ({ from, to }) => {
    expect(growthFaults(from.template, to.template)).toEqual([]);
  });

  test('a third zone ID may come later', () => {
    const two = synthTemplate(network({ zoneIds: ['use1-az1', 'use1-az2'], natGateways: NatGateways.perZone() }));
    const three = synthTemplate(
      network({ zoneIds: ['use1-az1', 'use1-az2', 'use1-az4'], natGateways: NatGateways.perZone(), zonesInUse: 3 }),
    );
    expect(growthFaults(two, three)).toEqual([]);
  });

  test('from one NAT to one a zone, a private route changes its gateway and nothing else', () => {
    const of = (props: NetworkProps) => {
      const routes = template(props).findResources('AWS::EC2::Route');
      return Object.entries(routes).map(([id, { Properties }]) => [id, { ...Properties, NatGatewayId: undefined }]);
    };
    expect(of({ natGateways: NatGateways.perZone() })).toEqual(of({ natGateways: NatGateways.one() }));
  });

  test('recording all traffic makes another flow log beside the same log group', () => {
    const groups = (props: NetworkProps) => Object.keys(template(props).findResources('AWS::Logs::LogGroup'));
    const logsOf = (props: NetworkProps) => Object.keys(template(props).findResources('AWS::EC2::FlowLog'));
    const all = { flowLogs: FlowLogs.allTraffic({ retention: logs.RetentionDays.ONE_YEAR }) };
    expect(groups(all)).toEqual(groups({}));
    expect(logsOf(all)).not.toEqual(logsOf({}));
    template(all).hasResourceProperties('AWS::EC2::FlowLog', { TrafficType: 'ALL' });
    template(all).hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 365 });
  });
});

describe('what it tells', () => {
  const made = (props: NetworkProps = {}) =>
    new Network(new Stack(testApp(), 'Stack', { env: TEST_ENV }), 'Network', props);

  test('egress and its addresses', () => {
    expect(made().hasEgress).toBe(false);
    expect(made().egressAddresses).toEqual([]);
    const big = made({ natGateways: NatGateways.perZone(), zonesInUse: 3 });
    expect(big.hasEgress).toBe(true);
    expect(big.egressAddresses).toHaveLength(3);
  });

  test('zones and the log group; what it hands out is a copy', () => {
    const small = made();
    small.zoneIds.pop();
    expect(small.zoneIds).toEqual(['use1-az2', 'use1-az4', 'use1-az6']);
    expect(small.flowLogGroup).toBeDefined();
    expect(made({ flowLogs: FlowLogs.off('The landing zone records flows.') }).flowLogGroup).toBeUndefined();
  });
});
