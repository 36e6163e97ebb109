import { referencesIn } from '../compare/references';
import { Resource, Template } from '../model';
import { isObject } from '../read/unreadable';

/** What a stack needs of a quota: when it runs at its least, and when everything in it has scaled to its most. */
export interface Need {
  readonly min: number;
  readonly max: number;
}

export const NOTHING: Need = { min: 0, max: 0 };

export function sum(needs: readonly Need[]): Need {
  return needs.reduce((all, { min, max }) => ({ min: all.min + min, max: all.max + max }), NOTHING);
}

export function resourcesOfType(template: Template, type: string): [logicalId: string, resource: Resource][] {
  return Object.entries(template.Resources).filter(([, resource]) => resource.Type === type);
}

export function numberOr(value: unknown, otherwise: number): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : otherwise;
}

const refersTo = (value: unknown, logicalId: string): boolean =>
  referencesIn(value).some((found) => found.kind === 'local' && found.name === logicalId);

/** How many resources of a type there are. */
export const countOf =
  (...types: string[]) =>
  (template: Template): Need => {
    const count = types.reduce((all, type) => all + resourcesOfType(template, type).length, 0);
    return { min: count, max: count };
  };

/** Network and gateway load balancers have quotas of their own. */
export function applicationLoadBalancers(template: Template): Need {
  const all = resourcesOfType(template, 'AWS::ElasticLoadBalancingV2::LoadBalancer');
  const count = all.filter(([, { Properties }]) =>
    [undefined, 'application'].includes(Properties?.Type as string),
  ).length;
  return { min: count, max: count };
}

/** The vCPUs of tasks that run on Fargate; a deployment runs as many again as it allows. */
export function fargateVCpus(template: Template): Need {
  return sum(resourcesOfType(template, 'AWS::ECS::Service').map((service) => serviceVCpus(template, service)));
}

function serviceVCpus(template: Template, [logicalId, service]: [string, Resource]): Need {
  const { Properties: properties = {} } = service;
  if (!onFargate(properties)) return NOTHING;
  const [, task] =
    resourcesOfType(template, 'AWS::ECS::TaskDefinition').find(([id]) => refersTo(properties.TaskDefinition, id)) ?? [];
  const vCpus = numberOr(task?.Properties?.Cpu, 256) / 1024;
  const deployment = isObject(properties.DeploymentConfiguration) ? properties.DeploymentConfiguration : {};
  const doubled = numberOr(deployment.MaximumPercent, 200) / 100;
  const [, target] =
    resourcesOfType(template, 'AWS::ApplicationAutoScaling::ScalableTarget').find(
      ([, { Properties: { ScalableDimension, ResourceId } = {} }]) =>
        ScalableDimension === 'ecs:service:DesiredCount' && refersTo(ResourceId, logicalId),
    ) ?? [];
  const desired = numberOr(properties.DesiredCount, 1);
  const [least, most] = [target?.Properties?.MinCapacity, target?.Properties?.MaxCapacity];
  return { min: numberOr(least, desired) * vCpus * doubled, max: numberOr(most, desired) * vCpus * doubled };
}

function onFargate({ LaunchType, CapacityProviderStrategy }: Record<string, unknown>): boolean {
  if (LaunchType === 'FARGATE') return true;
  const strategy = Array.isArray(CapacityProviderStrategy) ? CapacityProviderStrategy : [];
  return strategy.some((item) => isObject(item) && item.CapacityProvider === 'FARGATE');
}

/** The vCPUs of instances of Auto Scaling groups, and of those that stand alone. */
export function instanceVCpus(template: Template): Need {
  const groups = resourcesOfType(template, 'AWS::AutoScaling::AutoScalingGroup').map(([, { Properties = {} }]) => {
    const vCpus = groupVCpus(template, Properties);
    return { min: numberOr(Properties.MinSize, 0) * vCpus, max: numberOr(Properties.MaxSize, 0) * vCpus };
  });
  const alone = resourcesOfType(template, 'AWS::EC2::Instance').map(([, { Properties = {} }]) => {
    const vCpus = vCpusOf(Properties.InstanceType);
    return { min: vCpus, max: vCpus };
  });
  return sum([...groups, ...alone]);
}

/** Of the largest instance that a group may start. */
function groupVCpus(template: Template, properties: Record<string, unknown>): number {
  const types: unknown[] = [];
  let most = 0;
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isObject(value)) return;
    if (value.InstanceType !== undefined) types.push(value.InstanceType);
    const range = isObject(value.InstanceRequirements) ? value.InstanceRequirements.VCpuCount : undefined;
    if (isObject(range)) most = Math.max(most, numberOr(range.Max, numberOr(range.Min, 0)));
    Object.values(value).forEach(visit);
  };
  visit(properties);
  if (types.length === 0 && most === 0) {
    resourcesOfType(template, 'AWS::EC2::LaunchTemplate')
      .filter(([id]) => refersTo(properties, id))
      .forEach(([, { Properties }]) => visit(Properties));
  }
  return Math.max(most, ...types.map(vCpusOf));
}

/**
 * The vCPUs that the name of an instance type says: `xlarge` has 4, `4xlarge` 16. A `large` and what is smaller count as
 * 2; what is no name (`metal`, a reference) as 0, as nobody can tell.
 */
export function vCpusOf(type: unknown): number {
  const [, size] = /^[a-z0-9-]+\.([a-z0-9-]+)$/.exec(String(type)) ?? [];
  const [, times] = /^(\d*)xlarge$/.exec(size ?? '') ?? [];
  if (times !== undefined) return 4 * Number(times || 1);
  return ['nano', 'micro', 'small', 'medium', 'large'].includes(size ?? '') ? 2 : 0;
}

/** Concurrency that is reserved or provisioned, and one at least for every function. */
export function lambdaConcurrency(template: Template): Need {
  return sum(
    resourcesOfType(template, 'AWS::Lambda::Function').map(([, { Properties = {} }]) => {
      const reserved = numberOr(Properties.ReservedConcurrentExecutions, 0);
      return { min: reserved, max: Math.max(1, reserved) };
    }),
  );
}

/** Cache nodes: shards times what each has. */
export function cacheNodes(template: Template): Need {
  return sum(
    resourcesOfType(template, 'AWS::ElastiCache::ReplicationGroup').map(([, { Properties = {} }]) => {
      const shards = numberOr(Properties.NumNodeGroups, 1);
      const nodes =
        numberOr(Properties.NumCacheClusters, 0) || shards * (1 + numberOr(Properties.ReplicasPerNodeGroup, 0));
      return { min: nodes, max: nodes };
    }),
  );
}

/** The GiB of storage of database instances, and what storage autoscaling may make of them. */
export function databaseStorage(template: Template): Need {
  return sum(
    resourcesOfType(template, 'AWS::RDS::DBInstance').map(([, { Properties = {} }]) => {
      const min = numberOr(Properties.AllocatedStorage, 0);
      return { min, max: Math.max(min, numberOr(Properties.MaxAllocatedStorage, 0)) };
    }),
  );
}
