import * as ecs from 'aws-cdk-lib/aws-ecs';
import { CacheUse } from '../lib/cache/cache-use';
import { DatabaseEngine } from '../lib/database/rds/database-engine';
import { AppCaching } from '../lib/edge/front-door/app-caching';
import { Fallback } from '../lib/edge/front-door/fallback';
import { WebAclOptions } from '../lib/firewall/web-acl-props';
import { AppDomain } from './app-domain';
import { AppEvents } from './app-events';
import { AppJobs } from './app-jobs';
import { GrowthStage } from './growth-stage';

/** Properties of a `ScalableApp`. Only `stage` changes as the app grows. */
export interface ScalableAppProps {
  /**
   * What the app is called: 1 to 40 lower-case letters, digits and hyphens. Its stacks are `<appName>-network` and so
   * on. It can never change.
   */
  readonly appName: string;

  /** The stage that the app is in. */
  readonly stage: GrowthStage;

  /**
   * The Region that the app lives in, such as `us-east-1`. It can never change. Some, such as London, have no other of
   * their country for the backups: `backupRegion` has to be given for them before the stage that copies these.
   */
  readonly region: string;

  /**
   * The account that the app lives in.
   *
   * @default - the account of the credentials that deploy it
   */
  readonly account?: string;

  /** The image of the web container, for ARM64, or for all platforms. */
  readonly image: ecs.ContainerImage;

  /** Who is told of alarms and of the month's costs, by e-mail. */
  readonly alarmEmails: string[];

  /**
   * The port that the container listens on.
   *
   * @default 80
   */
  readonly containerPort?: number;

  /**
   * The path by which the load balancer sees whether a task is healthy.
   *
   * @default '/'
   */
  readonly healthCheckPath?: string;

  /**
   * Environment variables of the app beside those of the environment contract, whose names are taken.
   *
   * @default - those of `AppEnvironment` alone
   */
  readonly environment?: { [name: string]: string };

  /**
   * The database's engine. It can never change; its version can go up.
   *
   * @default DatabaseEngine.postgres()
   */
  readonly databaseEngine?: DatabaseEngine;

  /**
   * The Region that backups of the database are copied to, from the stage on that copies them. Bootstrap it first.
   *
   * @default - one in the same country, or in the European Union: `BackupCopies.partnerOf(region)`; an error where there is none
   */
  readonly backupRegion?: string;

  /**
   * The jobs that the web container leaves to workers.
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
   * Host names of your own. They can be added, and taken away, in any stage.
   *
   * @default - the name that CloudFront gives, which works from the first day on
   */
  readonly domain?: AppDomain;

  /**
   * The path on the app's host below which build assets come from S3.
   *
   * @default '/assets'
   */
  readonly assetsPath?: string;

  /**
   * What the web ACL looks at, from the stage on that has one. New rules begin on trial on a live app: `onTrial`.
   *
   * @default - AWS's rules for bad addresses, common attacks and known bad inputs, and 2000 requests in five minutes from
   * an address, in force from the first deployment on
   */
  readonly webAcl?: WebAclOptions;

  /**
   * Whether CloudFront keeps what the app answers.
   *
   * @default AppCaching.off()
   */
  readonly caching?: AppCaching;

  /**
   * What users see while the app does not answer, from the stage on that degrades at the edge.
   *
   * @default - a page with a few words in English: the site is not available, and will be soon
   */
  readonly fallback?: Fallback;

  /**
   * What the cache holds, from the stage on that has one, and so what it drops when it is full.
   *
   * @default CacheUse.readThrough()
   */
  readonly cacheUse?: CacheUse;

  /**
   * The VPC's range. It can never change.
   *
   * @default - a /16 of 10.0.0.0/8 that only this Region has
   */
  readonly cidr?: string;

  /**
   * The IDs of three zones. They can never change.
   *
   * @default - three zones of the Region that serve all that the app will need
   */
  readonly zoneIds?: string[];

  /**
   * The ID of CloudFront's origin-facing managed prefix list in the Region.
   *
   * @default - from a table of Regions
   */
  readonly originFacingPrefixListId?: string;
}
