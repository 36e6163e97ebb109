import { Construct } from 'constructs';
import { FanOut } from '../../lib/messaging/fan-out';
import { WorkQueue } from '../../lib/messaging/work-queue';
import { AppEvents } from '../app-events';
import { AppJobs } from '../app-jobs';
import { AppStack, AppStackProps } from './base';

export interface MessagingStackProps extends AppStackProps {
  readonly jobs?: AppJobs;
  readonly events?: AppEvents;
}

/** The queue and the topic that the web sends to, apart from those who send and those who work on them. */
export class MessagingStack extends AppStack {
  public readonly jobs?: WorkQueue;
  public readonly events?: FanOut;

  constructor(scope: Construct, props: MessagingStackProps) {
    super(scope, { id: 'Messaging', part: 'messaging', holds: 'queues and topics' }, props);
    if (props.jobs) this.jobs = new WorkQueue(this, 'Jobs', props.jobs);
    if (props.events) this.events = new FanOut(this, 'Events', props.events);
  }
}
