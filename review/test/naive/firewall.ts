import { App, Stack } from 'aws-cdk-lib';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import { NaiveApp } from './naive-app';

const ACCOUNT = '111111111111';

interface Options {
  readonly region: string;
  readonly scope?: string;
  readonly limit?: number;
  readonly logGroupName?: string;
}

/** A web ACL with one rate limit, as in every example. */
const firewall = (options: Options) => (app: App) => {
  const stack = new Stack(app, 'Acme', { env: { account: ACCOUNT, region: options.region } });
  const metrics = (metricName: string) => ({
    metricName,
    cloudWatchMetricsEnabled: true,
    sampledRequestsEnabled: true,
  });
  const acl = new wafv2.CfnWebACL(stack, 'Acl', {
    scope: options.scope ?? 'CLOUDFRONT',
    defaultAction: { allow: {} },
    visibilityConfig: metrics('acme'),
    rules: [
      {
        name: 'rate',
        priority: 1,
        action: { block: {} },
        statement: { rateBasedStatement: { limit: options.limit ?? 2000, aggregateKeyType: 'IP' } },
        visibilityConfig: metrics('rate'),
      },
    ],
  });
  if (options.logGroupName === undefined) return;
  const group = new logs.CfnLogGroup(stack, 'Logs', { logGroupName: options.logGroupName });
  new wafv2.CfnLoggingConfiguration(stack, 'Logging', {
    resourceArn: acl.attrArn,
    logDestinationConfigs: [group.attrArn],
  });
};

/** An app that has its edge still to come. */
const nothing = (region: string) => (app: App) => {
  new logs.CfnLogGroup(new Stack(app, 'Acme', { env: { account: ACCOUNT, region } }), 'Other');
};

const VIRGINIA = { region: 'us-east-1' };

export const FIREWALL_APPS: readonly NaiveApp[] = [
  {
    door: "web ACL for CloudFront: in the app's own Region",
    naive: {
      before: nothing('eu-west-1'),
      after: (app) => {
        nothing('eu-west-1')(app);
        const stack = app.node.findChild('Acme') as Stack;
        new wafv2.CfnIPSet(stack, 'Office', { scope: 'CLOUDFRONT', ipAddressVersion: 'IPV4', addresses: [] });
      },
      expect: { rule: 'waf-scope', severity: 'hazard', stack: 'Acme', logicalId: 'Office' },
      outcome: 'fails',
    },
    safe: { before: firewall(VIRGINIA), after: firewall({ ...VIRGINIA, limit: 5000 }) },
  },
  {
    door: 'web ACL logs: into a group of any name',
    naive: {
      before: firewall(VIRGINIA),
      after: firewall({ ...VIRGINIA, logGroupName: '/acme/waf' }),
      expect: { rule: 'waf-log-name', severity: 'hazard', stack: 'Acme', logicalId: 'Logging' },
      outcome: 'fails',
    },
    safe: { before: firewall(VIRGINIA), after: firewall({ ...VIRGINIA, logGroupName: 'aws-waf-logs-acme' }) },
  },
];
