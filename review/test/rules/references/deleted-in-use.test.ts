import { Resource } from '../../../model';
import { review } from '../../../review';
import { assembly, resource, StackInput } from '../../support';
import { found, only } from '../support';

const RULE = 'deleted-in-use';
const cert = (DomainName: string, more: Partial<Resource> = {}) =>
  resource('AWS::CertificateManager::Certificate', { DomainName }, more);
const producer = (resources: Record<string, Resource>, output: string, dependencies: string[] = []): StackInput => ({
  region: 'us-east-1',
  dependencies,
  template: { Resources: resources, Outputs: { Out: { Value: { 'Fn::GetAtt': [output, 'Arn'] } } } },
});
const read = { 'Fn::GetStackOutput': { StackName: 'certs', OutputName: 'Out', Region: 'us-east-1' } };
const site = (config: object) => resource('AWS::CloudFront::Distribution', { DistributionConfig: config });
const shop = { Site: site({ ViewerCertificate: { AcmCertificateArn: read } }) };
const step = (
  before: Record<string, StackInput | Record<string, Resource>>,
  after: Record<string, StackInput | Record<string, Resource>>,
) => review(assembly(before), assembly(after), { from: 'before', to: 'after' });

test('cautions against a certificate that is replaced under a distribution of a later stack', () => {
  const found = step(
    { certs: producer({ Cert: cert('www.example.com') }, 'Cert'), shop },
    { certs: producer({ Cert: cert('example.com') }, 'Cert'), shop },
  );
  expect(only(RULE, found)).toEqual({
    severity: 'caution',
    stack: 'certs',
    logicalId: 'Cert',
    message:
      'AWS::CertificateManager::Certificate Cert is replaced while shop/Site uses it, whose stack is deployed later: the service refuses the deletion, CloudFormation tries again for a while and then leaves the old one behind without an owner',
  });
});

test('cautions against a certificate that is removed while its users still have to let go', () => {
  const found = step(
    { certs: producer({ Cert: cert('www.example.com'), Other: cert('example.com') }, 'Cert'), shop },
    { certs: producer({ Other: cert('example.com') }, 'Other'), shop },
  );
  expect(only(RULE, found)).toMatchObject({ severity: 'caution', logicalId: 'Cert' });
});

test('cautions against a web ACL that goes', () => {
  const acl = resource('AWS::WAFv2::WebACL', { Scope: 'CLOUDFRONT' });
  const found = step(
    { certs: producer({ Acl: acl }, 'Acl'), shop: { Site: site({ WebACLId: read }) } },
    { certs: producer({ Cert: cert('a') }, 'Cert'), shop: { Site: site({}) } },
  );
  expect(only(RULE, found)).toMatchObject({ stack: 'certs', logicalId: 'Acl' });
});

const keep: Partial<Resource> = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };

test.each<[string, StackInput, StackInput]>([
  [
    'a certificate whose replacement retains it',
    producer({ Cert: cert('a', keep) }, 'Cert'),
    producer({ Cert: cert('b', keep) }, 'Cert'),
  ],
  [
    'one that is retained when it leaves',
    producer({ Cert: cert('a', keep) }, 'Cert'),
    producer({ Other: cert('b') }, 'Other'),
  ],
  [
    'one whose users are deployed first',
    producer({ Cert: cert('a') }, 'Cert'),
    producer({ Other: cert('b') }, 'Other', ['shop']),
  ],
  ['one that stays', producer({ Cert: cert('a') }, 'Cert'), producer({ Cert: cert('a'), More: cert('b') }, 'Cert')],
])('leaves %s alone', (_, before, after) => {
  expect(found(RULE, step({ certs: before, shop }, { certs: after, shop }))).toEqual([]);
});

test('leaves alone what nobody uses, and what its own stack uses', () => {
  const own = (DomainName: string) => ({
    Cert: cert(DomainName),
    Site: site({ ViewerCertificate: { AcmCertificateArn: { Ref: 'Cert' } } }),
  });
  expect(found(RULE, step({ app: own('a'), x: { C: cert('a') } }, { app: own('b'), x: { C: cert('b') } }))).toEqual([]);
});

test('says nothing of a type that its service deletes while it is used, and gives each type the source of its own service', () => {
  const topic = (DisplayName: string) => resource('AWS::SNS::Topic', { FifoTopic: DisplayName });
  const reader = { Reader: resource('AWS::SSM::Parameter', { Type: 'String', Value: read }) };
  const review = step(
    { certs: producer({ Topic: topic('a') }, 'Topic'), reader },
    { certs: producer({ Topic: topic('b') }, 'Topic'), reader },
  );
  expect(review.stacks.flatMap(({ changes }) => changes.map(({ action }) => action))).toContain('replace');
  expect(found(RULE, review)).toEqual([]);
  const acl = resource('AWS::WAFv2::WebACL', { Scope: 'CLOUDFRONT' });
  const gone = step(
    { certs: producer({ Acl: acl }, 'Acl'), shop: { Site: site({ WebACLId: read }) } },
    { certs: producer({ Cert: cert('a') }, 'Cert'), shop: { Site: site({}) } },
  );
  expect(gone.findings.filter(({ rule }) => rule === RULE).map(({ source }) => source)).toEqual([
    'https://docs.aws.amazon.com/waf/latest/APIReference/API_DeleteWebACL.html',
  ]);
});
