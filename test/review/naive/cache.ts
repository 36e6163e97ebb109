import { App, aws_ec2 as ec2, aws_elasticache as elasticache, CfnResource, Stack } from 'aws-cdk-lib';
import { ENV, NaiveApp, withZones } from './naive-app';

type Props = Partial<elasticache.CfnReplicationGroupProps> & { readonly online?: boolean };

/** There is no L2: a subnet group and a replication group by hand, as in every example. */
const cache =
  ({ online, ...props }: Props) =>
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
    if (online) group.cfnOptions.updatePolicy = { useOnlineResharding: true };
  };

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
  lost('ElastiCache engine: Redis OSS, then Valkey', SMALL, { ...SMALL, engine: 'valkey' }),
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
