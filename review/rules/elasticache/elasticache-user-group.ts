import { Assembly, Rule, RuleFinding } from '../../model';
import { isTrue, listAt, Placed, refusal, resolve, resourcesOf, show, valueAt } from '../support';

const GROUP = 'AWS::ElastiCache::UserGroup';
const USER = 'AWS::ElastiCache::User';
const engineOf = ({ resource }: Placed) => String(valueAt(resource.Properties, 'Engine')).toLowerCase();

/** What a value names: by reference, or by the id that a resource of the app has. */
function named(assembly: Assembly, from: Placed, value: unknown, type: string, id: string): Placed | undefined {
  const found = resolve(assembly, from.stack, value);
  if (found) return found.resource.Type === type ? found : undefined;
  if (typeof value !== 'string') return undefined;
  return resourcesOf(assembly, type).find(
    ({ stack, resource }) => stack.region === from.stack.region && valueAt(resource.Properties, id) === value,
  );
}

function groupsOf(assembly: Assembly, cache: Placed): Placed[] {
  const { Properties: set } = cache.resource;
  const values = [...listAt(set, 'UserGroupIds'), valueAt(set, 'UserGroupId')].filter((value) => value !== undefined);
  return values.flatMap((value) => named(assembly, cache, value, GROUP, 'UserGroupId') ?? []);
}

/** A cache of Redis OSS takes groups of the engine redis alone; one of Valkey takes both. */
function cachesRefused(assembly: Assembly): RuleFinding[] {
  const caches = resourcesOf(assembly, 'AWS::ElastiCache::ReplicationGroup', 'AWS::ElastiCache::ServerlessCache');
  return caches
    .filter((cache) => engineOf(cache) === 'redis')
    .flatMap((cache) =>
      groupsOf(assembly, cache)
        .filter((group) => engineOf(group) === 'valkey')
        .map((group) =>
          refusal(
            cache,
            `its engine is "redis", and that of its user group ${group.logicalId} is "valkey"`,
            'Give the cache a user group of its own engine, or move the cache to Valkey first, in a step of its own.',
          ),
        ),
    );
}

/** A group of the engine valkey has users who log in; one of redis has one whose name is `default`. */
function groupsRefused(assembly: Assembly): RuleFinding[] {
  return resourcesOf(assembly, GROUP).flatMap((group) => {
    const ids = listAt(group.resource.Properties, 'UserIds');
    const users = ids.map((id) => named(assembly, group, id, USER, 'UserId'));
    if (engineOf(group) === 'valkey') {
      const open = users.filter((user) => user && isOpen(user));
      return open.map((user) =>
        refusal(
          group,
          `its engine is "valkey", and its user ${user!.logicalId} needs no password`,
          'Give the user a password or IAM; a group of this engine needs no user named default.',
        ),
      );
    }
    const all = users.every((user) => user !== undefined);
    if (engineOf(group) !== 'redis' || !all || ids.includes('default') || users.length === 0) return [];
    if (users.some((user) => valueAt(user!.resource.Properties, 'UserName') === 'default')) return [];
    return [
      refusal(
        group,
        `its engine is "redis", and none of its users ${show(users.map((user) => user!.logicalId))} is named "default"`,
        'Add a user with the name default and the access string "off ~* -@all".',
      ),
    ];
  });
}

function isOpen({ resource: { Properties: set } }: Placed): boolean {
  const type = valueAt(set, 'AuthenticationMode.Type');
  return isTrue(valueAt(set, 'NoPasswordRequired')) || type === 'no-password-required';
}

export const elasticacheUserGroup: Rule = {
  id: 'elasticache-user-group',
  mechanism: 'refused',
  severities: ['hazard'],
  summary:
    'A cache has a user group of an engine that it does not take, or a user group lacks, or has, a user that its engine does not allow.',
  source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html',
  check: ({ to }) => [...cachesRefused(to), ...groupsRefused(to)],
};
