import { att, db, net, r, ref, table } from './resources';
import { Case } from './service-case';

const network = (groups?: string[]) => ({
  ...net,
  Lb: r('AWS::ElasticLoadBalancingV2::LoadBalancer', {
    Type: 'network',
    Subnets: [ref('A'), ref('B')],
    ...(groups !== undefined && { SecurityGroups: groups }),
  }),
});
const expiring = (attribute: string | undefined) => ({
  T: table({
    ...(attribute !== undefined && { TimeToLiveSpecification: { Enabled: true, AttributeName: attribute } }),
  }),
});
const cluster = (version: string, more: object = {}) => ({
  P: r('AWS::RDS::DBParameterGroup', { Description: 'd', Family: 'aurora-postgresql16' }),
  C: r('AWS::RDS::DBCluster', { Engine: 'aurora-postgresql', EngineVersion: version, ...more }),
  W: db({ Engine: 'aurora-postgresql', DBClusterIdentifier: ref('C'), DBParameterGroupName: ref('P') }),
});
const group = (image: string) => ({
  ...net,
  L: r('AWS::EC2::LaunchTemplate', { LaunchTemplateData: { ImageId: image } }),
  G: r('AWS::AutoScaling::AutoScalingGroup', {
    MinSize: '0',
    MaxSize: '4',
    VPCZoneIdentifier: [ref('A')],
    MixedInstancesPolicy: {
      LaunchTemplate: {
        LaunchTemplateSpecification: { LaunchTemplateId: ref('L'), Version: att('L', 'LatestVersionNumber') },
        Overrides: [{ InstanceRequirements: { VCpuCount: { Min: 2 }, MemoryMiB: { Min: 4096 } } }],
      },
    },
  }),
});
const kubernetes = (version: string) => ({
  K: r('AWS::EKS::Cluster', {
    RoleArn: 'arn:aws:iam::111111111111:role/r',
    ResourcesVpcConfig: { SubnetIds: ['subnet-1', 'subnet-2'] },
    Version: version,
  }),
});
const volume = (more: object) => ({ V: r('AWS::EC2::Volume', { AvailabilityZone: 'us-east-1a', ...more }) });
const brokers = (size: number) => ({
  M: r('AWS::MSK::Cluster', {
    ClusterName: 'c',
    KafkaVersion: '3.6.0',
    NumberOfBrokerNodes: 2,
    BrokerNodeGroupInfo: {
      ClientSubnets: ['subnet-1', 'subnet-2'],
      InstanceType: 'kafka.m7g.large',
      StorageInfo: { EBSStorageInfo: { VolumeSize: size } },
    },
  }),
});
const files = (size: number) => ({
  F: r('AWS::FSx::FileSystem', { FileSystemType: 'WINDOWS', SubnetIds: ['subnet-1'], StorageCapacity: size }),
});
const stream = (shards: number) => ({ S: r('AWS::Kinesis::Stream', { ShardCount: shards }) });
const update = (rule: string, refused: string, before: object, after: object, safe: object): Case => ({
  rule,
  before,
  after,
  refused,
  on: 'update',
  safe: { after: safe },
});

/** What goes one way, one step at a time, or not at all. */
export const ONE_WAY_CASES: readonly Case[] = [
  {
    ...update('nlb-security-groups', 'Lb', network(), network(['sg-1']), network()),
    safe: { before: network(['sg-1']), after: network(['sg-2']) },
  },
  update('dynamodb-ttl-attribute', 'T', expiring('until'), expiring('expires'), expiring(undefined)),
  update(
    'rds-cluster-instance-group',
    'C',
    cluster('15.7'),
    cluster('16.4'),
    cluster('16.4', { DBInstanceParameterGroupName: ref('P') }),
  ),
  {
    rule: 'autoscaling-attributes-and-parameter',
    before: net,
    after: group('resolve:ssm:/aws/service/image'),
    refused: 'G',
    on: 'create',
    safe: { after: group('ami-0123456789abcdef0') },
  },
  update('eks-version', 'K', kubernetes('1.30'), kubernetes('1.32'), kubernetes('1.31')),
  update('ec2-volume-shrinks', 'V', volume({ Size: 20 }), volume({ Size: 10 }), volume({ Size: 40 })),
  update('documented-change', 'V', volume({ Size: 20 }), volume({ Size: 20, Encrypted: true }), volume({ Size: 40 })),
  update('msk-storage-shrinks', 'M', brokers(200), brokers(100), brokers(300)),
  update('fsx-storage-shrinks', 'F', files(200), files(100), files(300)),
  update('kinesis-shards-at-once', 'S', stream(2), stream(8), stream(4)),
];
