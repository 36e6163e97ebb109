import { Fn, Token, Tokenization } from 'aws-cdk-lib';
import { checkArguments } from '../internal/checks/types';

/**
 * Who signs the certificates of RDS: its own authorities those of instances, AWS Certificate Manager those of proxies
 * (looked up 2026-12-01). https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html,
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.howitworks.html#rds-proxy-security.tls,
 * https://www.amazontrust.com/repository/
 */
const DATABASE_ROOTS = [
  'https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem',
  ...[1, 2, 3, 4].map((number) => `https://www.amazontrust.com/repository/AmazonRootCA${number}.pem`),
];

/** What a stage has for the app's containers. What it does not have yet is left out. */
export interface AppEnvironmentProps {
  /** The Region that the app runs in: `Stack.of(this).region`. */
  readonly region: string;

  /**
   * The host that the app writes to.
   *
   * @default - no database yet
   */
  readonly databaseWriterHost?: string;

  /**
   * The hosts that the app reads from.
   *
   * @default - the writer
   */
  readonly databaseReaderHosts?: string[];

  /**
   * The database's port, the same for the writer and all readers.
   *
   * @default - no database yet
   */
  readonly databasePort?: number;

  /**
   * The name of the database in the instance.
   *
   * @default - no database yet
   */
  readonly databaseName?: string;

  /**
   * The ARN of the secret with the database's user and password.
   *
   * @default - no database yet
   */
  readonly databaseSecretArn?: string;

  /**
   * Connections that a container opens to the writer at most, and again to all readers together.
   *
   * @default - nobody has counted them
   */
  readonly databasePoolSize?: number;

  /**
   * The URLs of the root certificates by which containers know the database, whatever stands at its hosts.
   *
   * @default - with a database, RDS's own roots, which sign the certificates of instances, and Amazon's public ones, which
   *   sign those of proxies
   */
  readonly databaseCaUrls?: string[];

  /**
   * The name of the DynamoDB table for session state.
   *
   * @default - no table yet
   */
  readonly sessionTable?: string;

  /**
   * The name of the bucket for uploads.
   *
   * @default - no bucket yet
   */
  readonly uploadsBucket?: string;

  /**
   * The path on the app's own host under which the built assets are served.
   *
   * @default - no assets yet
   */
  readonly assetsPath?: string;

  /**
   * The cache's host.
   *
   * @default - no cache yet
   */
  readonly cacheHost?: string;

  /**
   * The cache's port.
   *
   * @default - no cache yet
   */
  readonly cachePort?: number;

  /**
   * The name of the cache, for which a client signs its IAM token.
   *
   * @default - no cache yet
   */
  readonly cacheName?: string;

  /**
   * The user that the app logs in to the cache as.
   *
   * @default - no cache yet
   */
  readonly cacheUser?: string;

  /**
   * The ARN of the secret with the cache's user and password, where there is a user with a password.
   *
   * @default - none: the app logs in with an IAM token
   */
  readonly cacheSecretArn?: string;

  /**
   * The URL of the queue of jobs.
   *
   * @default - no queue yet
   */
  readonly jobsQueueUrl?: string;

  /**
   * The URL of the queue that the container itself takes its work from.
   *
   * @default - it takes work from none, as the web does
   */
  readonly queueUrl?: string;

  /**
   * The ARN of the topic that events are published to.
   *
   * @default - no topic yet
   */
  readonly eventsTopicArn?: string;
}

/**
 * The environment contract: the names of the variables by which the app's containers find what a stage has. Every
 * name is there in every stage, and empty where the stage has nothing behind it yet, so one image runs in all stages
 * and grows by what it finds, without an `if (stage)`. `docs/environment.md` describes each variable.
 *
 * **Cost**: none. **One-way doors**: the names and their meaning, which running images rely on. A name is never
 * renamed or dropped; new ones may be added.
 *
 * @example
 * const environment = new AppEnvironment({
 *   region: 'us-east-1',
 *   databaseWriterHost: 'db.example.internal',
 *   databasePort: 5432,
 *   databaseName: 'app',
 * });
 * environment.toVariables();
 */
export class AppEnvironment {
  /** The names of all variables, in the order of the documentation. */
  public static get names(): string[] {
    return Object.keys(new AppEnvironment({ region: 'any' }).toVariables());
  }

  private readonly props: AppEnvironmentProps;

  /** @param props what the stage has */
  constructor(props: AppEnvironmentProps) {
    checkArguments('new AppEnvironment', { props });
    this.props = props;
  }

  /** The variables as a container takes them: every name, with an empty value where there is nothing yet. */
  public toVariables(): { [name: string]: string } {
    const { props } = this;
    return {
      AWS_REGION: props.region,
      DATABASE_WRITER_HOST: props.databaseWriterHost ?? '',
      DATABASE_READER_HOSTS: this.readerHosts(),
      DATABASE_PORT: textOf(props.databasePort),
      DATABASE_NAME: props.databaseName ?? '',
      DATABASE_SECRET_ARN: props.databaseSecretArn ?? '',
      DATABASE_POOL_SIZE: textOf(props.databasePoolSize),
      DATABASE_CA_URLS: this.caUrls(),
      SESSION_TABLE: props.sessionTable ?? '',
      UPLOADS_BUCKET: props.uploadsBucket ?? '',
      ASSETS_PATH: props.assetsPath ?? '',
      CACHE_HOST: props.cacheHost ?? '',
      CACHE_PORT: textOf(props.cachePort),
      CACHE_NAME: props.cacheName ?? '',
      CACHE_USER: props.cacheUser ?? '',
      CACHE_SECRET_ARN: props.cacheSecretArn ?? '',
      JOBS_QUEUE_URL: props.jobsQueueUrl ?? '',
      EVENTS_TOPIC_ARN: props.eventsTopicArn ?? '',
      QUEUE_URL: props.queueUrl ?? '',
    };
  }

  private caUrls(): string {
    const { databaseCaUrls, databaseWriterHost } = this.props;
    return (databaseCaUrls ?? (databaseWriterHost === undefined ? [] : DATABASE_ROOTS)).join(',');
  }

  private readerHosts(): string {
    const readers = this.props.databaseReaderHosts ?? [];
    if (Token.isUnresolved(readers)) return Fn.join(',', readers);
    return readers.length > 0 ? readers.join(',') : (this.props.databaseWriterHost ?? '');
  }
}

function textOf(number: number | undefined): string {
  return number === undefined ? '' : Tokenization.stringifyNumber(number);
}
