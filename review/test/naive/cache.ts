import { App, CfnResource, Stack } from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import { ENV, NaiveApp, withZones } from './naive-app';

type Props = Partial<elasticache.CfnReplicationGroupProps> & {
  readonly online?: boolean;
  /** The engine of a user group. */
  readonly users?: string;
  readonly scaling?: boolean;
  /** The minimum of the scaling, where it is not one. */
  readonly leastShards?: number;
};

/** There is no L2: a subnet group and a replication group by hand, as in every example. */
const cache =
  ({ online, users, scaling, leastShards, ...props }: Props) =>
  (app: App) => {
    withZones(app);
    const stack = new Stack(app, 'Acme', { env: ENV });
    const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 1 });
    const subnets = new elasticache.CfnSubnetGroup(stack, 'Subnets', {
      description: 'Subnets of the cache',
      subnetIds: vpc.privateSubnets.map(({ subnetId }) => subnetId),
    });
    const group: CfnResource = new elasticache.CfnReplicationGroup(stack, 'Cache', {
      replicationGroupDescription: 'Sessions',
      engine: 'redis',
      cacheNodeType: 'cache.t4g.micro',
      cacheSubnetGroupName: subnets.ref,
      automaticFailoverEnabled: true,
      ...props,
    });
    if (users) group.addPropertyOverride('UserGroupIds', [userGroup(stack, users).ref]);
    if (scaling) {
      new autoscaling.CfnScalableTarget(stack, 'Scaling', {
        serviceNamespace: 'elasticache',
        scalableDimension: 'elasticache:replication-group:NodeGroups',
        resourceId: `replication-group/${group.ref}`,
        minCapacity: leastShards ?? 1,
        maxCapacity: 4,
      });
    }
    if (online) group.cfnOptions.updatePolicy = { useOnlineResharding: true };
  };

function userGroup(stack: Stack, engine: string): elasticache.CfnUserGroup {
  const user = new elasticache.CfnUser(stack, 'User', {
    engine,
    userId: 'acme',
    userName: 'acme',
    accessString: 'on ~* +@all',
    authenticationMode: { Type: 'iam' },
  });
  return new elasticache.CfnUserGroup(stack, 'Users', { engine, userGroupId: 'acme', userIds: [user.ref] });
}

/** What is fixed at creation, chosen at stage one: cluster mode with one shard. */
const CHOSEN: Props = {
  engine: 'valkey',
  cacheParameterGroupName: 'default.valkey8.cluster.on',
  port: 6379,
  atRestEncryptionEnabled: true,
  transitEncryptionEnabled: true,
  multiAzEnabled: true,
  numNodeGroups: 1,
  replicasPerNodeGroup: 1,
  online: true,
};
const LARGER = 'cache.r7g.large';
const SAFE = { before: cache(CHOSEN), after: cache({ ...CHOSEN, cacheNodeType: LARGER }) };

const SCALED: Props = { ...CHOSEN, cacheNodeType: LARGER, scaling: true };

const lost = (door: string, before: Props, after: Props, safe = SAFE): NaiveApp => ({
  door,
  naive: {
    before: cache(before),
    after: cache(after),
    expect: { rule: 'transient-replaced', severity: 'hazard', stack: 'Acme', logicalId: 'Cache' },
    outcome: 'loses',
  },
  safe,
});

const SMALL: Props = { numCacheClusters: 2 };
const CLUSTERED: Props = { numNodeGroups: 1, replicasPerNodeGroup: 1 };

export const CACHE_APPS: readonly NaiveApp[] = [
  lost('ElastiCache encryption at rest: off, then on', SMALL, { ...SMALL, atRestEncryptionEnabled: true }),
  lost('ElastiCache engine: Valkey, then Redis OSS', { ...SMALL, engine: 'valkey' }, SMALL),
  lost('ElastiCache subnet group: the default one, then our own', { ...SMALL, cacheSubnetGroupName: 'default' }, SMALL),
  lost('ElastiCache port: unset, then another', SMALL, { ...SMALL, port: 6380 }),
  lost('ElastiCache replicas per shard: one, then two', CLUSTERED, { ...CLUSTERED, replicasPerNodeGroup: 2 }),
  lost(
    'ElastiCache shards: one, then two, without online resharding',
    CLUSTERED,
    { ...CLUSTERED, numNodeGroups: 2 },
    {
      before: cache(CHOSEN),
      after: cache({ ...CHOSEN, numNodeGroups: 2 }),
    },
  ),
  {
    door: 'ElastiCache encryption in transit: off, then required',
    naive: {
      before: cache(SMALL),
      after: cache({ ...SMALL, transitEncryptionEnabled: true, transitEncryptionMode: 'required' }),
      expect: { rule: 'elasticache-tls', severity: 'hazard', stack: 'Acme', logicalId: 'Cache' },
      outcome: 'fails',
    },
    safe: SAFE,
  },
  {
    door: 'ElastiCache failover: asked of a single node',
    naive: {
      before: cache({ automaticFailoverEnabled: false, numCacheClusters: 1 }),
      after: cache({ automaticFailoverEnabled: true, numCacheClusters: 1 }),
      expect: { rule: 'elasticache-failover', severity: 'hazard', stack: 'Acme', logicalId: 'Cache' },
      outcome: 'fails',
    },
    safe: SAFE,
  },
  {
    door: 'ElastiCache users: a group of Valkey for a cache of Redis OSS',
    naive: {
      before: cache(SMALL),
      after: cache({ ...SMALL, transitEncryptionEnabled: true, transitEncryptionMode: 'preferred', users: 'valkey' }),
      expect: { rule: 'elasticache-user-group', severity: 'hazard', stack: 'Acme', logicalId: 'Cache' },
      outcome: 'fails',
    },
    safe: { before: cache(CHOSEN), after: cache({ ...CHOSEN, users: 'valkey' }) },
  },
  {
    door: 'ElastiCache autoscaling: with a node type that does not scale',
    naive: {
      before: cache(CHOSEN),
      after: cache({ ...CHOSEN, scaling: true }),
      expect: { rule: 'elasticache-scaling', severity: 'hazard', stack: 'Acme', logicalId: 'Scaling' },
      outcome: 'fails',
    },
    safe: {
      before: cache({ ...CHOSEN, cacheNodeType: LARGER }),
      after: cache({ ...CHOSEN, cacheNodeType: LARGER, scaling: true }),
    },
  },
  {
    door: 'ElastiCache shards: more by the template while they scale by themselves',
    naive: {
      before: cache(SCALED),
      after: cache({ ...SCALED, numNodeGroups: 2 }),
      expect: { rule: 'elasticache-scaled-shards', severity: 'hazard', stack: 'Acme', logicalId: 'Cache' },
      outcome: 'outage',
    },
    safe: { before: cache(SCALED), after: cache({ ...SCALED, leastShards: 2 }) },
  },
  {
    door: 'ElastiCache resharding together with other changes',
    naive: {
      before: cache(CHOSEN),
      after: (app) => {
        cache({ ...CHOSEN, numNodeGroups: 2 })(app);
        const stack = app.node.findChild('Acme') as Stack;
        new ec2.SecurityGroup(stack, 'Group', { vpc: stack.node.findChild('Vpc') as ec2.Vpc });
      },
      expect: { rule: 'travels-alone', severity: 'caution', stack: 'Acme', logicalId: 'Cache' },
      outcome: 'risks',
    },
    safe: { before: cache(CHOSEN), after: cache({ ...CHOSEN, numNodeGroups: 2 }) },
  },
];
