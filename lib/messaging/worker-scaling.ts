import { Duration } from 'aws-cdk-lib';

/** How a pool's tasks follow its backlog, from numbers that one knows of the jobs. Each changes in place. */
export interface BacklogScalingOptions {
  /** What one job usually takes. With the queue's `acceptedDelay` it says how many messages may wait for each task. */
  readonly jobDuration: Duration;

  /** The fewest tasks. With 0 the pool costs nothing while nothing is to do; see `WorkerScaling.byBacklog()`. */
  readonly minTasks: number;

  /** The most tasks, 1 to 5000. More messages than they work off in time wait longer, and an alarm says so. */
  readonly maxTasks: number;

  /**
   * How many messages one task holds at a time, 1 to 1000: those that it works on side by side, and those that it has
   * received but not begun.
   *
   * @default 1
   */
  readonly jobsAtOnce?: number;

  /**
   * From ECS starting a task until it takes its first message, 1 second to 15 minutes: pulling the image, and the app's
   * own start.
   *
   * @default - 1 minute
   */
  readonly taskStart?: Duration;

  /**
   * How long after tasks were removed more are removed.
   *
   * @default - 5 minutes
   */
  readonly scaleInCooldown?: Duration;
}

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
    return new WorkerScaling(tasks, tasks);
  }

  /**
   * As many tasks as the backlog needs to be begun within the queue's `acceptedDelay`.
   *
   * A minute's count of waiting messages above that adds what is missing in one step. Tasks go after fifteen minutes of
   * less work, and only those without work count as too many: with every task busy and nothing waiting the pool stays.
   * After fifteen minutes with nothing to do, all but the fewest go.
   *
   * With a minimum of 0 the first message starts tasks; it waits about four minutes for them. SQS reports nothing of a
   * queue that was not used for six hours, and takes up to 15 minutes to begin again, which is added to the first
   * message's delay
   * (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/monitoring-using-cloudwatch.html).
   *
   * **Cost**: ten metrics in the policies' alarms, two more with a minimum of 0: 1 to 1.20 $ a month
   * (https://aws.amazon.com/cloudwatch/pricing/). No Container Insights.
   */
  public static byBacklog(options: BacklogScalingOptions): WorkerScaling {
    return new WorkerScaling(options.minTasks, options.maxTasks, {
      ...options,
      jobsAtOnce: options.jobsAtOnce ?? 1,
      taskStart: options.taskStart ?? Duration.minutes(1),
      scaleInCooldown: options.scaleInCooldown ?? Duration.minutes(5),
    });
  }

  private constructor(
    /** The fewest tasks. */
    public readonly minTasks: number,
    /** The most tasks. */
    public readonly maxTasks: number,
    private readonly backlog?: BacklogSettings,
  ) {}

  /** @internal */
  public get _backlog(): BacklogSettings | undefined {
    return this.backlog;
  }
}
