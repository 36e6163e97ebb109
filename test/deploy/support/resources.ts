/** Resources as templates have them, short. */

export const r = (Type: string, Properties: object = {}, more: object = {}) => ({ Type, Properties, ...more });
export const ref = (name: string) => ({ Ref: name });
export const att = (name: string, attribute: string) => ({ 'Fn::GetAtt': [name, attribute] });

export const vpc = r('AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16' });
export const subnet = (number: number, zone: string) =>
  r('AWS::EC2::Subnet', { VpcId: ref('Vpc'), CidrBlock: `10.0.${number}.0/24`, AvailabilityZone: `us-east-1${zone}` });
export const net = { Vpc: vpc, A: subnet(1, 'a'), B: subnet(2, 'b') };
export const db = (properties: object) =>
  r('AWS::RDS::DBInstance', {
    DBInstanceClass: 'db.t4g.micro',
    Engine: 'postgres',
    AllocatedStorage: '20',
    ...properties,
  });
export const table = (properties: object) =>
  r('AWS::DynamoDB::GlobalTable', {
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
    Replicas: [{ Region: 'us-east-1' }],
    ...properties,
  });
export const index = (name: string, key = 'id') => ({
  IndexName: name,
  KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
  Projection: { ProjectionType: 'ALL' },
});
export const balancer = (more: object = {}) =>
  r('AWS::ElasticLoadBalancingV2::LoadBalancer', { Scheme: 'internal', Subnets: [ref('A'), ref('B')], ...more });
export const group = (more: object = {}) =>
  r('AWS::ElasticLoadBalancingV2::TargetGroup', {
    VpcId: ref('Vpc'),
    Port: 80,
    Protocol: 'HTTP',
    TargetType: 'ip',
    ...more,
  });
export const listener = (target: string, more: object = {}) =>
  r('AWS::ElasticLoadBalancingV2::Listener', {
    LoadBalancerArn: ref('Lb'),
    Port: 80,
    Protocol: 'HTTP',
    DefaultActions: [{ Type: 'forward', TargetGroupArn: ref(target) }],
    ...more,
  });
export const origin = (name: string) =>
  r('AWS::CloudFront::VpcOrigin', {
    VpcOriginEndpointConfig: {
      Arn: 'arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/app/x/1',
      Name: name,
    },
  });
export const distribution = (more: object = {}) =>
  r('AWS::CloudFront::Distribution', {
    DistributionConfig: {
      Enabled: true,
      DefaultCacheBehavior: { TargetOriginId: 'o', ViewerProtocolPolicy: 'https-only' },
      Origins: [{ Id: 'o', DomainName: 'x.internal', VpcOriginConfig: { VpcOriginId: ref('Origin') } }],
      ...more,
    },
  });
export const site = (Aliases: string[], more: object = {}) =>
  r(
    'AWS::CloudFront::Distribution',
    {
      DistributionConfig: {
        Enabled: true,
        Aliases,
        DefaultCacheBehavior: { TargetOriginId: 'o', ViewerProtocolPolicy: 'https-only' },
        Origins: [{ Id: 'o', DomainName: 'x.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } }],
      },
    },
    more,
  );
export const marker = { T: r('AWS::SNS::Topic') };
export const key = (more: object) => r('AWS::KMS::Key', { KeyPolicy: {}, ...more });
export const subnetGroup = (ids: object[]) =>
  r('AWS::RDS::DBSubnetGroup', { DBSubnetGroupDescription: 'd', SubnetIds: ids });
export const service = (more: object = {}) =>
  r(
    'AWS::ECS::Service',
    {
      Cluster: ref('Cluster'),
      LoadBalancers: [{ ContainerName: 'c', ContainerPort: 80, TargetGroupArn: ref('Group') }],
    },
    more,
  );

export const retained = (resource: object) => ({ ...resource, DeletionPolicy: 'Retain' });

export function rule(priority: number): object {
  return r('AWS::ElasticLoadBalancingV2::ListenerRule', {
    ListenerArn: ref('L'),
    Priority: priority,
    Actions: [{ Type: 'forward', TargetGroupArn: ref('Group') }],
    Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/*'] } }],
  });
}

export function record(value: string): object {
  return r('AWS::Route53::RecordSet', {
    HostedZoneId: 'Z1',
    Name: 'www.example.com',
    Type: 'TXT',
    TTL: '60',
    ResourceRecords: [value],
  });
}
