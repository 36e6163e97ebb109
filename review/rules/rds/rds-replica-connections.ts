import { Assembly, AssemblyStack, Resource, Rule, RuleFinding } from '../../model';
import { after, before, changesOfType, describe, isUpdate, resolve, resourcesOf, same, valueAt } from '../support';

const SOURCE = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PostgreSQL.Replication.ReadReplicas.html';
/** RDS's own: LEAST({DBInstanceClassMemory/9531392},5000). https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html */
const DEFAULT_DIVISOR = 9_531_392;

/** `max_connections` of an instance: a number, or the bytes of memory for each. Undefined where it cannot be told. */
function connections(assembly: Assembly, stack: AssemblyStack, resource: Resource): Limit | undefined {
  const name = valueAt(resource.Properties, 'DBParameterGroupName');
  const group = name === undefined ? undefined : resolve(assembly, stack, name);
  if (name !== undefined && !group) return undefined;
  const value = valueAt(group?.resource.Properties, 'Parameters.max_connections');
  if (value === undefined) return { divisor: DEFAULT_DIVISOR };
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return undefined;
  if (/^\d+$/.test(text)) return { fixed: Number(text) };
  const divisor = /\{DBInstanceClassMemory\/(\d+)\}/.exec(text)?.[1];
  return divisor === undefined ? undefined : { divisor: Number(divisor) };
}

type Limit = { readonly fixed: number } | { readonly divisor: number };

/**
 * Whether a replica of the smaller class takes as many as its writer of the larger one, as PostgreSQL wants it; where it is
 * not known, yes. https://www.postgresql.org/docs/current/hot-standby.html#HOT-STANDBY-ADMIN
 */
function keepsUp(writer: Limit | undefined, replica: Limit | undefined): boolean {
  if (!writer || !replica) return true;
  if ('fixed' in writer) return 'divisor' in replica || replica.fixed >= writer.fixed;
  return 'divisor' in replica && replica.divisor < writer.divisor;
}

export const rdsReplicaConnections: Rule = {
  id: 'rds-replica-connections',
  mechanism: 'delayed',
  severities: ['caution'],
  summary:
    'The class of a PostgreSQL writer changes before that of its read replicas, whose max_connections follow the class: they stop replaying until they have it too.',
  source: SOURCE,
  check: (context) =>
    changesOfType(context, 'AWS::RDS::DBInstance')
      .filter(isUpdate)
      .flatMap((located): RuleFinding[] => {
        const [old, young] = [before(context, located), after(context, located)];
        const stack = context.to.stacks.find(({ id }) => id === located.stack);
        if (!old || !young || !stack || valueAt(young.Properties, 'Engine') !== 'postgres') return [];
        const [was, is] = [old, young].map(({ Properties }) => valueAt(Properties, 'DBInstanceClass'));
        if (same(was, is)) return [];
        const limit = connections(context.to, stack, young);
        const behind = resourcesOf(context.from, 'AWS::RDS::DBInstance').flatMap((replica) => {
          const source = resolve(
            context.from,
            replica.stack,
            valueAt(replica.resource.Properties, 'SourceDBInstanceIdentifier'),
          );
          const now = stack.template.Resources[replica.logicalId];
          const follows = replica.stack.id === stack.id && source?.logicalId === located.change.logicalId;
          return follows && now && !keepsUp(limit, connections(context.to, stack, now)) ? [replica.logicalId] : [];
        });
        if (behind.length === 0) return [];
        return [
          {
            severity: 'caution',
            stack: located.stack,
            logicalId: located.change.logicalId,
            message: `${describe(located.change)} changes DBInstanceClass ${String(was)} → ${String(is)} before its replicas ${behind.join(', ')}, whose max_connections follow the class: while the writer takes more than they do, they stop replaying and answer with old data`,
            remedy:
              'To grow, change the class of the replicas first, by hand, one after the other (`aws rds modify-db-instance --db-instance-class … --apply-immediately`), then deploy. Or give replicas a parameter group of their own, whose max_connections is never below that of the writer.',
          },
        ];
      }),
};
