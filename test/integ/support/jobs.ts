import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { WorkerPool } from '../../../lib/messaging/worker-pool';

/** Where the workers of a test put the body of each job that they did. */
export function doneQueue(scope: Construct, id = 'Done'): sqs.Queue {
  return new sqs.Queue(scope, id, { enforceSSL: true });
}

export const WORKER_IMAGE = ecs.ContainerImage.fromRegistry('public.ecr.aws/aws-cli/aws-cli:latest');

/** A worker by the AWS command line: receives a job, puts its body into `DONE_QUEUE_URL`, deletes it. */
const WORK = `
trap 'exit 0' TERM
while true; do
  job=$(aws sqs receive-message --queue-url "$QUEUE_URL" --wait-time-seconds 10 \\
    --query 'Messages[0].[ReceiptHandle,Body]' --output text)
  if [ -z "$job" ] || [ "$job" = None ]; then continue; fi
  aws sqs send-message --queue-url "$DONE_QUEUE_URL" --message-body "$(echo "$job" | cut -f2)"
  aws sqs delete-message --queue-url "$QUEUE_URL" --receipt-handle "$(echo "$job" | cut -f1)"
done`;

export const WORKER_COMMAND = ['-c', WORK];

/** The image's entry point is `aws`, which no prop of a pool changes. */
export function runShell(pool: WorkerPool, done: sqs.Queue): void {
  const task = pool.taskDefinition!.node.defaultChild as ecs.CfnTaskDefinition;
  task.addPropertyOverride('ContainerDefinitions.0.EntryPoint', ['/bin/bash']);
  done.grantSendMessages(pool);
}

/** A function that puts each job's body into `DONE_QUEUE_URL`, and fails for the body `poison`. */
export function workerFunction(scope: Construct, done: sqs.Queue): lambda.Function {
  const handler = inlineFunction(
    scope,
    'Handler',
    `
const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs');
const sqs = new SQSClient();
exports.handler = async ({ Records }) => {
  const batchItemFailures = [];
  for (const { messageId, body } of Records) {
    if (body === 'poison') batchItemFailures.push({ itemIdentifier: messageId });
    else await sqs.send(new SendMessageCommand({ QueueUrl: process.env.DONE_QUEUE_URL, MessageBody: body }));
  }
  return { batchItemFailures };
};`,
    { environment: { DONE_QUEUE_URL: done.queueUrl } },
  );
  done.grantSendMessages(handler);
  return handler;
}

/** A function whose code stands in the template, and whose logs go with its stack. */
export function inlineFunction(
  scope: Construct,
  id: string,
  code: string,
  props: Partial<lambda.FunctionProps> = {},
): lambda.Function {
  const logGroup = new logs.LogGroup(scope, `${id}Logs`, {
    retention: logs.RetentionDays.ONE_DAY,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  return new lambda.Function(scope, id, {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline(code.trim()),
    timeout: Duration.seconds(10),
    logGroup,
    ...props,
  });
}
