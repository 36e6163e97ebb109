import { Rule, RuleContext } from '../../model';
import { after, changesOf, Located } from '../support';

const CLUSTER = 'AWS::RDS::DBCluster';
const INSTANCE = 'AWS::RDS::DBInstance';
const GOES = ['destroy', 'orphan'];

/** What a cluster has when it is created, by the property that says so. */
const SOURCES = ['ReplicationSourceIdentifier', 'SnapshotIdentifier', 'SourceDBClusterIdentifier'];

function beginning(context: RuleContext, cluster: Located): string {
  const properties = after(context, cluster)?.Properties ?? {};
  return SOURCES.some((name) => properties[name] !== undefined)
    ? 'the cluster begins with what its source has then, and what is written afterwards is lost'
    : 'the cluster begins empty';
}

export const rdsInstanceToCluster: Rule = {
  id: 'rds-instance-to-cluster',
  mechanism: 'lost',
  severities: ['hazard'],
  summary: 'A database instance goes and a database cluster comes in the same step: nothing copies the data.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Migrating.html',
  check: (context) => {
    const changes = changesOf(context);
    return changes
      .filter(
        ({ change }) => change.type === INSTANCE && change.durability === 'durable' && GOES.includes(change.action),
      )
      .flatMap(({ stack, change }) => {
        const cluster = changes.find(
          (other) => other.stack === stack && other.change.type === CLUSTER && other.change.action === 'create',
        );
        if (!cluster) return [];
        return [
          {
            severity: 'hazard',
            stack,
            logicalId: change.logicalId,
            message: `${change.type} ${change.path} goes and ${CLUSTER} ${cluster.change.path} comes in its place: ${beginning(context, cluster)}`,
            remedy:
              'From RDS to Aurora is a migration, not an update. Create the cluster beside the instance, as its replica or from its snapshot; move readers and writers when it has caught up; remove the instance in a later step. The steps, with what to check at each, are in docs/rds-to-aurora.md.',
          },
        ];
      });
  },
};
