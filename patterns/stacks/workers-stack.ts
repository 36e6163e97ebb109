import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { FanOut } from '../../lib/messaging/fan-out';
import { WorkQueue } from '../../lib/messaging/work-queue';
import { WorkerPool } from '../../lib/messaging/worker-pool';
import { WorkerScaling } from '../../lib/messaging/worker-scaling';
import { Workers } from '../../lib/messaging/workers';
import { TaskPlacement } from '../../lib/service/containers/task-placement';
import { grantContract } from '../app-contract';
import { AppSubscriber } from '../app-events';
import { AppJobs, AppWork } from '../app-jobs';
import { WorkersSizes } from '../stage-sizes';
import { AppStack, ContainersProps } from './base';

export interface WorkersStackProps extends ContainersProps {
  readonly sizes: WorkersSizes;
  /** The image of workers that have none of their own: the web's. */
  readonly image: ecs.ContainerImage;
  readonly jobs?: AppJobs;
  readonly subscribers: AppSubscriber[];
}

/** Whoever works on jobs and events. Queues of subscribers are here too: the topic's stack does not know them. */
export class WorkersStack extends AppStack {
  /** The workers on the jobs. */
  public readonly pool?: WorkerPool;
  /** The workers of each subscriber, by its name. */
  public readonly subscriberPools: { [name: string]: WorkerPool } = {};

  private readonly subscriberQueues: WorkQueue[] = [];

  constructor(scope: Construct, props: WorkersStackProps) {
    super(scope, { id: 'Workers', part: 'workers', holds: 'workers on jobs and events' }, props);
    const { events, jobs } = props.data;
    if (props.jobs && jobs) this.pool = this.makePool(this, jobs, props.jobs, props);
    const place = new Construct(this, 'Events');
    for (const subscriber of props.subscribers) {
      if (events) this.subscribe(new Construct(place, subscriber.name), events, subscriber, props);
    }
  }

  /** Of the subscribers' queues and of all workers; those of the queue of jobs are its own stack's. */
  public get alarms(): cloudwatch.IAlarm[] {
    const pools = [this.pool, ...Object.values(this.subscriberPools)];
    return [...this.subscriberQueues.flatMap(({ alarms }) => alarms), ...pools.flatMap((pool) => pool?.alarms ?? [])];
  }

  /** A dashboard's row for each pool. */
  public get rows(): cloudwatch.IWidget[][] {
    const jobs = this.pool ? [this.pool.dashboardRow('Jobs')] : [];
    return [...jobs, ...Object.entries(this.subscriberPools).map(([name, pool]) => pool.dashboardRow(name))];
  }

  private subscribe(scope: Construct, events: FanOut, subscriber: AppSubscriber, props: WorkersStackProps): void {
    const queue = events.addSubscriber('Queue', { ...subscriber, scope });
    this.subscriberQueues.push(queue);
    this.subscriberPools[subscriber.name] = this.makePool(scope, queue, subscriber, props);
  }

  private makePool(scope: Construct, queue: WorkQueue, work: AppWork, props: WorkersStackProps): WorkerPool {
    const { data, network, sizes } = props;
    const pool = new WorkerPool(scope, 'Pool', {
      queue,
      workers: Workers.containers({
        ...work,
        vpc: network.vpc,
        placement: TaskPlacement.privateSubnets(network.privateSubnets),
        image: work.image ?? props.image,
        environment: { ...props.environment, ...work.environment },
        scaling: scalingOf(work, sizes),
      }),
    });
    grantContract(data, pool);
    return pool;
  }
}

function scalingOf(work: AppWork, { minTasks, maxTasks }: WorkersSizes): WorkerScaling {
  return minTasks === maxTasks
    ? WorkerScaling.fixed(minTasks)
    : WorkerScaling.byBacklog({ ...work, minTasks, maxTasks });
}
