import { CfnResource, Duration, Stack, Validations } from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledgeObjects } from '../../internal/acknowledge-objects';

/** One instance more than there are, while one is replaced. */
export const REPLACING_PERCENT = { min: 100, max: 110 };

/** A refresh that still runs refuses the next one, and so do throttled calls: time for either to be over. */
const RETRIES = { maximumRetryAttempts: 20, maximumEventAgeInSeconds: Duration.hours(6).toSeconds() };

/**
 * Managed termination protection keeps instances with tasks from every other replacement, so a refresh that says it
 * may replace them is what brings new images. ECS drains each instance first.
 *
 * Returns the queue of refreshes that could not be started.
 */
export function makeRefresh(scope: Construct, group: autoscaling.AutoScalingGroup, expression: string): sqs.Queue {
  const missed = makeQueue(scope);
  const role = makeRole(scope, group);
  role.addToPolicy(new iam.PolicyStatement({ actions: ['sqs:SendMessage'], resources: [missed.queueArn] }));
  const schedule = new scheduler.CfnSchedule(scope, 'Refresh', {
    description: 'Replaces instances by ones with the newest image',
    scheduleExpression: expression,
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: `arn:${Stack.of(scope).partition}:scheduler:::aws-sdk:autoscaling:startInstanceRefresh`,
      roleArn: role.roleArn,
      input: Stack.of(scope).toJsonString({
        AutoScalingGroupName: group.autoScalingGroupName,
        Preferences: {
          MinHealthyPercentage: REPLACING_PERCENT.min,
          MaxHealthyPercentage: REPLACING_PERCENT.max,
          ScaleInProtectedInstances: 'Refresh',
          // An instance with an old image matches its launch template, which names a parameter; and EC2 Auto Scaling
          // refuses to skip where it does.
          SkipMatching: false,
        },
      }),
      retryPolicy: RETRIES,
      deadLetterConfig: { arn: missed.queueArn },
    },
  });
  // Scheduler tries whether it may send to the queue.
  schedule.node.addDependency(role);
  return missed;
}

function makeQueue(scope: Construct): sqs.Queue {
  const queue = new sqs.Queue(scope, 'MissedRefreshes', {
    encryption: sqs.QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
  // By the word that `cdk-grow diff` looks for (review/rules/transient/transient-replaced.ts).
  (queue.node.defaultChild as CfnResource).addMetadata(
    'cdk-scaling-patterns:may-be-replaced',
    'Its messages say why a refresh was not started, and mean nothing once the instances are gone.',
  );
  Validations.of(queue).acknowledge({
    id: 'AwsSolutions-SQS3',
    reason: 'This queue is the dead-letter queue of a schedule, which the rule does not look at.',
  });
  return queue;
}

function makeRole(scope: Construct, group: autoscaling.AutoScalingGroup): iam.Role {
  const role = new iam.Role(scope, 'RefreshRole', {
    description: 'Starts the refresh of instances',
    assumedBy: new iam.ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  });
  role.addToPolicy(
    new iam.PolicyStatement({
      actions: ['autoscaling:StartInstanceRefresh'],
      resources: [group.autoScalingGroupArn],
    }),
  );
  acknowledgeObjects(
    role,
    group.autoScalingGroupArn,
    'One group by its name: its ARN has an identifier in it that no template can know.',
  );
  return role;
}
