import { Assembly, Rule, RuleFinding } from '../../model';
import { numberOf, Placed, refusal, resolve, resourcesOf, valueAt } from '../support';

const INSTANCE = 'AWS::RDS::DBInstance';
const REMEDY =
  'Keep within the limit: larger replicas, replicas of replicas where the engine has them, a cache before the database, or the data split over several databases.';
/** An Aurora cluster has one writer, and readers up to this. */
const AURORA_READERS = 15;

/** How many read replicas a source takes, by the beginning of its engine's name. */
const LIMITS: readonly (readonly [string, number])[] = [
  ['oracle', 5],
  ['sqlserver', 5],
  ['custom-oracle', 5],
  ['db2', 3],
  ['', 15],
];

/** Instances by the database that a property of theirs names. */
function grouped(assembly: Assembly, property: string): { on: Placed; members: Placed[] }[] {
  const found = new Map<string, { on: Placed; members: Placed[] }>();
  for (const instance of resourcesOf(assembly, INSTANCE)) {
    const on = resolve(assembly, instance.stack, valueAt(instance.resource.Properties, property));
    if (!on) continue;
    const key = `${on.stack.id}/${on.logicalId}`;
    found.set(key, { on, members: [...(found.get(key)?.members ?? []), instance] });
  }
  return [...found.values()];
}

/** The first one that is too many is the first that is refused. */
function excess(members: readonly Placed[], limit: number, why: string): RuleFinding[] {
  return members.length > limit ? [refusal(members[limit], why, REMEDY)] : [];
}

function replicas(assembly: Assembly): RuleFinding[] {
  return grouped(assembly, 'SourceDBInstanceIdentifier').flatMap(({ on, members }) => {
    const engine = String(valueAt(on.resource.Properties, 'Engine') ?? '');
    const [, limit] = LIMITS.find(([prefix]) => engine.startsWith(prefix))!;
    const why = `${on.logicalId} has ${members.length} read replicas, and RDS makes at most ${limit} of one ${engine || 'database'}`;
    return excess(members, limit, why);
  });
}

function clusters(assembly: Assembly): RuleFinding[] {
  return grouped(assembly, 'DBClusterIdentifier').flatMap(({ on, members }) =>
    excess(
      members,
      AURORA_READERS + 1,
      `${on.logicalId} has ${members.length} instances, and Aurora takes a writer and ${AURORA_READERS} readers`,
    ),
  );
}

function scaled(assembly: Assembly): RuleFinding[] {
  return resourcesOf(assembly, 'AWS::ApplicationAutoScaling::ScalableTarget')
    .filter(({ resource }) => valueAt(resource.Properties, 'ScalableDimension') === 'rds:cluster:ReadReplicaCount')
    .flatMap((target) => {
      const most = numberOf(valueAt(target.resource.Properties, 'MaxCapacity'));
      if (most === undefined || most <= AURORA_READERS) return [];
      return [refusal(target, `MaxCapacity ${most} is more than the ${AURORA_READERS} readers of a cluster`, REMEDY)];
    });
}

export const rdsReplicaLimit: Rule = {
  id: 'rds-replica-limit',
  mechanism: 'refused',
  severities: ['hazard'],
  summary:
    'A database has more read replicas than its engine takes (15; Oracle and SQL Server 5, Db2 3), or an Aurora cluster more than 15 readers.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstanceReadReplica.html',
  check: ({ to }) => [...replicas(to), ...clusters(to), ...scaled(to)],
};
