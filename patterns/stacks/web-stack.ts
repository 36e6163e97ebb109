import { Construct } from 'constructs';
import { OriginFacing } from '../../lib/edge/origin/origin-facing-prefix-lists';
import { PrivateOrigin } from '../../lib/edge/origin/private-origin';
import { TaskPlacement } from '../../lib/service/containers/task-placement';
import { WebService } from '../../lib/service/tier/web-service';
import { AppStack, ContainersProps } from './base';

export interface WebStackProps extends ContainersProps {
  readonly containerPort: number;
  readonly healthCheckPath?: string;
  readonly originFacingPrefixListId?: string;
}

export class WebStack extends AppStack {
  public readonly web: WebService;
  public readonly origin: PrivateOrigin;

  constructor(scope: Construct, props: WebStackProps) {
    super(scope, { id: 'Web', part: 'web', holds: 'load balancer and web service' }, props);
    const { data, network, sizes } = props;
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
      environment: props.environment,
    });
    this.origin = new PrivateOrigin(this, 'Origin', {
      loadBalancer: this.web.loadBalancer,
      originName: props.appName,
    });
    data.database.grantConnect(this.web, this.web);
    data.sessions.table.grantReadWriteData(this.web);
    data.uploads.grantReadWrite(this.web);
    data.cache?.grantConnect(this.web, this.web);
    data.jobs?.grantSend(this.web);
    data.events?.grantPublish(this.web);
  }
}
