import { Construct } from 'constructs';
import { checkProps } from '../../internal/checks/check';
import { BoundCompute, ComputeContext, ComputeKind } from '../tier/compute-kind';
import { webServiceSettingsOf, TierSettings, WebServiceSettings } from '../tier/settings';
import { WEB_SERVICE_CHECKS } from '../tier/web-service-checks';
import { WebContainersOptions } from '../tier/web-service-props';
import { makeContainers } from './containers';

/**
 * Containers have the users wherever no other compute takes them: their rule is the last of the listener, and it is
 * there as long as they are, as ECS holds its weights.
 */
export class ContainerCompute implements ComputeKind {
  public readonly name = 'Compute.containers()';

  constructor(private readonly options: WebContainersOptions) {}

  public validate(scope: Construct, tier: TierSettings): void {
    checkProps(scope, this.name, this.settings(tier), WEB_SERVICE_CHECKS);
  }

  public bind(scope: Construct, { entrance, tier }: ComputeContext): BoundCompute {
    const settings = this.settings(tier);
    const containers = makeContainers(scope, settings, entrance);
    return {
      targetGroups: [containers.groups.blue, containers.groups.green],
      minHosts: settings.scaling.minTasks,
      securityGroup: containers.securityGroup,
      role: containers.taskDefinition.taskRole,
      logGroup: containers.logGroup,
      containers,
    };
  }

  private settings(tier: TierSettings): WebServiceSettings {
    return webServiceSettingsOf({ ...tier, ...this.options });
  }
}
