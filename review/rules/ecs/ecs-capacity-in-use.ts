import { Assembly, AssemblyStack, Rule } from '../../model';
import { own } from '../../read/unreadable';
import {
  after,
  before,
  changesOfType,
  describe,
  listAt,
  Placed,
  resolve,
  resourcesOf,
  show,
  valueAt,
} from '../support';

const ASSOCIATION = 'AWS::ECS::ClusterCapacityProviderAssociations';

/** A provider or a cluster by its name, or by the resource that makes it, wherever it is referred to. */
function keyOf(assembly: Assembly, stack: AssemblyStack, value: unknown): string {
  const made = resolve(assembly, stack, value);
  return made ? `${made.stack.id}/${made.logicalId}` : JSON.stringify(value);
}

/** The services of a cluster that use a provider; other clusters have FARGATE too. */
function users(assembly: Assembly, cluster: string, provider: string): Placed[] {
  return resourcesOf(assembly, 'AWS::ECS::Service')
    .filter(
      ({ stack, resource }) => keyOf(assembly, stack, valueAt(resource.Properties, 'Cluster') ?? 'default') === cluster,
    )
    .filter(({ stack, resource }) =>
      listAt(resource.Properties, 'CapacityProviderStrategy').some(
        (item) => keyOf(assembly, stack, valueAt(item, 'CapacityProvider')) === provider,
      ),
    );
}

export const ecsCapacityInUse: Rule = {
  id: 'ecs-capacity-in-use',
  mechanism: 'refused',
  severities: ['hazard'],
  summary:
    'A capacity provider leaves a cluster in the same step in which the service that uses it goes to another, or while it is used.',
  source: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PutClusterCapacityProviders.html',
  check: (context) =>
    changesOfType(context, ASSOCIATION).flatMap((located) => {
      const [stackBefore, stackAfter] = [context.stackBefore(located.stack), context.stackAfter(located.stack)];
      const old = before(context, located);
      if (!old || !stackBefore || located.change.action === 'create') return [];
      const kept = stackAfter
        ? listAt(after(context, located)?.Properties, 'CapacityProviders').map((value) =>
            keyOf(context.to, stackAfter, value),
          )
        : [];
      const cluster = keyOf(context.from, stackBefore, valueAt(old.Properties, 'Cluster'));
      return listAt(old.Properties, 'CapacityProviders').flatMap((value) => {
        const key = keyOf(context.from, stackBefore, value);
        const used = (kept.includes(key) ? [] : users(context.from, cluster, key))
          // What goes together goes in order, the service first. An update comes before anything goes.
          .filter(
            ({ stack, logicalId }) =>
              located.change.action === 'update' ||
              own(context.stackAfter(stack.id)?.template.Resources, logicalId) !== undefined,
          )
          .map(({ logicalId }) => logicalId);
        if (used.length === 0) return [];
        return [
          {
            severity: 'hazard' as const,
            stack: located.stack,
            logicalId: located.change.logicalId,
            message: `${describe(located.change)} loses the capacity provider ${show(value)}, which ${used.join(', ')} use${used.length > 1 ? '' : 's'} until later in the deployment: ECS refuses to take it out, and the deployment fails`,
            remedy:
              'Move the service to its new capacity first and keep the old provider in the cluster; take that away in a later step.',
          },
        ];
      });
    }),
};
