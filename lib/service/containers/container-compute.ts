import { Construct } from 'constructs';
import { validateProps } from '../../internal/validation';
import { BoundCompute, ComputeContext, ComputeKind } from '../tier/compute-kind';
import { makeContainers } from './containers';
import { WEB_SERVICE_RULES } from '../tier/tier-checks';
import { settingsOf, TierSettings, WebServiceSettings } from '../tier/settings';
import { WebContainersOptions } from '../tier/web-service-props';

/**
 * Containers have the users wherever no other compute takes them: their rule is the last of the listener, and it is
 * there as long as they are, as ECS holds its weights.
 */
export class ContainerCompute implements ComputeKind {
  public readonly name = 'Compute.containers()';

  constructor(private readonly options: WebContainersOptions) {}

  public validate(scope: Construct, tier: TierSettings): void {
    validateProps(scope, this.name, this.settings(tier), WEB_SERVICE_RULES);
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
    return settingsOf({ ...tier, ...this.options });
  }
}
