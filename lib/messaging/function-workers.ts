import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { IWorkQueue } from './i-work-queue';
import { FunctionSettings } from './worker-settings';

/** The mapping by which Lambda polls the queue. Only messages that failed come back. */
export function makeFunctionWorkers(
  scope: Construct,
  settings: FunctionSettings,
  jobs: IWorkQueue,
): lambda.EventSourceMapping {
  const grant = jobs.queue.grantConsumeMessages(settings.handler);
  const mapping = new lambda.EventSourceMapping(scope, 'Source', {
    target: settings.handler,
    eventSourceArn: jobs.queue.queueArn,
    batchSize: settings.batchSize,
    maxBatchingWindow: settings.maxBatchingWindow,
    maxConcurrency: settings.maxConcurrency,
    reportBatchItemFailures: true,
    enabled: settings.enabled,
  });
  // Lambda refuses a mapping whose function may not read the queue yet.
  mapping.node.addDependency(grant);
  return mapping;
}
