/** The properties of a resource, as its template has them. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- any JSON
export type Properties = Record<string, any>;

/** A resource, as its template has it. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Properties;
}

/** What the templates of a stage have, for proofs of what it claims. */
export class StageTemplates {
  /** @param resources the resources of all stacks of the stage */
  constructor(private readonly resources: readonly TemplateResource[]) {}

  /** The properties of each resource of a type. */
  public of(type: string): Properties[] {
    return this.resources.filter((resource) => resource.Type === type).map(({ Properties }) => Properties ?? {});
  }

  public count(type: string): number {
    return this.of(type).length;
  }

  /** Whether there is one of a type, and the stage before has none. */
  public comes(type: string, before: StageTemplates): boolean {
    return this.count(type) === 1 && before.count(type) === 0;
  }

  /** How many scaling policies look at a metric. */
  public policiesOn(metric: string): number {
    return this.of('AWS::ApplicationAutoScaling::ScalingPolicy').filter((policy) =>
      JSON.stringify(policy).includes(metric),
    ).length;
  }

  public get writer(): Properties {
    return this.of('AWS::RDS::DBInstance').find((instance) => !instance.SourceDBInstanceIdentifier)!;
  }

  public get replicas(): Properties[] {
    return this.of('AWS::RDS::DBInstance').filter((instance) => instance.SourceDBInstanceIdentifier);
  }

  public get cache(): Properties {
    return this.of('AWS::ElastiCache::ReplicationGroup')[0];
  }

  public get distributions(): Properties[] {
    return this.of('AWS::CloudFront::Distribution');
  }

  /** The web's service: the one behind a load balancer. */
  public get webService(): Properties {
    return this.of('AWS::ECS::Service').find((service) => service.LoadBalancers?.length > 0)!;
  }

  public get webSubnets(): unknown[] {
    return this.webService.NetworkConfiguration.AwsvpcConfiguration.Subnets;
  }

  public get webProvider(): unknown {
    return this.webService.CapacityProviderStrategy[0].CapacityProvider;
  }

  /** The web's task definition: the one whose container listens. */
  public get webTask(): Properties {
    return this.of('AWS::ECS::TaskDefinition').find(({ ContainerDefinitions: [container] }) =>
      Boolean(container.PortMappings?.length),
    )!;
  }

  /** How many tasks the web has, in a stage without workers. */
  public get webTarget(): Properties {
    return this.of('AWS::ApplicationAutoScaling::ScalableTarget')[0];
  }
}
