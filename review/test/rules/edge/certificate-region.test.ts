import { Resource } from '../../../model';
import { review } from '../../../review';
import { assembly, resource, StackInput } from '../../support';
import { found, only } from '../support';

const RULE = 'certificate-region';
const step = (stacks: Record<string, Record<string, Resource> | StackInput>) =>
  review(assembly({}), assembly(stacks), { from: 'before', to: 'after' });
/** A stack of certificates in one Region; the other stacks are in eu-west-1. */
const certificates = (region: string): StackInput => ({
  region,
  template: {
    Resources: { Cert: resource('AWS::CertificateManager::Certificate', { DomainName: 'www.example.com' }) },
    Outputs: { CertArn: { Value: { Ref: 'Cert' } } },
  },
});
const read = (Region: string) => ({
  'Fn::GetStackOutput': { StackName: 'certs', OutputName: 'CertArn', Region },
});
const site = (AcmCertificateArn: unknown) =>
  resource('AWS::CloudFront::Distribution', { DistributionConfig: { ViewerCertificate: { AcmCertificateArn } } });
const listener = (CertificateArn: unknown) =>
  resource('AWS::ElasticLoadBalancingV2::Listener', { Certificates: [{ CertificateArn }] });

test.each<[string, Resource, string]>([
  ['a distribution', site(read('eu-west-1')), 'us-east-1'],
  [
    'a domain of a user pool',
    resource('AWS::Cognito::UserPoolDomain', { CustomDomainConfig: { CertificateArn: read('eu-west-1') } }),
    'us-east-1',
  ],
  [
    'an edge-optimized API',
    resource('AWS::ApiGateway::DomainName', { CertificateArn: read('eu-west-1') }),
    'us-east-1',
  ],
])('flags %s with a certificate of its own Region, over stacks', (_, User, wanted) => {
  expect(only(RULE, step({ certs: certificates('eu-west-1'), app: { User } }))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'User',
    message: `${User.Type} User is refused: its certificate is in eu-west-1, and it takes one in ${wanted} alone`,
  });
});

test.each<[string, Resource]>([
  ['a listener', listener(read('us-east-1'))],
  [
    "a listener's further certificate",
    resource('AWS::ElasticLoadBalancingV2::ListenerCertificate', {
      Certificates: [{ CertificateArn: read('us-east-1') }],
    }),
  ],
  ['a regional API', resource('AWS::ApiGateway::DomainName', { RegionalCertificateArn: read('us-east-1') })],
  [
    'an HTTP API',
    resource('AWS::ApiGatewayV2::DomainName', { DomainNameConfigurations: [{ CertificateArn: read('us-east-1') }] }),
  ],
])('flags %s with the certificate of the distribution', (_, User) => {
  expect(only(RULE, step({ certs: certificates('us-east-1'), app: { User } }))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'User',
    message: `${User.Type} User is refused: its certificate is in us-east-1, and it takes one in eu-west-1 alone`,
  });
});

test('flags a certificate by its ARN, and one of the same stack', () => {
  const arn = 'arn:aws:acm:eu-central-1:111111111111:certificate/abc';
  const own = {
    Cert: resource('AWS::CertificateManager::Certificate'),
    Own: site({ Ref: 'Cert' }),
    ByArn: site(arn),
  };
  expect(found(RULE, step({ app: own })).map(({ logicalId }) => logicalId)).toEqual(['ByArn', 'Own']);
});

test('leaves alone what fits, and what cannot be told', () => {
  const stacks = {
    certs: certificates('us-east-1'),
    app: {
      Site: site(read('us-east-1')),
      Plain: site(undefined),
      Parameter: site({ Ref: 'Given' }),
      Own: listener({ Ref: 'Cert' }),
      Cert: resource('AWS::CertificateManager::Certificate'),
      Iam: listener('arn:aws:iam::111111111111:server-certificate/old'),
    },
    anywhere: { region: 'unknown-region', template: { Resources: { Site: listener(read('us-east-1')) } } },
  };
  expect(found(RULE, step(stacks))).toEqual([]);
});
