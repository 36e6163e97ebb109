import { CrossStackReferences, ReferenceStrength } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ReplicatedCache } from '../lib/cache/replicated-cache';
import { CostGuard } from '../lib/cost/cost-guard';
import { DatabaseProxy } from '../lib/database/proxy/database-proxy';
import { ReplicatedDatabase } from '../lib/database/rds/replicated-database';
import { ApiShield } from '../lib/edge/api-shield/api-shield';
import { FrontDoor } from '../lib/edge/front-door/front-door';
import { PrivateOrigin } from '../lib/edge/origin/private-origin';
import { DomainRedirect } from '../lib/edge/redirect/domain-redirect';
import { WebAcl } from '../lib/firewall/web-acl';
import { checkProps } from '../lib/internal/checks/check';
import { checkTypes } from '../lib/internal/checks/types';
import { FanOut } from '../lib/messaging/fan-out';
import { WorkQueue } from '../lib/messaging/work-queue';
import { WorkerPool } from '../lib/messaging/worker-pool';
import { SteadyState } from '../lib/monitoring/steady-state';
import { INetwork } from '../lib/network/i-network';
import { Network } from '../lib/network/network';
import { WebService } from '../lib/service/tier/web-service';
import { DurableBucket } from '../lib/storage/durable-bucket';
import { GlobalTable } from '../lib/table/global-table';
import { AppData, contractOf } from './app-contract';
import { poolSizeOf } from './connection-budget';
import { edgeNames } from './edge-names';
import { namesakesOf } from './namesakes';
import { backupRegionOf, SCALABLE_APP_CHECKS } from './scalable-app-checks';
import { assetsPathOf, commonOf, Edge, Watched } from './scalable-app-parts';
import { ScalableAppProps } from './scalable-app-props';
import { BackupStack } from './stacks/backup-stack';
import { AppStackProps, ContainersProps } from './stacks/base';
import { CacheStack } from './stacks/cache-stack';
import { DatabaseStack } from './stacks/database-stack';
import { EdgeGlobalStack } from './stacks/edge-global-stack';
import { EdgeOpsStack } from './stacks/edge-ops-stack';
import { EdgeStack } from './stacks/edge-stack';
import { MessagingStack } from './stacks/messaging-stack';
import { NetworkStack } from './stacks/network-stack';
import { OpsStack } from './stacks/ops-stack';
import { ProxyStack } from './stacks/proxy-stack';
import { StorageStack } from './stacks/storage-stack';
import { TablesStack } from './stacks/tables-stack';
import { WebStack } from './stacks/web-stack';
import { WorkersStack } from './stacks/workers-stack';
import { webAclsOf } from './web-acls';

/**
 * A web app with its data, from one user to tens of millions on the same stacks: network, database, tables, storage,
 * cache, messaging, web, workers, edge and ops, and `edge-global` in us-east-1. A stack is there from the stage on that
 * has something for it.
 *
 * The stage decides sizes, counts and switches. Moving to a later stage creates and updates, and never replaces or
 * deletes what holds data; `cdk-grow check` proves it for every pair of stages.
 *
 * **Cost**: about 45 $ a month at stage `one` in us-east-1, of which the load balancer is 16.43 $, the database 15.38 $
 * (t4g.micro, 20 GB, its key and its secret), the task 7.21 $ and its public address 3.65 $; the sources are with each construct.
 *
 * All else is options by part: `web`, `database`, `cache` and so on are what the app is in every stage. What a stage
 * decides is changed by `GrowthStage.customize()`, and nothing can be set in both places.
 *
 * **One-way doors**: `appName`, `region`, `naming`, the `network`'s range, zones and whether it is an existing one, the engine of
 * the `database`, and those of each construct.
 *
 * @example
 * new ScalableApp(this, 'Shop', {
 *   appName: 'shop',
 *   stage: GrowthStage.HUNDRED,
 *   region: 'eu-west-1',
 *   web: { image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:stable') },
 *   operations: { alarmEmails: ['oncall@example.com'] },
 * });
 */
export class ScalableApp extends Construct {
  /** The VPC and its subnets: those of the app's own, or of the existing network that it was given. */
  public readonly network: INetwork;
  /** The relational database. */
  public readonly database: ReplicatedDatabase;
  /** The pool of connections before the database, from the stage on that has one; the containers write through it. */
  public readonly proxy?: DatabaseProxy;
  /** The table of session state. */
  public readonly sessions: GlobalTable;
  /** The bucket of users' uploads. */
  public readonly uploads: DurableBucket;
  /** The cache, from the stage on that has one. */
  public readonly cache?: ReplicatedCache;
  /** The queue of jobs, from the stage on that has workers. */
  public readonly jobs?: WorkQueue;
  /** The topic whose events fan out to queues, from the stage on that has one. */
  public readonly events?: FanOut;
  /** The web service. */
  public readonly web: WebService;
  /** The load balancer as CloudFront reaches it; further distributions can share it. */
  public readonly origin: PrivateOrigin;
  /** The workers on the jobs, from the stage on that has them. */
  public readonly workers?: WorkerPool;
  /** The workers of each subscriber of the events, by the subscriber's name. */
  public readonly subscriberPools: { [name: string]: WorkerPool };
  /** CloudFront: the app's public host. */
  public readonly frontDoor: FrontDoor;
  /** CloudFront without a cache, the public host of the API, from the stage on that has one. */
  public readonly apiShield?: ApiShield;
  /** The web ACL in front of the app and of its redirects, from the stage on that has one. */
  public readonly webAcl?: WebAcl;
  /** The web ACL in front of the API's CloudFront, from the stage on that has both. */
  public readonly apiWebAcl?: WebAcl;
  /** The redirects of alternate domains, from the stage on that has them and where the app has some. */
  public readonly redirect?: DomainRedirect;
  /** Alarms and dashboard. */
  public readonly steadyState: SteadyState;
  /** The budget. */
  public readonly costGuard: CostGuard;

  constructor(scope: Construct, id: string, props: ScalableAppProps) {
    super(scope, id);
    checkTypes(this, 'ScalableApp', props);
    checkProps(this, 'ScalableApp', props, SCALABLE_APP_CHECKS);
    // Whatever the app's feature flags say: an export would lock the stack that has it to those that import it.
    CrossStackReferences.of(this).consume(ReferenceStrength.WEAK);
    this.node.addValidation({ validate: () => namesakesOf(this, 'ScalableApp') });
    const common = commonOf(props);
    const { sizes } = props.stage;

    this.network = this.makeNetwork(common, props);
    this.database = this.makeDatabase(common, props);
    if (sizes.database.proxy) this.proxy = this.makeProxy(common, props);
    this.sessions = new TablesStack(this, { ...common, options: props.tables }).sessions;
    this.uploads = new StorageStack(this, { ...common, options: props.storage }).uploads;
    this.cache = this.makeCache(common, props);
    const messaging = this.makeMessaging(common, props);
    this.jobs = messaging?.jobs;
    this.events = messaging?.events;

    const containers = this.containersOf(common, props);
    const workers = this.makeWorkers(containers, props);
    this.workers = workers?.pool;
    this.subscriberPools = workers?.subscriberPools ?? {};
    const web = this.makeWeb(containers, props, workers);
    this.web = web.web;
    this.origin = web.origin;
    const { edge, global } = this.makeEdge(common, props);
    this.webAcl = global?.webAcl;
    this.apiWebAcl = global?.apiWebAcl;
    this.frontDoor = edge.frontDoor;
    this.apiShield = edge.apiShield;
    this.redirect = edge.redirect;
    const ops = this.makeOps(common, props, { workers, global });
    this.steadyState = ops.steadyState;
    this.costGuard = ops.costGuard;
  }

  private makeNetwork(common: AppStackProps, { network, stage }: ScalableAppProps): INetwork {
    return (
      network?.existing ?? new NetworkStack(this, { ...common, sizes: stage.sizes.network, options: network }).network
    );
  }

  private makeDatabase(common: AppStackProps, props: ScalableAppProps): ReplicatedDatabase {
    const sizes = props.stage.sizes.database;
    const region = sizes.backupCopies ? backupRegionOf(props) : undefined;
    const backup = region ? new BackupStack(this, { ...common, region }) : undefined;
    return new DatabaseStack(this, { ...common, sizes, network: this.network, options: props.database, backup })
      .database;
  }

  private makeProxy(common: AppStackProps, props: ScalableAppProps): DatabaseProxy {
    const { database, network } = this;
    return new ProxyStack(this, { ...common, network, database, options: props.database?.proxy }).proxy;
  }

  private makeCache(common: AppStackProps, props: ScalableAppProps): ReplicatedCache | undefined {
    const sizes = props.stage.sizes.cache;
    return sizes && new CacheStack(this, { ...common, sizes, network: this.network, options: props.cache }).cache;
  }

  private makeMessaging(common: AppStackProps, { events, jobs, stage }: ScalableAppProps): MessagingStack | undefined {
    const { messaging, workers } = stage.sizes;
    const has = { jobs: workers ? jobs : undefined, events: messaging.eventFanOut ? events : undefined };
    return has.jobs || has.events ? new MessagingStack(this, { ...common, ...has }) : undefined;
  }

  private containersOf(common: AppStackProps, props: ScalableAppProps): ContainersProps {
    const { cache, events, jobs, network, sessions, uploads } = this;
    const data: AppData = { cache, database: this.proxy ?? this.database, events, jobs, sessions, uploads };
    const facts = { region: props.region, assetsPath: assetsPathOf(props), poolSize: poolSizeOf(props) };
    const contract = contractOf(data, facts).toVariables();
    return { ...common, network, data, environment: { ...props.environment, ...contract } };
  }

  private makeWorkers(containers: ContainersProps, props: ScalableAppProps): WorkersStack | undefined {
    const sizes = props.stage.sizes.workers;
    const jobs = this.jobs && props.jobs;
    const subscribers = (this.events && props.events?.subscribers) ?? [];
    if (!sizes || (!jobs && subscribers.length === 0)) return undefined;
    return new WorkersStack(this, { ...containers, sizes, image: props.web.image, jobs, subscribers });
  }

  private makeWeb(containers: ContainersProps, props: ScalableAppProps, workers?: WorkersStack): WebStack {
    const web = new WebStack(this, {
      ...containers,
      sizes: props.stage.sizes.web,
      options: props.web,
      thresholds: props.operations.thresholds,
      originFacingPrefixListId: props.edge?.originFacingPrefixListId,
    });
    // Whoever works on an event must have subscribed when the first one is published.
    if (workers) web.addStackDependency(workers);
    return web;
  }

  private makeEdge(common: AppStackProps, props: ScalableAppProps): Edge {
    const sizes = props.stage.sizes.edge;
    const options = props.edge;
    const names = edgeNames(sizes, options?.domain);
    const webAcls = webAclsOf(sizes, options);
    const global = names.app || webAcls.app ? new EdgeGlobalStack(this, { ...common, names, webAcls }) : undefined;
    const edge = new EdgeStack(this, {
      ...common,
      sizes,
      options,
      origin: this.origin,
      assetsPath: assetsPathOf(props),
      names,
      certificates: global?.certificates ?? {},
      webAclArn: global?.webAcl?.webAclArn,
      apiWebAclArn: global?.apiWebAcl?.webAclArn,
    });
    if (global && global.region !== props.region)
      new EdgeOpsStack(this, { ...common, edge, alarms: global.alarms, options: props.operations });
    return { edge, global };
  }

  private makeOps(common: AppStackProps, props: ScalableAppProps, stacks: Watched): OpsStack {
    const { workers, global } = stacks;
    const { apiShield, cache, database, events, frontDoor, jobs, proxy, sessions, web } = this;
    const { operations: sizes, web: webSizes } = props.stage.sizes;
    // In its own Region the web ACLs' alarms come too; elsewhere the stack that watches CloudFront has them.
    const webAcls = global?.region === props.region ? global : undefined;
    const network = this.network instanceof Network && !props.network?.existing ? this.network : undefined;
    const parts = [network, sessions, cache, jobs, events, workers, proxy, webAcls];
    const alarms = [...parts.flatMap((part) => part?.alarms ?? []), ...web.capacityAlarms];
    const watched = { web, database, cache, frontDoor, apiShield, alarms, rows: workers?.rows ?? [] };
    const { minTasks } = webSizes;
    return new OpsStack(this, { ...common, sizes, options: props.operations, minTasks, ...watched });
  }
}
