import { Duration } from 'aws-cdk-lib';
import { checkArguments } from '../../internal/checks/types';

/** How readers come and go by themselves. */
export interface ScaledReadersOptions {
  /**
   * Readers that there always are, from 1 to 15. They are numbered and stand in the template. At least one: without a
   * reader there is no metric to scale by.
   */
  readonly min: number;

  /** Readers at most, those of `min` included and the writer not, up to 15. */
  readonly max: number;

  /**
   * What is held, on average over all readers.
   *
   * @default ReaderMetric.cpu(60)
   */
  readonly metric?: ReaderMetric;

  /**
   * How long no reader goes after one went.
   *
   * @default - 5 minutes
   */
  readonly scaleInCooldown?: Duration;

  /**
   * How long no reader comes after one came.
   *
   * @default - 5 minutes
   */
  readonly scaleOutCooldown?: Duration;
}

/** What the number of readers follows. */
export class ReaderMetric {
  /** CPU in percent, on average over all readers. */
  public static cpu(percent: number): ReaderMetric {
    checkArguments('ReaderMetric.cpu', { percent });
    return new ReaderMetric('RDSReaderAverageCPUUtilization', percent);
  }

  /** Open connections, on average over all readers. */
  public static connections(count: number): ReaderMetric {
    checkArguments('ReaderMetric.connections', { count });
    return new ReaderMetric('RDSReaderAverageDatabaseConnections', count);
  }

  private constructor(
    /** @internal */
    public readonly _name: string,
    /** @internal */
    public readonly _target: number,
  ) {}
}

/** The range that Application Auto Scaling keeps, and what it goes by. */
interface ReaderScaling {
  readonly max: number;
  readonly metric: ReaderMetric;
  readonly scaleInCooldown: Duration;
  readonly scaleOutCooldown: Duration;
}

/**
 * The readers of an Aurora database, apart from its writer. Each change is in place: readers that stay are not touched.
 *
 * Application Auto Scaling counts every reader of the cluster, those of the template included, and never the writer
 * (https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Integrating.AutoScaling.html). It removes none
 * that it did not make. So what is here as `min` is both the number of readers in the template and its lower limit.
 */
export class AuroraReaders {
  /** None: reads go to the writer, and when it is lost, Aurora makes it anew, which takes about ten minutes. */
  public static none(): AuroraReaders {
    return new AuroraReaders(0);
  }

  /**
   * A number of readers.
   *
   * @param count a whole number from 0 to 15
   */
  public static fixed(count: number): AuroraReaders {
    checkArguments('AuroraReaders.fixed', { count });
    return new AuroraReaders(count);
  }

  /**
   * `min` readers of the template, and as many more as the load needs, up to `max`. For provisioned capacity alone:
   * Aurora does not scale the number of serverless readers, which grow each for itself.
   */
  public static scaled(options: ScaledReadersOptions): AuroraReaders {
    checkArguments('AuroraReaders.scaled', { options });
    return new AuroraReaders(options.min, {
      max: options.max,
      metric: options.metric ?? ReaderMetric.cpu(60),
      scaleInCooldown: options.scaleInCooldown ?? Duration.minutes(5),
      scaleOutCooldown: options.scaleOutCooldown ?? Duration.minutes(5),
    });
  }

  private constructor(
    /** @internal */
    public readonly _fixed: number,
    /** @internal */
    public readonly _scaling?: ReaderScaling,
  ) {}
}
