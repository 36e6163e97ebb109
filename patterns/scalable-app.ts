import { CrossStackReferences, ReferenceStrength } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { DatabaseEngine } from '../lib/database/database-engine';
import { ReplicatedDatabase } from '../lib/database/replicated-database';
import { CostGuard } from '../lib/cost/cost-guard';
import { FrontDoor } from '../lib/edge/front-door';
import { PrivateOrigin } from '../lib/edge/private-origin';
import { validateProps } from '../lib/internal/validation';
import { SteadyState } from '../lib/monitoring/steady-state';
import { Network } from '../lib/network/network';
import { WebService } from '../lib/service/web-service';
import { DurableBucket } from '../lib/storage/durable-bucket';
import { GlobalTable } from '../lib/table/global-table';
import { AppDomain } from './app-domain';
import { GrowthStage } from './growth-stage';
import { SCALABLE_APP_RULES } from './rules';
import { AppStackProps } from './stacks/base';
import { DatabaseStack } from './stacks/database-stack';
import { EdgeGlobalStack } from './stacks/edge-global-stack';
import { EdgeStack } from './stacks/edge-stack';
import { NetworkStack } from './stacks/network-stack';
import { OpsStack } from './stacks/ops-stack';
import { StorageStack } from './stacks/storage-stack';
import { TablesStack } from './stacks/tables-stack';
import { WebStack } from './stacks/web-stack';

/** Properties of a `ScalableApp`. Only `stage` changes as the app grows. */
export interface ScalableAppProps {
  /**
   * What the app is called: 1 to 40 lower-case letters, digits and hyphens. Its stacks are `<appName>-network` and so
   * on. It can never change.
   */
  readonly appName: string;

  /** The stage that the app is in. */
  readonly stage: GrowthStage;

  /** The Region that the app lives in, such as `us-east-1`. It can never change. */
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
   * Environment variables of the app beside those of the environment contract, whose names win.
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

/**
 * A web app with its data, from one user to tens of millions on the same stacks: network, database, tables, storage,
 * web, edge and ops, and `edge-global` in us-east-1 where CloudFront needs something there.
 *
 * The stage decides sizes, counts and switches. Moving to a later stage creates and updates, and never replaces or
 * deletes what holds data; `stages check` proves it for every pair of stages.
 *
 * **Cost**: about 45 $ a month at stage `one` in us-east-1, of which the load balancer is 16.43 $, the database 15.38 $
 * (t4g.micro, 20 GB, its key and its secret), the task 7.21 $ and its public address 3.65 $; the sources are with each construct.
 *
 * **One-way doors**: `appName`, `region`, `cidr`, `zoneIds` and `databaseEngine`, and those of each construct.
 *
 * @example
 * new ScalableApp(this, 'Shop', {
 *   appName: 'shop',
 *   stage: GrowthStage.HUNDRED,
 *   region: 'eu-west-1',
 *   image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:stable'),
 *   alarmEmails: ['oncall@example.com'],
 * });
 */
export class ScalableApp extends Construct {
  /** The VPC. */
  public readonly network: Network;
  /** The relational database. */
  public readonly database: ReplicatedDatabase;
  /** The table of session state. */
  public readonly sessions: GlobalTable;
  /** The bucket of users' uploads. */
  public readonly uploads: DurableBucket;
  /** The web service. */
  public readonly web: WebService;
  /** The load balancer as CloudFront reaches it; further distributions can share it. */
  public readonly origin: PrivateOrigin;
  /** CloudFront: the app's one public host. */
  public readonly frontDoor: FrontDoor;
  /** Alarms and dashboard. */
  public readonly steadyState: SteadyState;
  /** The budget. */
  public readonly costGuard: CostGuard;

  constructor(scope: Construct, id: string, props: ScalableAppProps) {
    super(scope, id);
    validateProps(this, 'ScalableApp', props, SCALABLE_APP_RULES);
    // Whatever the app's feature flags say: an export would lock the stack that has it to those that import it.
    CrossStackReferences.of(this).consume(ReferenceStrength.WEAK);
    const common: AppStackProps = { appName: props.appName, account: props.account, region: props.region };
    const { sizes } = props.stage;
    const assetsPath = props.assetsPath ?? '/assets';

    this.network = new NetworkStack(this, { ...common, sizes, cidr: props.cidr, zoneIds: props.zoneIds }).network;
    const network = this.network;
    this.database = new DatabaseStack(this, { ...common, sizes, network, engine: props.databaseEngine }).database;
    this.sessions = new TablesStack(this, common).sessions;
    this.uploads = new StorageStack(this, common).uploads;

    const { database, sessions, uploads } = this;
    const { web, origin } = new WebStack(this, {
      ...common,
      sizes,
      network,
      database,
      sessions,
      uploads,
      assetsPath,
      image: props.image,
      containerPort: props.containerPort ?? 80,
      healthCheckPath: props.healthCheckPath,
      environment: props.environment,
      originFacingPrefixListId: props.originFacingPrefixListId,
    });
    this.web = web;
    this.origin = origin;
    this.frontDoor = this.makeFrontDoor(common, assetsPath, props.domain);

    const { frontDoor } = this;
    const ops = new OpsStack(this, { ...common, sizes, web, database, frontDoor, emails: props.alarmEmails });
    this.steadyState = ops.steadyState;
    this.costGuard = ops.costGuard;
  }

  private makeFrontDoor(common: AppStackProps, assetsPath: string, domain?: AppDomain): FrontDoor {
    const certificate = domain && new EdgeGlobalStack(this, { ...common, domain }).certificate;
    return new EdgeStack(this, { ...common, origin: this.origin, assetsPath, domain, certificate }).frontDoor;
  }
}
