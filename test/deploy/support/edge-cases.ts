import {
  r,
  ref,
  att,
  balancer,
  group,
  listener,
  subnet,
  origin,
  distribution,
  marker,
  record,
  retained,
  net,
  site,
} from './resources';
import { Case } from './service-case';

const acl = (Scope: string) =>
  r('AWS::WAFv2::WebACL', {
    Scope,
    DefaultAction: { Allow: {} },
    VisibilityConfig: { CloudWatchMetricsEnabled: true, MetricName: 'm', SampledRequestsEnabled: true },
  });
const shielded = (name: string) => {
  const { Type, Properties } = site([]);
  const config = (Properties as { DistributionConfig: object }).DistributionConfig;
  return r(Type, { DistributionConfig: { ...config, WebACLId: att(name, 'Arn') } });
};
const tie = r('AWS::WAFv2::WebACLAssociation', {
  ResourceArn: 'arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/app/x/1',
  WebACLArn: att('Acl', 'Arn'),
});
const logging = (LogGroupName: string) => ({
  Group: r('AWS::Logs::LogGroup', { LogGroupName }),
  Logging: r('AWS::WAFv2::LoggingConfiguration', {
    ResourceArn: att('Acl', 'Arn'),
    LogDestinationConfigs: [att('Group', 'Arn')],
  }),
});

const certified = (AcmCertificateArn: unknown) => {
  const { Type, Properties } = site(['www.example.com']);
  const config = (Properties as { DistributionConfig: object }).DistributionConfig;
  return r(Type, { DistributionConfig: { ...config, ViewerCertificate: { AcmCertificateArn } } });
};
const certificate = r('AWS::CertificateManager::Certificate', { DomainName: 'www.example.com' });
const secured = (CertificateArn: unknown) =>
  listener('Group', { Port: 443, Protocol: 'HTTPS', Certificates: [{ CertificateArn }] });
const ELSEWHERE = 'arn:aws:acm:eu-central-1:111111111111:certificate/1';
const failing = (AllowedMethods: string[]) =>
  r('AWS::CloudFront::Distribution', {
    DistributionConfig: {
      Enabled: true,
      DefaultCacheBehavior: { TargetOriginId: 'both', ViewerProtocolPolicy: 'https-only', AllowedMethods },
      Origins: ['one', 'two'].map((Id) => ({
        Id,
        DomainName: `${Id}.example.com`,
        CustomOriginConfig: { OriginProtocolPolicy: 'https-only' },
      })),
      OriginGroups: {
        Quantity: 1,
        Items: [
          {
            Id: 'both',
            FailoverCriteria: { StatusCodes: { Quantity: 1, Items: [503] } },
            Members: { Quantity: 2, Items: [{ OriginId: 'one' }, { OriginId: 'two' }] },
          },
        ],
      },
    },
  });

/** Names, and what is at the edge. */
export const EDGE_CASES: readonly Case[] = [
  {
    rule: 'name-taken',
    before: { Q: r('AWS::SQS::Queue', { QueueName: 'jobs.fifo' }) },
    after: { Q: r('AWS::SQS::Queue', { QueueName: 'jobs.fifo', FifoQueue: true }) },
    refused: 'Q',
    on: 'create',
    safe: { before: { Q: r('AWS::SQS::Queue') }, after: { Q: r('AWS::SQS::Queue', { FifoQueue: true }) } },
  },
  {
    rule: 'name-taken',
    before: {
      B: r('AWS::Budgets::Budget', { Budget: { BudgetName: 'monthly', BudgetType: 'COST', TimeUnit: 'MONTHLY' } }),
    },
    after: {
      B: r('AWS::Budgets::Budget', {
        Budget: { BudgetName: 'monthly', BudgetType: 'COST', TimeUnit: 'MONTHLY' },
        NotificationsWithSubscribers: [
          {
            Notification: { ComparisonOperator: 'GREATER_THAN', NotificationType: 'ACTUAL', Threshold: 80 },
            Subscribers: [],
          },
        ],
      }),
    },
    refused: 'B',
    on: 'create',
  },
  {
    rule: 'name-taken',
    before: {
      ...net,
      C: subnet(3, 'c'),
      P: r('AWS::RDS::DBProxy', {
        DBProxyName: 'pool',
        EngineFamily: 'POSTGRESQL',
        RoleArn: 'arn:aws:iam::111111111111:role/r',
        VpcSubnetIds: [ref('A'), ref('B')],
      }),
    },
    after: {
      ...net,
      C: subnet(3, 'c'),
      P: r('AWS::RDS::DBProxy', {
        DBProxyName: 'pool',
        EngineFamily: 'POSTGRESQL',
        RoleArn: 'arn:aws:iam::111111111111:role/r',
        VpcSubnetIds: [ref('A'), ref('B'), ref('C')],
      }),
    },
    refused: 'P',
    on: 'create',
  },
  {
    rule: 'place-taken-recordset',
    before: { Old: record('old') },
    after: { New: record('new') },
    refused: 'New',
    on: 'create',
    safe: { after: { Old: record('new') } },
  },
  {
    rule: 'vpc-origin-in-use',
    before: { Origin: origin('web'), D: distribution() },
    after: {
      Origin: { ...origin('web'), Properties: { ...origin('web').Properties, Tags: [{ Key: 'stage', Value: 'two' }] } },
      D: distribution(),
    },
    refused: 'Origin',
    on: 'update',
    safe: { before: { Origin: origin('web') }, after: { Origin: origin('other') } },
  },
  {
    rule: 'in-use-vpcorigin',
    before: { ...marker, Origin: origin('web'), D: { ...distribution(), DeletionPolicy: 'Retain' } },
    after: marker,
    refused: 'Origin',
    on: 'delete',
  },
  {
    rule: 'cname-already-exists',
    before: { Origin: origin('web'), D: distribution({ Aliases: ['www.example.com'] }) },
    after: {
      Origin: origin('web'),
      D: distribution({ Aliases: ['www.example.com'] }),
      E: distribution({ Aliases: ['www.example.com'] }),
    },
    refused: 'E',
    on: 'create',
  },
  {
    rule: 'lambda-code-missing',
    before: marker,
    after: {
      ...marker,
      F: r('AWS::Lambda::Function', {
        Role: 'arn:aws:iam::111111111111:role/r',
        Code: { S3Bucket: 'assets', S3Key: 'x.zip' },
      }),
    },
    refused: 'F',
    on: 'create',
  },
  {
    // Both are updated at once, so the one may still have the name when the other asks for it.
    rule: 'cname-already-exists',
    before: { One: site(['www.example.com']), Two: site([]) },
    after: { One: site([]), Two: site(['www.example.com']) },
    refused: 'Two',
    on: 'update',
    safe: { after: { One: site([]), Two: site(['www.example.com'], { DependsOn: 'One' }) } },
  },
  {
    rule: 'waf-cloudfront-region',
    region: 'eu-west-1',
    before: marker,
    after: { ...marker, Acl: acl('CLOUDFRONT') },
    refused: 'Acl',
    on: 'create',
    safe: { after: { ...marker, Acl: acl('REGIONAL') } },
  },
  {
    rule: 'waf-scope-of-distribution',
    before: { Acl: acl('REGIONAL'), Edge: acl('CLOUDFRONT'), One: site([]) },
    after: { Acl: acl('REGIONAL'), Edge: acl('CLOUDFRONT'), One: shielded('Acl') },
    refused: 'One',
    on: 'update',
    safe: { after: { Acl: acl('REGIONAL'), Edge: acl('CLOUDFRONT'), One: shielded('Edge') } },
  },
  {
    rule: 'waf-scope-of-association',
    before: { Acl: acl('CLOUDFRONT') },
    after: { Acl: acl('CLOUDFRONT'), Tie: tie },
    refused: 'Tie',
    on: 'create',
    safe: { before: { Acl: acl('REGIONAL') }, after: { Acl: acl('REGIONAL'), Tie: tie } },
  },
  {
    rule: 'waf-log-name',
    before: { Acl: acl('CLOUDFRONT') },
    after: { Acl: acl('CLOUDFRONT'), ...logging('/acme/waf') },
    refused: 'Logging',
    on: 'create',
    safe: { after: { Acl: acl('CLOUDFRONT'), ...logging('aws-waf-logs-acme') } },
  },
  {
    rule: 'cloudfront-certificate-region',
    region: 'eu-west-1',
    before: { Site: site(['www.example.com']), Cert: certificate },
    after: { Site: certified(ref('Cert')), Cert: certificate },
    refused: 'Site',
    on: 'update',
    safe: {
      after: { Site: certified('arn:aws:acm:us-east-1:111111111111:certificate/1'), Cert: certificate },
    },
  },
  {
    rule: 'listener-certificate-region',
    before: { ...net, Lb: balancer(), Group: group() },
    after: { ...net, Lb: balancer(), Group: group(), L: secured(ELSEWHERE) },
    refused: 'L',
    on: 'create',
    safe: { after: { ...net, Lb: balancer(), Group: group(), Cert: certificate, L: secured(ref('Cert')) } },
  },
  {
    rule: 'in-use-certificate',
    before: { ...marker, Cert: certificate, Site: retained(certified(ref('Cert'))) },
    after: marker,
    refused: 'Cert',
    on: 'delete',
    safe: { before: { ...marker, Cert: certificate, Site: certified(ref('Cert')) } },
  },
  {
    rule: 'cloudfront-origin-group-methods',
    before: { Site: failing(['GET', 'HEAD']) },
    after: { Site: failing(['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE']) },
    refused: 'Site',
    on: 'update',
    safe: { after: { Site: failing(['GET', 'HEAD', 'OPTIONS']) } },
  },
];
