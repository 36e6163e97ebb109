import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elb from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { ENV, NaiveApp, withZones } from './naive-app';

/** A load balancer under a name that a clean-up of the code changes. */
const balanced = (id: string, open?: boolean) => (app: App) => {
  withZones(app);
  const stack = new Stack(app, 'Acme', { env: ENV });
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0 });
  const balancer = new elb.ApplicationLoadBalancer(stack, id, { vpc, internetFacing: true });
  balancer.addListener('Http', { port: 80, open, defaultAction: elb.ListenerAction.fixedResponse(200) });
};

/** A queue that a bucket elsewhere may write to, by a policy under one of two names. */
const shared =
  (id: string, ...actions: string[]) =>
  (app: App) => {
    const stack = new Stack(app, 'Acme', { env: ENV });
    const queue = new sqs.CfnQueue(stack, 'Jobs');
    new sqs.CfnQueuePolicy(stack, id, {
      queues: [queue.ref],
      policyDocument: new iam.PolicyDocument({
        statements: [
          new iam.PolicyStatement({
            actions,
            resources: [queue.attrArn],
            principals: [new iam.ServicePrincipal('s3.amazonaws.com')],
          }),
        ],
      }),
    });
  };

export const RENAME_APPS: readonly NaiveApp[] = [
  {
    door: 'the construct ID of a load balancer',
    naive: {
      before: balanced('Lb'),
      after: balanced('PublicLb'),
      expect: { rule: 'in-service-moved', severity: 'hazard', stack: 'Acme', logicalId: 'Lb1928D9D6' },
      outcome: 'outage',
    },
    safe: { before: balanced('Lb', true), after: balanced('Lb', false) },
  },
  {
    door: 'the construct ID of a queue policy',
    naive: {
      before: shared('Policy', 'sqs:SendMessage'),
      after: shared('Writers', 'sqs:SendMessage'),
      expect: { rule: 'overwritten-then-removed', severity: 'hazard', stack: 'Acme', logicalId: 'Writers' },
      outcome: 'outage',
    },
    safe: {
      before: shared('Policy', 'sqs:SendMessage'),
      after: shared('Policy', 'sqs:SendMessage', 'sqs:GetQueueUrl'),
    },
  },
];
