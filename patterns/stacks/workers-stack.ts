import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { ReplicatedCache } from '../../lib/cache/replicated-cache';
import { ReplicatedDatabase } from '../../lib/database/replicated-database';
import { FanOut } from '../../lib/messaging/fan-out';
import { WorkQueue } from '../../lib/messaging/work-queue';
import { WorkerPool } from '../../lib/messaging/worker-pool';
import { WorkerScaling } from '../../lib/messaging/worker-scaling';
import { Workers } from '../../lib/messaging/workers';
import { Network } from '../../lib/network/network';
import { TaskPlacement } from '../../lib/service/task-placement';
import { DurableBucket } from '../../lib/storage/durable-bucket';
import { AppSubscriber } from '../app-events';
import { AppJobs, AppWork } from '../app-jobs';
import { StageSizes } from '../stage-sizes';
import { AppStack, AppStackProps } from './base';

export interface WorkersStackProps extends AppStackProps {
  readonly sizes: StageSizes;
  readonly network: Network;
  readonly jobs?: AppJobs;
  readonly queue?: WorkQueue;
  readonly events?: FanOut;
  readonly subscribers: AppSubscriber[];
  readonly image: ecs.ContainerImage;
  readonly environment: { [name: string]: string };
  readonly cache?: ReplicatedCache;
  readonly database: ReplicatedDatabase;
  readonly uploads: DurableBucket;
}

interface Subscriber {
  readonly name: string;
  readonly queue: WorkQueue;
  readonly pool: WorkerPool;
}

/** Whoever works on jobs and events. Queues of subscribers are here too: the topic's stack does not know them. */
export class WorkersStack extends AppStack {
  /** The workers on the jobs. */
  public readonly pool?: WorkerPool;
  /** The queue and the workers of each subscriber. */
  public readonly subscribers: readonly Subscriber[];

  constructor(scope: Construct, props: WorkersStackProps) {
    super(scope, { id: 'Workers', part: 'workers', holds: 'workers on jobs and events' }, props);
    const { events, jobs, queue } = props;
    if (jobs && queue) this.pool = this.makePool(this, queue, jobs, props);
    const place = new Construct(this, 'Events');
    this.subscribers = events ? props.subscribers.map((work) => this.subscribe(place, events, work, props)) : [];
  }

  /** Of the subscribers' queues and of all workers; those of the queue of jobs are its own stack's. */
  public get alarms(): cloudwatch.IAlarm[] {
    const pools = [this.pool, ...this.subscribers.map(({ pool }) => pool)];
    return [...this.subscribers.flatMap(({ queue }) => queue.alarms), ...pools.flatMap((pool) => pool?.alarms ?? [])];
  }

  private subscribe(place: Construct, events: FanOut, subscriber: AppSubscriber, props: WorkersStackProps): Subscriber {
    const { name, longestJob, acceptedDelay, filterPolicy, filterPolicyWithMessageBody, rawDelivery } = subscriber;
    const scope = new Construct(place, name);
    const queue = events.addSubscriber('Queue', {
      scope,
      longestJob,
      acceptedDelay,
      filterPolicy,
      filterPolicyWithMessageBody,
      rawDelivery,
    });
    return { name, queue, pool: this.makePool(scope, queue, subscriber, props) };
  }

  private makePool(scope: Construct, queue: WorkQueue, work: AppWork, props: WorkersStackProps): WorkerPool {
    const { network, sizes } = props;
    const pool = new WorkerPool(scope, 'Pool', {
      queue,
      workers: Workers.containers({
        vpc: network.vpc,
        placement: TaskPlacement.privateSubnets(network.privateSubnets),
        image: work.image ?? props.image,
        command: work.command,
        protectsItself: work.protectsItself,
        environment: props.environment,
        scaling: this.scaling(work, sizes),
      }),
    });
    props.database.grantConnect(pool, pool);
    props.uploads.grantReadWrite(pool);
    props.cache?.grantConnect(pool, pool);
    return pool;
  }

  private scaling({ jobDuration }: AppWork, { minWorkers, maxWorkers }: StageSizes): WorkerScaling {
    if (minWorkers === maxWorkers) return WorkerScaling.fixed(minWorkers);
    return WorkerScaling.byBacklog({ jobDuration, minTasks: minWorkers, maxTasks: maxWorkers });
  }
}
