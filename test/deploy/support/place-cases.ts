import { att, net, r, ref, subnet, vpc } from './resources';
import { Case } from './service-case';

/** Two resources for one place: the second is made before the first is deleted. */
const moved = (
  rule: string,
  resource: (id: string) => object,
  around: object = {},
  elsewhere?: (id: string) => object,
): Case => ({
  rule,
  before: { ...around, Old: resource('Old') },
  after: { ...around, New: resource('New') },
  refused: 'New',
  on: 'create',
  ...(elsewhere !== undefined && { safe: { after: { ...around, New: elsewhere('New') } } }),
});

const role = 'arn:aws:iam::111111111111:role/r';
const fn = (name: string) =>
  r('AWS::Lambda::Function', {
    FunctionName: name,
    Role: role,
    Code: { ZipFile: 'x' },
    Handler: 'h',
    Runtime: 'nodejs22.x',
  });
const api = { Api: r('AWS::ApiGateway::RestApi', { Name: 'a' }) };
const mapping = (path: string | undefined) =>
  r('AWS::ApiGateway::BasePathMapping', {
    DomainName: 'api.example.com',
    RestApiId: ref('Api'),
    ...(path !== undefined && { BasePath: path }),
  });
const resource = (path: string) =>
  r('AWS::ApiGateway::Resource', { RestApiId: ref('Api'), ParentId: att('Api', 'RootResourceId'), PathPart: path });
const method = (verb: string) =>
  r('AWS::ApiGateway::Method', {
    RestApiId: ref('Api'),
    ResourceId: att('Api', 'RootResourceId'),
    HttpMethod: verb,
    AuthorizationType: 'NONE',
  });
const mountTarget = (place: string) =>
  r('AWS::EFS::MountTarget', { FileSystemId: 'fs-1', SubnetId: ref(place), SecurityGroups: ['sg-1'] });
const tracking = (metric: string) =>
  r('AWS::ApplicationAutoScaling::ScalingPolicy', {
    PolicyName: 'p',
    PolicyType: 'TargetTrackingScaling',
    ScalingTargetId: 'service/c/s|ecs:service:DesiredCount|ecs',
    TargetTrackingScalingPolicyConfiguration: {
      TargetValue: 50,
      PredefinedMetricSpecification: { PredefinedMetricType: metric },
    },
  });

/** Where a service takes one resource and no second. */
export const PLACE_CASES: readonly Case[] = [
  moved(
    'place-taken-bucketpolicy',
    () => r('AWS::S3::BucketPolicy', { Bucket: ref('B'), PolicyDocument: {} }),
    { B: r('AWS::S3::Bucket'), C: r('AWS::S3::Bucket') },
    () => r('AWS::S3::BucketPolicy', { Bucket: ref('C'), PolicyDocument: {} }),
  ),
  moved(
    'place-taken-eventsourcemapping',
    () => r('AWS::Lambda::EventSourceMapping', { FunctionName: ref('F'), EventSourceArn: att('Q', 'Arn') }),
    { Q: r('AWS::SQS::Queue'), F: fn('one'), G: fn('two') },
    () => r('AWS::Lambda::EventSourceMapping', { FunctionName: ref('G'), EventSourceArn: att('Q', 'Arn') }),
  ),
  moved(
    'place-taken-oidcprovider',
    (id) => r('AWS::IAM::OIDCProvider', { Url: id === 'Old' ? 'https://Id.example.com' : 'https://id.example.com/' }),
    {},
    () => r('AWS::IAM::OIDCProvider', { Url: 'https://other.example.com' }),
  ),
  moved(
    'place-taken-mounttarget',
    (id) => mountTarget(id === 'Old' ? 'A' : 'C'),
    { ...net, C: subnet(3, 'a') },
    () => mountTarget('B'),
  ),
  moved(
    'place-taken-userpooldomain',
    (id) => r('AWS::Cognito::UserPoolDomain', { UserPoolId: 'pool', Domain: id.toLowerCase() }),
    {},
    () =>
      r('AWS::Cognito::UserPoolDomain', {
        UserPoolId: 'pool',
        Domain: 'id.example.com',
        CustomDomainConfig: { CertificateArn: 'arn:aws:acm:us-east-1:111111111111:certificate/c' },
      }),
  ),
  moved(
    'place-taken-basepathmapping',
    () => mapping('shop'),
    api,
    () => mapping('admin'),
  ),
  moved('api-root-mapping', (id) => mapping(id === 'Old' ? undefined : 'shop'), api),
  moved(
    'place-taken-resource',
    () => resource('shop'),
    api,
    () => resource('admin'),
  ),
  moved(
    'place-taken-method',
    () => method('GET'),
    api,
    () => method('POST'),
  ),
  moved(
    'place-taken-stage',
    () => r('AWS::ApiGateway::Stage', { RestApiId: ref('Api'), DeploymentId: 'd', StageName: 'prod' }),
    api,
    () => r('AWS::ApiGateway::Stage', { RestApiId: ref('Api'), DeploymentId: 'd', StageName: 'next' }),
  ),
  moved(
    'place-taken-scalingpolicy',
    () => tracking('ECSServiceAverageCPUUtilization'),
    {},
    () => tracking('ECSServiceAverageMemoryUtilization'),
  ),
  moved(
    'place-taken-vpcgatewayattachment',
    () => r('AWS::EC2::VPCGatewayAttachment', { VpcId: ref('Vpc'), InternetGatewayId: ref('Igw') }),
    { Vpc: vpc, Igw: r('AWS::EC2::InternetGateway') },
  ),
];
