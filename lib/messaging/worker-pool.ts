import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { AlarmSpec, makeAlarm } from '../internal/alarm';
import { checkProps } from '../internal/checks/check';
import { checkArguments, checkTypes } from '../internal/checks/types';
import { ContainerWorkers, makeContainerWorkers } from './container-workers';
import { ContainerWorkersOptions } from './container-workers-options';
import { makeFunctionWorkers } from './function-workers';
import { FunctionWorkersOptions } from './function-workers-options';
import { IWorkQueue } from './i-work-queue';
import { atMaximum, poolRow, PoolSources } from './pool-widgets';
import { WorkQueue } from './work-queue';
import { CONTAINER_WORKER_CHECKS, FUNCTION_WORKER_CHECKS } from './worker-pool-checks';
import { containerSettingsOf, functionSettingsOf } from './worker-settings';
import { Workers } from './workers';

/** What a `WorkerPool` is made from. */
export interface WorkerPoolProps {
  /** The queue: a `WorkQueue`, a subscriber of a `FanOut`, or a queue of your own by `ExistingQueue`. */
  readonly queue: IWorkQueue;

  /** Who works on its jobs. */
  readonly workers: Workers;
}

/**
 * Workers of a queue's jobs, as containers or as a Lambda function, that grow with the backlog and finish what they
 * began before they go.
 *
 * Containers are an ECS service without a load balancer. Their number is fixed, or follows the backlog per task by
 * policies: a step policy adds what a burst is missing after one minute's count; a target tracking policy holds the
 * backlog and removes tasks that have had nothing to do for fifteen minutes; another leaves the fewest of an idle pool;
 * with a minimum of 0, one starts the first tasks. A deployment starts new tasks before it stops old ones, and rolls back by itself.
 *
 * A job may come twice, whatever is done here: a worker that dies, or takes longer than `longestJob`, leaves its message
 * to another one. So let jobs bear being repeated.
 *
 * **Cost** a month (us-east-1): containers 7.21 $ for a task of 0.25 ARM vCPU and 0.5 GB that always runs, or 0.01 $ an
 * hour of it (https://aws.amazon.com/fargate/pricing/), spot up to 70 % less; 1 to 1.20 $ for scaling by backlog, 0.10 $
 * for the alarm; logs 0.50 $ a GB. Functions by their running time (https://aws.amazon.com/lambda/pricing/), and the
 * queue's requests: Lambda asks with at least five pollers, about 0.65 million requests a month, 0.26 $.
 *
 * **One-way doors**: the cluster of containers, which replaces the service; the scheduling strategy and the deployment
 * controller, which are set here for good. A function's queue: another one replaces the mapping. In place: image, size,
 * architecture, capacity, subnets, number of tasks, kind of scaling, environment, stop timeout, batches, concurrency.
 *
 * @example
 * declare const vpc: ec2.IVpc;
 * const jobs = new WorkQueue(this, 'Jobs', {
 *   order: QueueOrder.standard(),
 *   longestJob: Duration.minutes(2),
 *   acceptedDelay: Duration.minutes(10),
 * });
 * const pool = new WorkerPool(this, 'Workers', {
 *   queue: jobs,
 *   workers: Workers.containers({
 *     vpc,
 *     placement: TaskPlacement.privateSubnets({ subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS }),
 *     image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/busybox:stable'),
 *     scaling: WorkerScaling.byBacklog({ jobDuration: Duration.seconds(12), minTasks: 1, maxTasks: 40 }),
 *   }),
 * });
 */
export class WorkerPool extends Construct implements ec2.IConnectable, iam.IGrantable {
  /** The queue. */
  public readonly queue: IWorkQueue;
  /** The ECS service of containers. */
  public readonly service?: ecs.FargateService;
  /** The task definition of containers. */
  public readonly taskDefinition?: ecs.TaskDefinition;
  /** The cluster of containers, which other services can share. */
  public readonly cluster?: ecs.ICluster;
  /** The number of tasks, for policies and schedules of one's own. */
  public readonly scaling?: ecs.ScalableTaskCount;
  /** The security group of containers, which admits nobody. */
  public readonly securityGroup?: ec2.SecurityGroup;
  /** The log group of containers. */
  public readonly logGroup?: logs.LogGroup;
  /** The function. */
  public readonly handler?: lambda.IFunction;
  /** What brings the messages to the function. */
  public readonly eventSource?: lambda.EventSourceMapping;
  /** The role of the workers, for grants. */
  public readonly grantPrincipal: iam.IPrincipal;

  private readonly made: cloudwatch.IAlarm[];

  constructor(scope: Construct, id: string, props: WorkerPoolProps) {
    super(scope, id);
    checkTypes(this, 'WorkerPool', props);
    this.queue = props.queue;
    const { _containers: containers, _functions: functions } = props.workers;
    let capacityAlarms: cloudwatch.IAlarm[] = [];
    if (containers) {
      const made = this.runContainers(containers);
      this.service = made.service;
      this.taskDefinition = made.taskDefinition;
      this.cluster = made.cluster;
      this.scaling = made.scaling;
      this.securityGroup = made.securityGroup;
      this.logGroup = made.logGroup;
      capacityAlarms = made.capacityAlarms;
      this.grantPrincipal = made.taskDefinition.taskRole;
    } else {
      this.handler = functions!.handler;
      this.eventSource = this.runFunction(functions!);
      this.grantPrincipal = this.handler.grantPrincipal;
    }
    const atMost = this.maximumAlarms(containers, functions).map((spec) => makeAlarm(this, spec));
    this.made = [...atMost, ...capacityAlarms];
  }

  /**
   * The workers have been at their maximum, and what is wrong with instances under them. Those of the queue are the
   * queue's.
   */
  public get alarms(): cloudwatch.IAlarm[] {
    return [...this.made];
  }

  /** The workers' network connections, for rules into databases and caches. A function must be in a VPC. */
  public get connections(): ec2.Connections {
    return this.service?.connections ?? this.handler!.connections;
  }

  /**
   * One row for a dashboard, 24 wide: jobs waiting and in work, the age of the oldest, the workers.
   *
   * @param title what the pool is called there
   */
  public dashboardRow(title: string = 'Jobs'): cloudwatch.IWidget[] {
    checkArguments('WorkerPool.dashboardRow', { title });
    return poolRow({ ...this.sources(), name: title });
  }

  private sources(): PoolSources {
    return { name: '', queue: this.queue.queue, service: this.service, handler: this.handler };
  }

  private runContainers(options: ContainerWorkersOptions): ContainerWorkers {
    const settings = containerSettingsOf(options, this.queue);
    checkProps(this, 'WorkerPool', settings, CONTAINER_WORKER_CHECKS);
    return makeContainerWorkers(this, settings, this.queue);
  }

  private runFunction(options: FunctionWorkersOptions): lambda.EventSourceMapping {
    const needed = functionSettingsOf(options, this.queue).visibilityNeeded;
    if (this.queue instanceof WorkQueue) this.queue._needVisibility(needed);
    const settings = functionSettingsOf(options, this.queue);
    checkProps(this, 'WorkerPool', settings, FUNCTION_WORKER_CHECKS);
    return makeFunctionWorkers(this, settings, this.queue);
  }

  private maximumAlarms(containers?: ContainerWorkersOptions, functions?: FunctionWorkersOptions): AlarmSpec[] {
    if (functions) return atMaximum(this.sources(), functions.maxConcurrency);
    const { minTasks, maxTasks } = containers?.scaling ?? { minTasks: 1, maxTasks: 1 };
    // A fixed number is always at its maximum.
    return minTasks < maxTasks ? atMaximum(this.sources(), maxTasks) : [];
  }
}
