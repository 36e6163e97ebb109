import { Rule } from '../model';
import { changesOf } from './support';

const CLUSTER = 'AWS::RDS::DBCluster';
const INSTANCE = 'AWS::RDS::DBInstance';
const GOES = ['destroy', 'orphan'];

export const rdsInstanceToCluster: Rule = {
  id: 'rds-instance-to-cluster',
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
            message: `${change.type} ${change.path} goes and ${CLUSTER} ${cluster.change.path} comes in its place: the cluster begins empty`,
            remedy:
              'Create the cluster beside the instance as its replica or from its snapshot, move readers and writers when it has caught up, and remove the instance in a later step.',
          },
        ];
      });
  },
};
