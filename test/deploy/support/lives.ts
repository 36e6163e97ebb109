import { att, net, r, ref, site, subnetGroup } from './resources';

/** The life of one type in a stack: what it is made of, what it tells, what changes it, and what replaces it. */
export interface Life {
  readonly type: string;
  /** What it needs, which stays. */
  readonly around: object;
  readonly properties: object;
  /** `Ref` and attributes, with what they look like. */
  readonly tells: Readonly<Record<string, RegExp>>;
  readonly updated: object;
  readonly replaced?: object;
}

const ROLE = 'arn:aws:iam::111111111111:role/r';
const HOST = 'us-east-1\\.rds\\.amazonaws\\.com$';
const UUID = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';

const subnets = { ...net, Groups: subnetGroup([ref('A'), ref('B')]) };
const cluster = { Engine: 'aurora-postgresql', EngineVersion: '16.4', DBSubnetGroupName: ref('Groups'), Port: 5432 };
const aurora = { ...subnets, C: r('AWS::RDS::DBCluster', cluster) };
const writer = { Engine: 'aurora-postgresql', DBClusterIdentifier: ref('C'), DBInstanceClass: 'db.r7g.large' };
const proxy = {
  DBProxyName: 'pool',
  EngineFamily: 'POSTGRESQL',
  RoleArn: ROLE,
  VpcSubnetIds: [ref('A'), ref('B')],
};
const targets = { DBProxyName: ref('P'), TargetGroupName: 'default', DBClusterIdentifiers: [ref('C')] };
const parameters = (value: string) => ({ Parameters: { log_min_duration_statement: value } });
export const instances = (InstanceType: string) => ({ LaunchTemplateData: { InstanceType } });
const launch = { ...net, L: r('AWS::EC2::LaunchTemplate', instances('t4g.small')) };
export const group = {
  MinSize: '0',
  MaxSize: '4',
  VPCZoneIdentifier: [ref('A'), ref('B')],
  NewInstancesProtectedFromScaleIn: true,
  LaunchTemplate: { LaunchTemplateId: ref('L'), Version: att('L', 'LatestVersionNumber') },
};
const scaled = { ...launch, Group: r('AWS::AutoScaling::AutoScalingGroup', group) };
const provider = (TargetCapacity: number, more: object = {}) => ({
  AutoScalingGroupProvider: {
    AutoScalingGroupArn: att('Group', 'AutoScalingGroupARN'),
    ManagedScaling: { Status: 'ENABLED', TargetCapacity },
    ManagedTerminationProtection: 'ENABLED',
  },
  ...more,
});
const handler = {
  F: r('AWS::Lambda::Function', {
    Role: ROLE,
    Code: { ZipFile: 'exports.handler = async () => {}' },
    Handler: 'index.handler',
    Runtime: 'nodejs22.x',
  }),
};
const messages = { T: r('AWS::SNS::Topic'), Q: r('AWS::SQS::Queue') };
const subscription = { TopicArn: ref('T'), Protocol: 'sqs', Endpoint: att('Q', 'Arn') };
const mapping = { EventSourceArn: att('Q', 'Arn'), FunctionName: ref('F') };
const siteOf = (DomainName: string) => {
  const config = (site([]).Properties as { DistributionConfig: object }).DistributionConfig;
  const Origins = [{ Id: 'o', DomainName, CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } }];
  return { DistributionConfig: { ...config, Origins } };
};

/** The types that the stages have, and what happens to each of them. */
export const LIVES: readonly Life[] = [
  {
    type: 'AWS::RDS::DBCluster',
    around: subnets,
    properties: cluster,
    tells: {
      Ref: /^app-x-[0-9a-f]{12}$/,
      'Endpoint.Address': new RegExp(`\\.cluster-[0-9a-f]{12}\\.${HOST}`),
      'ReadEndpoint.Address': new RegExp(`\\.cluster-ro-[0-9a-f]{12}\\.${HOST}`),
      'Endpoint.Port': /^5432$/,
      DBClusterArn: /^arn:aws:rds:us-east-1:111111111111:cluster:app-x-/,
      DBClusterResourceId: /^cluster-[0-9A-F]{26}$/,
    },
    updated: { ...cluster, EngineVersion: '16.6', BackupRetentionPeriod: 14 },
    replaced: { ...cluster, StorageEncrypted: true },
  },
  {
    type: 'AWS::RDS::DBInstance',
    around: aurora,
    properties: writer,
    tells: { Ref: /^app-x-/, 'Endpoint.Address': new RegExp(HOST), DBInstanceArn: /:db:app-x-/ },
    updated: { ...writer, DBInstanceClass: 'db.r7g.xlarge' },
    replaced: { ...writer, DBInstanceIdentifier: 'other' },
  },
  {
    type: 'AWS::RDS::DBProxy',
    around: net,
    properties: proxy,
    tells: {
      Ref: /^pool$/,
      Endpoint: new RegExp(`^pool\\.proxy-[0-9a-f]{12}\\.${HOST}`),
      DBProxyArn: /^arn:aws:rds:us-east-1:111111111111:db-proxy:prx-[0-9a-f]{17}$/,
    },
    updated: { ...proxy, IdleClientTimeout: 900 },
    replaced: { ...proxy, DBProxyName: 'other', EngineFamily: 'MYSQL' },
  },
  {
    type: 'AWS::RDS::DBProxyTargetGroup',
    around: { ...aurora, P: r('AWS::RDS::DBProxy', proxy) },
    properties: targets,
    tells: { Ref: /:target-group:prx-tg-[0-9a-f]{17}$/, TargetGroupArn: /:target-group:prx-tg-/ },
    updated: { ...targets, ConnectionPoolConfigurationInfo: { MaxConnectionsPercent: 80 } },
  },
  {
    type: 'AWS::RDS::DBParameterGroup',
    around: net,
    properties: { Description: 'd', Family: 'aurora-postgresql16', ...parameters('500') },
    tells: { Ref: /^app-x-/ },
    updated: { Description: 'd', Family: 'aurora-postgresql16', ...parameters('250') },
    replaced: { Description: 'd', Family: 'aurora-postgresql17', ...parameters('250') },
  },
  {
    type: 'AWS::RDS::DBClusterParameterGroup',
    around: net,
    properties: { Description: 'd', Family: 'aurora-postgresql16', ...parameters('500') },
    tells: { Ref: /^app-x-/ },
    updated: { Description: 'd', Family: 'aurora-postgresql16', ...parameters('250') },
    replaced: { Description: 'd', Family: 'aurora-postgresql17', ...parameters('250') },
  },
  {
    type: 'AWS::EC2::LaunchTemplate',
    around: net,
    properties: instances('t4g.small'),
    tells: { Ref: /^lt-[0-9a-f]{17}$/, LatestVersionNumber: /^1$/ },
    updated: instances('t4g.large'),
  },
  {
    type: 'AWS::AutoScaling::AutoScalingGroup',
    around: launch,
    properties: group,
    tells: {
      Ref: /^app-X-/,
      AutoScalingGroupARN: new RegExp(
        `^arn:aws:autoscaling:us-east-1:111111111111:autoScalingGroup:${UUID}:autoScalingGroupName/app-X-`,
      ),
    },
    updated: { ...group, MaxSize: '40' },
    replaced: { ...group, AutoScalingGroupName: 'other' },
  },
  {
    type: 'AWS::AutoScaling::WarmPool',
    around: scaled,
    properties: { AutoScalingGroupName: ref('Group'), PoolState: 'Stopped' },
    tells: { Ref: /^app-Group-/ },
    updated: { AutoScalingGroupName: ref('Group'), PoolState: 'Hibernated' },
  },
  {
    type: 'AWS::ECS::CapacityProvider',
    around: scaled,
    properties: provider(80),
    tells: { Ref: /^app-X-/ },
    updated: provider(100),
    replaced: provider(100, { Name: 'other' }),
  },
  {
    type: 'AWS::SNS::Subscription',
    around: messages,
    properties: subscription,
    tells: { Ref: new RegExp(`^arn:aws:sns:us-east-1:111111111111:app-T-[0-9A-F]{12}:${UUID}$`) },
    updated: { ...subscription, RawMessageDelivery: true },
    replaced: { TopicArn: ref('T'), Protocol: 'email', Endpoint: 'ops@example.com' },
  },
  {
    type: 'AWS::Lambda::EventSourceMapping',
    around: { ...messages, ...handler },
    properties: mapping,
    tells: { Ref: new RegExp(`^${UUID}$`), EventSourceMappingArn: new RegExp(`:event-source-mapping:${UUID}$`) },
    updated: { ...mapping, BatchSize: 5 },
  },
  {
    type: 'AWS::CloudFront::Distribution',
    around: {},
    properties: siteOf('one.example.com'),
    tells: { Ref: /^E[0-9A-F]{13}$/, DomainName: /^d[0-9a-f]{13}\.cloudfront\.net$/ },
    updated: siteOf('two.example.com'),
  },
];
