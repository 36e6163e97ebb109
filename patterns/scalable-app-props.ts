import { AppCache } from './app-cache';
import { AppDatabase } from './app-database';
import { AppEdge } from './app-edge';
import { AppEvents } from './app-events';
import { AppJobs } from './app-jobs';
import { AppNaming } from './app-naming';
import { AppNetwork } from './app-network';
import { AppOperations } from './app-operations';
import { AppStorage, AppTables } from './app-storage';
import { AppWeb } from './app-web';
import { GrowthStage } from './growth-stage';

/**
 * Properties of a `ScalableApp`. Only `stage` changes as the app grows: it decides sizes, counts and switches. All else
 * is what the app is, by the part that it is of, and holds in every stage that has the part.
 */
export interface ScalableAppProps {
  /**
   * What the app is called: 1 to 40 lower-case letters, digits and hyphens. Its stacks are `<appName>-network` and so
   * on. It can never change.
   */
  readonly appName: string;

  /**
   * How the app's stacks are named. It can never change: a stack of another name is another one.
   *
   * @default AppNaming.distinct()
   */
  readonly naming?: AppNaming;

  /** The stage that the app is in. */
  readonly stage: GrowthStage;

  /**
   * The Region that the app lives in, such as `us-east-1`. It can never change. Some, such as London, have no other of
   * their country for the backups: `database.backupRegion` has to be given for them before the stage that copies these.
   */
  readonly region: string;

  /**
   * The account that the app lives in.
   *
   * @default - the account of the credentials that deploy it
   */
  readonly account?: string;

  /** The web containers and the load balancer before them. */
  readonly web: AppWeb;

  /** Alarms and budget, and who is told. */
  readonly operations: AppOperations;

  /**
   * Environment variables of all containers of the app, beside those of the environment contract, whose names are taken.
   *
   * @default - those of `AppEnvironment` alone
   */
  readonly environment?: { [name: string]: string };

  /**
   * The network.
   *
   * @default - one of the app's own, with the range and the zones that are the Region's by default
   */
  readonly network?: AppNetwork;

  /**
   * The relational database.
   *
   * @default - PostgreSQL; see each
   */
  readonly database?: AppDatabase;

  /**
   * The tables.
   *
   * @default - see each
   */
  readonly tables?: AppTables;

  /**
   * The buckets.
   *
   * @default - see each
   */
  readonly storage?: AppStorage;

  /**
   * The cache, from the stage on that has one.
   *
   * @default - see each
   */
  readonly cache?: AppCache;

  /**
   * The jobs that the web containers leave to workers: queue, jobs and containers.
   *
   * @default - none: no queue and no workers in any stage
   */
  readonly jobs?: AppJobs;

  /**
   * The events that the app publishes, and who works on them.
   *
   * @default - none: no topic in any stage
   */
  readonly events?: AppEvents;

  /**
   * CloudFront, host names and web ACL.
   *
   * @default - see each
   */
  readonly edge?: AppEdge;
}
