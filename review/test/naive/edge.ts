import { App, Stack, Tags } from 'aws-cdk-lib';
import * as budgets from 'aws-cdk-lib/aws-budgets';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as origins from 'aws-cdk-lib/aws-cloudfront-origins';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { ENV, NaiveApp, withZones } from './naive-app';

interface Options {
  readonly httpPort?: number;
  readonly stage?: string;
  readonly tag?: string;
  readonly comment?: string;
  /** A second origin, for /api/*. */
  readonly api?: boolean;
  readonly idleTimeout?: number;
  /** Tags of the stack, which reach all in it that can have tags. */
  readonly stackTags?: Record<string, string>;
}

/** CloudFront before an internal load balancer, as in the README of aws-cloudfront-origins. */
const edge = (options: Options) => (app: App) => {
  withZones(app);
  const stack = new Stack(app, 'Acme', { env: ENV, tags: options.stackTags });
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 1 });
  const balancer = (id: string) => new elbv2.ApplicationLoadBalancer(stack, id, { vpc });
  const distribution = new cloudfront.Distribution(stack, 'Distribution', {
    comment: options.comment,
    defaultBehavior: {
      origin: origins.VpcOrigin.withApplicationLoadBalancer(balancer('Balancer'), {
        httpPort: options.httpPort ?? 80,
        protocolPolicy: cloudfront.OriginProtocolPolicy.HTTP_ONLY,
      }),
    },
  });
  if (options.api) {
    distribution.addBehavior('/api/*', origins.VpcOrigin.withApplicationLoadBalancer(balancer('Api')));
  }
  if (options.tag) Tags.of(app).add('stage', options.tag);
};

const budget =
  (...emails: string[]) =>
  (app: App) => {
    new budgets.CfnBudget(new Stack(app, 'Acme', { env: ENV }), 'Budget', {
      budget: {
        budgetName: 'acme-monthly',
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: 100, unit: 'USD' },
      },
      notificationsWithSubscribers: [
        {
          notification: { comparisonOperator: 'GREATER_THAN', notificationType: 'ACTUAL', threshold: 80 },
          subscribers: emails.map((address) => ({ address, subscriptionType: 'EMAIL' })),
        },
      ],
    });
  };

const limit = (amount: number) => (app: App) => {
  new budgets.CfnBudget(new Stack(app, 'Acme', { env: ENV }), 'Budget', {
    budget: { budgetType: 'COST', timeUnit: 'MONTHLY', budgetLimit: { amount, unit: 'USD' } },
  });
};

/** Two distributions of which one has the site's name, or both. */
const named = (owner: 'Blue' | 'Green' | 'both', comment?: string) => (app: App) => {
  const stack = new Stack(app, 'Acme', { env: ENV });
  for (const id of ['Blue', 'Green']) {
    new cloudfront.CfnDistribution(stack, id, {
      distributionConfig: {
        enabled: true,
        comment,
        aliases: id === owner || owner === 'both' ? ['www.example.com'] : [],
        origins: [
          {
            id: 'site',
            domainName: `${id.toLowerCase()}.example.com`,
            customOriginConfig: { originProtocolPolicy: 'https-only' },
          },
        ],
        defaultCacheBehavior: {
          targetOriginId: 'site',
          viewerProtocolPolicy: 'redirect-to-https',
          cachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
        },
        viewerCertificate: {
          acmCertificateArn: 'arn:aws:acm:us-east-1:111111111111:certificate/11111111-2222-3333-4444-555555555555',
          sslSupportMethod: 'sni-only',
          minimumProtocolVersion: 'TLSv1.2_2021',
        },
      },
    });
  }
};

const hazard = (rule: string, logicalId: string) => ({ rule, severity: 'hazard', stack: 'Acme', logicalId }) as const;

export const EDGE_APPS: readonly NaiveApp[] = [
  {
    door: 'CloudFront VPC origin: another port',
    naive: {
      before: edge({ httpPort: 80 }),
      after: edge({ httpPort: 8080 }),
      expect: hazard('vpc-origin-update', 'DistributionOrigin1VpcOrigin1389D846'),
      outcome: 'fails',
    },
    safe: { before: edge({}), after: edge({ api: true }) },
  },
  {
    door: 'CloudFront VPC origin: the stage as a tag',
    naive: {
      before: edge({ tag: 'one' }),
      after: edge({ tag: 'hundred' }),
      expect: hazard('vpc-origin-update', 'DistributionOrigin1VpcOrigin1389D846'),
      outcome: 'fails',
    },
    safe: { before: edge({ tag: 'acme' }), after: edge({ tag: 'acme', comment: 'The site' }) },
  },
  {
    door: 'CloudFront VPC origin: the stage as a tag of its stack',
    naive: {
      before: edge({ stackTags: { stage: 'one' } }),
      after: edge({ stackTags: { stage: 'hundred' } }),
      expect: hazard('vpc-origin-update', 'DistributionOrigin1VpcOrigin1389D846'),
      outcome: 'fails',
    },
    safe: {
      before: edge({ stackTags: { app: 'acme' } }),
      after: edge({ stackTags: { app: 'acme' }, comment: 'The site' }),
    },
  },
  {
    door: "front door's host name: on two distributions",
    naive: {
      before: named('Blue'),
      after: named('both'),
      expect: hazard('cloudfront-alias', 'Green'),
      outcome: 'fails',
    },
    safe: { before: named('Blue'), after: named('Blue', 'The site') },
  },
  {
    door: "front door's host name: from one distribution to another",
    naive: {
      before: named('Blue'),
      after: named('Green'),
      expect: hazard('cloudfront-alias', 'Green'),
      outcome: 'fails',
    },
    safe: { before: named('Blue'), after: named('Blue', 'The site') },
  },
  {
    door: 'budget: another subscriber under a fixed name',
    naive: {
      before: budget('ada@example.com'),
      after: budget('ada@example.com', 'grace@example.com'),
      expect: hazard('fixed-name-collision', 'Budget'),
      outcome: 'fails',
    },
    safe: { before: limit(50), after: limit(500) },
  },
];
