import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { ReplicatedCache } from '../../lib/cache/replicated-cache';
import { ReplicatedDatabase } from '../../lib/database/replicated-database';
import { OriginFacing } from '../../lib/edge/origin-facing-prefix-lists';
import { PrivateOrigin } from '../../lib/edge/private-origin';
import { AppEnvironment } from '../../lib/environment/app-environment';
import { FanOut } from '../../lib/messaging/fan-out';
import { WorkQueue } from '../../lib/messaging/work-queue';
import { Network } from '../../lib/network/network';
import { TaskPlacement } from '../../lib/service/task-placement';
import { WebService } from '../../lib/service/web-service';
import { DurableBucket } from '../../lib/storage/durable-bucket';
import { GlobalTable } from '../../lib/table/global-table';
import { StageSizes } from '../stage-sizes';
import { AppStack, AppStackProps } from './base';

export interface WebStackProps extends AppStackProps {
  readonly sizes: StageSizes;
  readonly network: Network;
  readonly database: ReplicatedDatabase;
  readonly sessions: GlobalTable;
  readonly uploads: DurableBucket;
  readonly assetsPath: string;
  readonly image: ecs.ContainerImage;
  readonly containerPort: number;
  readonly healthCheckPath?: string;
  readonly environment?: { [name: string]: string };
  readonly originFacingPrefixListId?: string;
  readonly cache?: ReplicatedCache;
  readonly jobs?: WorkQueue;
  readonly events?: FanOut;
}

export class WebStack extends AppStack {
  public readonly web: WebService;
  public readonly origin: PrivateOrigin;
  /** What the containers of the app are told, the web's as the workers'. */
  public readonly variables: { [name: string]: string };

  constructor(scope: Construct, props: WebStackProps) {
    super(scope, { id: 'Web', part: 'web', holds: 'load balancer and web service' }, props);
    const { network, sizes } = props;
    this.variables = { ...props.environment, ...this.contract(props).toVariables() };
    this.web = new WebService(this, 'Web', {
      vpc: network.vpc,
      loadBalancerSubnets: network.privateSubnets,
      placement: network.hasEgress
        ? TaskPlacement.privateSubnets(network.privateSubnets)
        : TaskPlacement.publicSubnets(network.publicSubnets),
      originFacing: OriginFacing.peer(this, props.originFacingPrefixListId),
      image: props.image,
      containerPort: props.containerPort,
      healthCheckPath: props.healthCheckPath,
      cpu: sizes.taskCpu,
      memoryMiB: sizes.taskMemoryMiB,
      scaling: {
        minTasks: sizes.minTasks,
        maxTasks: sizes.maxTasks,
        requestsPerTaskPerMinute: sizes.requestsPerTaskPerMinute > 0 ? sizes.requestsPerTaskPerMinute : undefined,
      },
      capacity: sizes.capacity,
      deployment: sizes.deployment,
      environment: this.variables,
    });
    this.origin = new PrivateOrigin(this, 'Origin', {
      loadBalancer: this.web.loadBalancer,
      originName: props.appName,
    });
    props.database.grantConnect(this.web, this.web);
    props.sessions.table.grantReadWriteData(this.web);
    props.uploads.grantReadWrite(this.web);
    props.cache?.grantConnect(this.web, this.web);
    props.jobs?.grantSend(this.web);
    props.events?.grantPublish(this.web);
  }

  private contract(props: WebStackProps): AppEnvironment {
    const { database, sessions, uploads } = props;
    return new AppEnvironment({
      region: this.region,
      databaseWriterHost: database.writerEndpoint.hostname,
      databaseReaderHosts: database.readerHosts,
      databasePort: database.port,
      databaseName: database.databaseName,
      databaseSecretArn: database.secret.secretArn,
      sessionTable: sessions.table.tableName,
      uploadsBucket: uploads.bucket.bucketName,
      assetsPath: props.assetsPath,
      cacheHost: props.cache?.host,
      cachePort: props.cache?.port,
      cacheName: props.cache?.cacheName,
      cacheUser: props.cache?.iamUserName,
      jobsQueueUrl: props.jobs?.queue.queueUrl,
      eventsTopicArn: props.events?.topic.topicArn,
    });
  }
}
