import { r, ref, subnet, origin, distribution, marker, record, net, site } from './resources';
import { Case } from './service-case';

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
];
