import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { ReplicatedCache } from '../../lib/cache/replicated-cache';
import { ReplicatedDatabase } from '../../lib/database/replicated-database';
import { WorkQueue } from '../../lib/messaging/work-queue';
import { WorkerPool } from '../../lib/messaging/worker-pool';
import { WorkerScaling } from '../../lib/messaging/worker-scaling';
import { Workers } from '../../lib/messaging/workers';
import { Network } from '../../lib/network/network';
import { TaskPlacement } from '../../lib/service/task-placement';
import { DurableBucket } from '../../lib/storage/durable-bucket';
import { AppJobs } from '../app-jobs';
import { StageSizes } from '../stage-sizes';
import { AppStack, AppStackProps } from './base';

export interface WorkersStackProps extends AppStackProps {
  readonly sizes: StageSizes;
  readonly network: Network;
  readonly queue: WorkQueue;
  readonly jobs: AppJobs;
  readonly image: ecs.ContainerImage;
  readonly environment: { [name: string]: string };
  readonly cache?: ReplicatedCache;
  readonly database: ReplicatedDatabase;
  readonly uploads: DurableBucket;
}

export class WorkersStack extends AppStack {
  public readonly pool: WorkerPool;

  constructor(scope: Construct, props: WorkersStackProps) {
    super(scope, { id: 'Workers', part: 'workers', holds: 'workers on the jobs' }, props);
    const { network, jobs, sizes } = props;
    this.pool = new WorkerPool(this, 'Pool', {
      queue: props.queue,
      workers: Workers.containers({
        vpc: network.vpc,
        placement: TaskPlacement.privateSubnets(network.privateSubnets),
        image: jobs.image ?? props.image,
        command: jobs.command,
        protectsItself: jobs.protectsItself,
        environment: props.environment,
        scaling: this.scaling(jobs, sizes),
      }),
    });
    props.database.grantConnect(this.pool, this.pool);
    props.uploads.grantReadWrite(this.pool);
    props.cache?.grantConnect(this.pool, this.pool);
  }

  private scaling({ jobDuration }: AppJobs, { minWorkers, maxWorkers }: StageSizes): WorkerScaling {
    if (minWorkers === maxWorkers) return WorkerScaling.fixed(minWorkers);
    return WorkerScaling.byBacklog({ jobDuration, minTasks: minWorkers, maxTasks: maxWorkers });
  }
}
