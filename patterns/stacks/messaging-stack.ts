import { Construct } from 'constructs';
import { FanOut } from '../../lib/messaging/fan-out';
import { WorkQueue } from '../../lib/messaging/work-queue';
import { AppJobs } from '../app-jobs';
import { StageSizes } from '../stage-sizes';
import { AppStack, AppStackProps } from './base';

export interface MessagingStackProps extends AppStackProps {
  readonly sizes: StageSizes;
  readonly jobs: AppJobs;
}

/** Queues and topics, apart from those who send to them and those who work on them. */
export class MessagingStack extends AppStack {
  public readonly queue: WorkQueue;
  public readonly events?: FanOut;

  constructor(scope: Construct, props: MessagingStackProps) {
    super(scope, { id: 'Messaging', part: 'messaging', holds: 'queues and topics' }, props);
    const { order, longestJob, acceptedDelay } = props.jobs;
    this.queue = new WorkQueue(this, 'Jobs', { order, longestJob, acceptedDelay });
    if (props.sizes.eventFanOut) this.events = new FanOut(this, 'Events', { order });
  }
}
