import { Duration, Lazy, Names, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledgeKey } from '../internal/acknowledge-key';
import { makeAlarm } from '../internal/alarm';
import { checkProps } from '../internal/checks/check';
import { checkArguments, checkTypes } from '../internal/checks/types';
import { queueAlarms } from './alarms';
import { IWorkQueue } from './i-work-queue';
import { QueueOrder } from './queue-order';
import { queueSettingsOf, QueueSettings } from './queue-settings';
import { WORK_QUEUE_CHECKS } from './work-queue-checks';
import { WorkQueueProps } from './work-queue-props';

/** A physical name has at most 80 characters, of which FIFO takes five. */
const NAME_LENGTH = 75;

/** How long what failed is kept: the longest that SQS offers, since a person has to look at it. */
export const DEAD_LETTERS_KEPT = Duration.days(14);

/** A dead-letter queue, which is read by people, is polled as cheaply as the queue itself. */
const LONGEST_POLL = Duration.seconds(20);

/**
 * A queue of jobs with a dead-letter queue: encrypted, by TLS only, long polling, and a visibility timeout that follows
 * from the longest job. It is a construct of its own, apart from its workers, so that workers may change from
 * containers to functions, or move to another stack, while the jobs stay where they are.
 *
 * ```text
 *   senders ──▶ Queue ──▶ workers (a WorkerPool)
 *                 │ ▲
 *   5 failures    ▼ │ redrive, by hand
 *              DeadLetters ──▶ alarm at the first message
 * ```
 *
 * The dead-letter queue takes messages of this queue only, so that nobody else's failures are found in it. Its redrive
 * policy names the queue before it exists, so the queue has a physical name, generated from the stack's name and the
 * construct's path. An equal stack that is made again must wait a minute after the old one is gone.
 *
 * **Cost** (https://aws.amazon.com/sqs/pricing/): 0.40 $ a million requests beyond the first million of a month, FIFO
 * 0.50 $; each receive, delete and send is one, batched or not. A worker that waits asks every 20 seconds: 0.05 $ a
 * month. Alarms 0.10 $ each. With a KMS key of yours 1 $ a month, and 0.03 $ for 10,000 calls of it.
 *
 * **One-way doors**: `order`, and the construct's path, by which the queue is named: either change replaces the queues,
 * and the messages in them are lost. All else changes in place; messages that are there keep their encryption.
 *
 * @example
 * const jobs = new WorkQueue(this, 'Jobs', {
 *   order: QueueOrder.standard(),
 *   longestJob: Duration.minutes(2),
 *   acceptedDelay: Duration.minutes(10),
 * });
 */
export class WorkQueue extends Construct implements IWorkQueue {
  /** The queue. */
  public readonly queue: sqs.IQueue;
  /** Where messages go that failed `maxReceives` times. They stay for 14 days. */
  public readonly deadLetterQueue: sqs.Queue;
  public readonly longestJob: Duration;
  public readonly acceptedDelay: Duration;
  public readonly order: QueueOrder;

  private readonly made: cloudwatch.Alarm[];
  private visibilitySeconds: number;

  constructor(scope: Construct, id: string, props: WorkQueueProps) {
    super(scope, id);
    checkTypes(this, 'WorkQueue', props);
    const settings = queueSettingsOf(props);
    checkProps(this, 'WorkQueue', settings, WORK_QUEUE_CHECKS);
    this.longestJob = settings.longestJob;
    this.acceptedDelay = settings.acceptedDelay;
    this.order = settings.order;
    this.visibilitySeconds = settings.visibilityTimeout.toSeconds();

    const queueName = this.nameOf(settings);
    const common = this.commonProps(settings);
    this.deadLetterQueue = new sqs.Queue(this, 'DeadLetters', {
      ...common,
      retentionPeriod: DEAD_LETTERS_KEPT,
      redriveAllowPolicy: {
        redrivePermission: sqs.RedrivePermission.BY_QUEUE,
        // By name: by reference the two queues would wait for each other.
        sourceQueues: [this.sourceOf(queueName)],
      },
    });
    this.queue = new sqs.Queue(this, 'Queue', {
      ...common,
      queueName,
      retentionPeriod: settings.retention,
      visibilityTimeout: Duration.seconds(Lazy.number({ produce: () => this.visibilitySeconds })),
      deliveryDelay: settings.deliveryDelay,
      deadLetterQueue: { queue: this.deadLetterQueue, maxReceiveCount: settings.maxReceives },
    });
    this.made = queueAlarms(this, settings).map((spec) => makeAlarm(this, spec));
  }

  /** Alarms: a message has waited longer than accepted; a message is in the dead-letter queue. */
  public get alarms(): cloudwatch.IAlarm[] {
    return [...this.made];
  }

  /** How long a message stays out of sight after a worker took it. */
  public get visibilityTimeout(): Duration {
    return Duration.seconds(this.visibilitySeconds);
  }

  /**
   * Lets somebody send messages.
   *
   * @param grantee who sends, such as a `WebService`
   */
  public grantSend(grantee: iam.IGrantable): iam.Grant {
    checkArguments('WorkQueue.grantSend', { grantee });
    acknowledgeKey(grantee, this.queue.encryptionMasterKey);
    return this.queue.grantSendMessages(grantee);
  }

  /**
   * Raises the visibility timeout to what workers need. Lambda wants six times a function's timeout.
   *
   * @internal
   */
  public _needVisibility(seconds: number): void {
    this.visibilitySeconds = Math.max(this.visibilitySeconds, seconds);
  }

  /** Alarms of a part that a special kind of queue adds. */
  protected addAlarm(alarm: cloudwatch.Alarm): void {
    checkArguments('WorkQueue.addAlarm', { alarm });
    this.made.push(alarm);
  }

  private nameOf(settings: QueueSettings): string {
    const name = Names.uniqueResourceName(this, { maxLength: NAME_LENGTH, separator: '-' });
    return settings.order.isFifo ? `${name}.fifo` : name;
  }

  /** The queue as the dead-letter queue's policy knows it. */
  private sourceOf(queueName: string): sqs.IQueue {
    const queueArn = Stack.of(this).formatArn({ service: 'sqs', resource: queueName });
    return sqs.Queue.fromQueueArn(this, 'Source', queueArn);
  }

  private commonProps(settings: QueueSettings): sqs.QueueProps {
    const fifo = settings.order._fifo;
    return {
      ...(fifo && {
        fifo: true,
        contentBasedDeduplication: fifo.contentBasedDeduplication,
        deduplicationScope: fifo.highThroughput ? sqs.DeduplicationScope.MESSAGE_GROUP : sqs.DeduplicationScope.QUEUE,
        fifoThroughputLimit: fifo.highThroughput
          ? sqs.FifoThroughputLimit.PER_MESSAGE_GROUP_ID
          : sqs.FifoThroughputLimit.PER_QUEUE,
      }),
      encryption: settings.encryptionKey ? sqs.QueueEncryption.KMS : sqs.QueueEncryption.SQS_MANAGED,
      encryptionMasterKey: settings.encryptionKey,
      enforceSSL: true,
      receiveMessageWaitTime: LONGEST_POLL,
    };
  }
}
