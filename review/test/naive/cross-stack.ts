import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import { ENV, NaiveApp } from './naive-app';

const STRENGTH = '@aws-cdk/core:defaultCrossStackReferences';
type Strength = 'strong' | 'weak';

function stacks(app: App, strength: Strength): { network: Stack; web: Stack } {
  app.node.setContext(STRENGTH, strength);
  return { network: new Stack(app, 'Network', { env: ENV }), web: new Stack(app, 'Web', { env: ENV }) };
}

/** A bucket whose name a function in another stack reads, or no longer does. */
const reader =
  (strength: Strength, reads: boolean, memorySize = 128) =>
  (app: App) => {
    const { network: data, web } = stacks(app, strength);
    const bucket = new s3.Bucket(data, 'Uploads');
    new lambda.Function(web, 'Reader', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline('exports.handler = async () => {};'),
      memorySize,
      environment: reads ? { BUCKET: bucket.bucketName } : {},
    });
  };

/** A target group in the VPC of another stack. */
const targets = (strength: Strength, healthCheckPath: string) => (app: App) => {
  const { network, web } = stacks(app, strength);
  const vpc = new ec2.CfnVPC(network, 'Vpc', { cidrBlock: '10.0.0.0/16' });
  new elbv2.CfnTargetGroup(web, 'Targets', {
    vpcId: vpc.ref,
    port: 80,
    protocol: 'HTTP',
    targetType: 'ip',
    healthCheckPath,
  });
};

/** A topic that a function in another stack publishes to. */
const publisher = (fifo: boolean, displayName?: string) => (app: App) => {
  const { network: events, web } = stacks(app, 'weak');
  const topic = new sns.Topic(events, 'Events', { fifo, displayName });
  new lambda.Function(web, 'Publisher', {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline('exports.handler = async () => {};'),
    environment: { TOPIC: topic.topicArn },
  });
};

export const CROSS_STACK_APPS: readonly NaiveApp[] = [
  {
    door: 'strong references: the consumer lets go of an export',
    naive: {
      before: reader('strong', true),
      after: reader('strong', false),
      expect: { rule: 'export-in-use', severity: 'hazard', stack: 'Network', logicalId: 'Uploads4F6EB0FD' },
      outcome: 'fails',
    },
    safe: { before: reader('weak', true), after: reader('weak', false) },
  },
  {
    door: 'strength of references: strong, then weak',
    naive: {
      before: targets('strong', '/'),
      after: targets('weak', '/'),
      expect: { rule: 'reference-strength', severity: 'hazard', stack: 'Web', logicalId: 'Targets' },
      outcome: 'fails',
    },
    safe: { before: targets('weak', '/'), after: targets('weak', '/health') },
  },
  {
    door: 'weak references: the producer is replaced, the consumer not deployed',
    naive: {
      before: publisher(false),
      after: publisher(true),
      expect: { rule: 'stale-consumer', severity: 'hazard', stack: 'Network', logicalId: 'EventsD32975C2' },
      outcome: 'outage',
    },
    safe: { before: publisher(true), after: publisher(true, 'Events') },
  },
];
