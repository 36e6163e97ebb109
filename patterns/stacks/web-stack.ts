import { Construct } from 'constructs';
import { OriginFacing } from '../../lib/edge/origin/origin-facing-prefix-lists';
import { PrivateOrigin } from '../../lib/edge/origin/private-origin';
import { SteadyStateThresholds } from '../../lib/monitoring/thresholds';
import { TaskPlacement } from '../../lib/service/containers/task-placement';
import { WebService } from '../../lib/service/tier/web-service';
import { grantContract } from '../app-contract';
import { AppWeb } from '../app-web';
import { WebSizes } from '../stage-sizes';
import { AppStack, ContainersProps } from './base';

export interface WebStackProps extends ContainersProps {
  readonly sizes: WebSizes;
  readonly options: AppWeb;
  /** Where normal ends: the same for people and for deployments that roll back. */
  readonly thresholds?: SteadyStateThresholds;
  readonly originFacingPrefixListId?: string;
}

export class WebStack extends AppStack {
  public readonly web: WebService;
  public readonly origin: PrivateOrigin;

  constructor(scope: Construct, props: WebStackProps) {
    super(scope, { id: 'Web', part: 'web', holds: 'load balancer and web service' }, props);
    const { network, options, sizes } = props;
    this.web = new WebService(this, 'Web', {
      ...options,
      vpc: network.vpc,
      loadBalancerSubnets: network.privateSubnets,
      placement: network.hasEgress
        ? TaskPlacement.privateSubnets(network.privateSubnets)
        : TaskPlacement.publicSubnets(network.publicSubnets),
      originFacing: OriginFacing.peer(this, props.originFacingPrefixListId),
      containerPort: options.containerPort ?? 80,
      cpu: sizes.cpu,
      memoryMiB: sizes.memoryMiB,
      scaling: {
        ...options.scaling,
        minTasks: sizes.minTasks,
        maxTasks: sizes.maxTasks,
        requestsPerTaskPerMinute: sizes.requestsPerTaskPerMinute,
      },
      capacity: sizes.capacity,
      deployment: sizes.deployment,
      environment: { ...props.environment, ...options.environment },
      thresholds: props.thresholds,
    });
    this.origin = new PrivateOrigin(this, 'Origin', {
      loadBalancer: this.web.loadBalancer,
      originName: props.naming._originName(this, props.appName),
    });
    grantContract(props.data, this.web);
  }
}
