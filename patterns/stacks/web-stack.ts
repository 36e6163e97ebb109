import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { ReplicatedDatabase } from '../../lib/database/replicated-database';
import { OriginFacing } from '../../lib/edge/origin-facing-prefix-lists';
import { PrivateOrigin } from '../../lib/edge/private-origin';
import { AppEnvironment } from '../../lib/environment/app-environment';
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
}

export class WebStack extends AppStack {
  public readonly web: WebService;
  public readonly origin: PrivateOrigin;

  constructor(scope: Construct, props: WebStackProps) {
    super(scope, { id: 'Web', part: 'web', holds: 'load balancer and web service' }, props);
    const { network, sizes } = props;
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
      scaling: { minTasks: sizes.minTasks, maxTasks: sizes.maxTasks },
      deployment: sizes.deployment,
      environment: { ...props.environment, ...this.contract(props).toVariables() },
    });
    this.origin = new PrivateOrigin(this, 'Origin', {
      loadBalancer: this.web.loadBalancer,
      originName: props.appName,
    });
    props.database.grantConnect(this.web, this.web);
    props.sessions.table.grantReadWriteData(this.web);
    props.uploads.grantReadWrite(this.web);
  }

  private contract({ database, sessions, uploads, assetsPath }: WebStackProps): AppEnvironment {
    return new AppEnvironment({
      region: this.region,
      databaseWriterHost: database.writerEndpoint.hostname,
      databaseReaderHosts: database.readerHosts,
      databasePort: database.port,
      databaseName: database.databaseName,
      databaseSecretArn: database.secret.secretArn,
      sessionTable: sessions.table.tableName,
      uploadsBucket: uploads.bucket.bucketName,
      assetsPath,
    });
  }
}
