import { Duration } from 'aws-cdk-lib';
import { checkArguments } from '../internal/checks/types';
import { Capacity } from '../service/capacity/capacity';

/** Numbers that one knows of a pool's jobs, from which it reckons its tasks. Each changes in place. */
export interface BacklogOptions {
  /** What one job usually takes. With the queue's `acceptedDelay` it says how many messages may wait for each task. */
  readonly jobDuration: Duration;

  /**
   * How many jobs one task works on side by side, 1 to 1000.
   *
   * Let it receive no more than it begins at once: `MaxNumberOfMessages` is at most how many of its places are free. A
   * message that was received and not begun is out of every other task's sight, is taken for work by the policies, and
   * comes back to the queue when its visibility timeout has passed, begun or not.
   *
   * @default 1
   */
  readonly jobsAtOnce?: number;

  /**
   * From ECS starting a task until it takes its first message, 1 second to 15 minutes: the instance where one has to
   * start first, pulling the image, and the app's own start.
   *
   * @default - 1 minute on Fargate; 4 minutes on EC2 and managed instances, which may have to start first: give less where
   * instances with room always run
   */
  readonly taskStart?: Duration;

  /**
   * How long after tasks were removed more are removed.
   *
   * @default - 5 minutes
   */
  readonly scaleInCooldown?: Duration;
}

/** How a pool's tasks follow its backlog, and between which bounds. Each changes in place. */
export interface BacklogScalingOptions extends BacklogOptions {
  /** The fewest tasks. With 0 the pool costs nothing while nothing is to do; see `WorkerScaling.byBacklog()`. */
  readonly minTasks: number;

  /** The most tasks, 1 to 5000. More messages than they work off in time wait longer, and an alarm says so. */
  readonly maxTasks: number;
}

const TASK_START = Duration.minutes(1);

/**
 * ECS sees within a minute or two that tasks find no room, and an instance joins the cluster two minutes later.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/capacity-cluster-speed-up-ec2.html
 */
const TASK_START_WITH_INSTANCE = Duration.minutes(4);

/** Options of scaling by backlog with their defaults. */
export interface BacklogSettings extends BacklogScalingOptions {
  readonly jobsAtOnce: number;
  readonly taskStart: Duration;
  readonly scaleInCooldown: Duration;
}

/** How many tasks a pool has. A change between the two is in place: only policies come and go. */
export class WorkerScaling {
  /**
   * A constant number of tasks. 0 pauses the pool: messages wait, for as long as the queue keeps them.
   *
   * @param tasks a whole number, 0 to 5000
   */
  public static fixed(tasks: number): WorkerScaling {
    checkArguments('WorkerScaling.fixed', { tasks });
    return new WorkerScaling(tasks, tasks);
  }

  /**
   * As many tasks as the backlog needs to be begun within the queue's `acceptedDelay`.
   *
   * A minute's count of waiting messages above that adds what is missing in one step. Tasks go after fifteen minutes of
   * less work, and only those without work count as too many: with every task busy and nothing waiting the pool stays.
   * After fifteen minutes with nothing to do, all but the fewest go.
   *
   * With a minimum of 0 the first message starts tasks; it waits about four minutes for them, seven where an
   * instance has to start first. SQS reports nothing of a
   * queue that was not used for six hours, and takes up to 15 minutes to begin again, which is added to the first
   * message's delay
   * (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/monitoring-using-cloudwatch.html).
   *
   * **Cost**: ten metrics in the policies' alarms, two more with a minimum of 0: 1 to 1.20 $ a month
   * (https://aws.amazon.com/cloudwatch/pricing/). No Container Insights.
   */
  public static byBacklog(options: BacklogScalingOptions): WorkerScaling {
    checkArguments('WorkerScaling.byBacklog', { options });
    return new WorkerScaling(options.minTasks, options.maxTasks, options);
  }

  private constructor(
    /** The fewest tasks. */
    public readonly minTasks: number,
    /** The most tasks. */
    public readonly maxTasks: number,
    private readonly backlog?: BacklogScalingOptions,
  ) {}

  /**
   * The scaling by backlog with its defaults, none where the number of tasks is fixed.
   *
   * @internal
   */
  public _backlogOn(capacity: Capacity): BacklogSettings | undefined {
    if (!this.backlog) return undefined;
    const { jobsAtOnce, taskStart, scaleInCooldown } = this.backlog;
    return {
      ...this.backlog,
      jobsAtOnce: jobsAtOnce ?? 1,
      taskStart: taskStart ?? (capacity._startsInstances ? TASK_START_WITH_INSTANCE : TASK_START),
      scaleInCooldown: scaleInCooldown ?? Duration.minutes(5),
    };
  }
}
