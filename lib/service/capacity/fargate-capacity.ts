import { Validations } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { BoundKind, CapacityKind, CapacityTarget } from './capacity-kind';

/** How Fargate's on-demand and spot capacity share a service's tasks. */
export interface FargateCapacityOptions {
  /**
   * How many of every hundred tasks above `onDemandBase` run on Fargate Spot, 0 to 100.
   *
   * Spot costs up to 70 % less and may be taken back with two minutes' notice, so keep a base on demand.
   *
   * @default 0 - all tasks run on demand
   */
  readonly spotPercent?: number;

  /**
   * How many tasks always run on demand, before the share of `spotPercent` begins. 0 to 100000.
   *
   * @default 1 - one task is always on demand
   */
  readonly onDemandBase?: number;
}

export class FargateCapacity implements CapacityKind {
  public readonly name = 'Capacity.fargate()';
  public readonly startsInstances = false;
  private readonly spotPercent: number;
  private readonly onDemandBase: number;

  constructor(options: FargateCapacityOptions) {
    this.spotPercent = options.spotPercent ?? 0;
    this.onDemandBase = options.onDemandBase ?? 1;
  }

  public bind(scope: Construct, { needs }: CapacityTarget): BoundKind {
    if (needs.cluster !== undefined) checkProviders(scope, needs.cluster);
    const strategy: ecs.CapacityProviderStrategy[] = [];
    // ECS lets one provider of a strategy have a base and none have a weight of 0, so both appear only with a value.
    if (this.spotPercent < 100)
      strategy.push({ capacityProvider: 'FARGATE', base: this.onDemandBase, weight: 100 - this.spotPercent });
    if (this.spotPercent > 0) strategy.push({ capacityProvider: 'FARGATE_SPOT', weight: this.spotPercent });
    return { strategy, alarms: [] };
  }

  public faults(): string[] {
    const faults: string[] = [];
    if (!Number.isInteger(this.spotPercent) || this.spotPercent < 0 || this.spotPercent > 100)
      faults.push(`spotPercent ${this.spotPercent} must be a whole number from 0 to 100`);
    if (!Number.isInteger(this.onDemandBase) || this.onDemandBase < 0 || this.onDemandBase > 100_000)
      faults.push(`onDemandBase ${this.onDemandBase} must be a whole number from 0 to 100000`);
    if (this.spotPercent === 100 && this.onDemandBase > 0)
      faults.push(`spotPercent 100 leaves nothing on demand, so onDemandBase must be 0, not ${this.onDemandBase}`);
    return faults;
  }

  public mismatches(): string[] {
    return [];
  }
}

/** ECS refuses a service whose strategy names a provider that its cluster does not have. */
function checkProviders(scope: Construct, cluster: ecs.ICluster): void {
  const fix = 'give it enableFargateCapacityProviders, without which ECS refuses the service';
  if (!(cluster instanceof ecs.Cluster)) {
    Validations.of(scope).addWarning(
      'cdk-scaling-patterns:fargate-providers',
      `The cluster of '${scope.node.path}' was made elsewhere: see that it has the capacity providers FARGATE and FARGATE_SPOT, without which ECS refuses the service`,
    );
    return;
  }
  // When all is made, as they may be added after the service.
  scope.node.addValidation({
    validate: () =>
      cluster.capacityProviderNames.includes('FARGATE')
        ? []
        : [`cluster is '${cluster.node.path}', which has no Fargate capacity providers: ${fix}`],
  });
}
