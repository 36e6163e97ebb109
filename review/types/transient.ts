import { because } from './because';

/** Types that hold what fills or runs again, slowly. */
export const TRANSIENT: Readonly<Record<string, string>> = {
  ...because('a cache: it fills again, slowly, under the load that it kept away', {
    ElastiCache: 'CacheCluster ReplicationGroup GlobalReplicationGroup ServerlessCache',
    DAX: 'Cluster',
    FSx: 'FileCache',
  }),
  ...because('messages in flight', { SQS: 'Queue', AmazonMQ: 'Broker' }),
  ...because('subscriptions, and messages that are being delivered', { SNS: 'Topic' }),
  ...because('what its disks hold is lost with the instance', {
    EC2: 'Instance',
    Lightsail: 'Instance',
    OpsWorks: 'Instance',
    OpsWorksCM: 'Server',
    Cloud9: 'EnvironmentEC2',
    WorkspacesInstances: 'WorkspaceInstance',
  }),
  ...because('an instance of a cluster: the data is in the cluster', {
    DocDB: 'DBInstance',
    Neptune: 'DBInstance',
  }),
  ...because('what is on it while jobs run', {
    EMR: 'Cluster',
    SageMaker: 'Cluster',
    PCS: 'Cluster',
    SimSpaceWeaver: 'Simulation',
  }),
  ...because('jobs that wait or run', { Batch: 'JobQueue', MediaConvert: 'Queue', Deadline: 'Queue', PCS: 'Queue' }),
  ...because('the position that a running replication has reached', {
    DMS: 'ReplicationInstance ReplicationTask ReplicationConfig',
  }),
  ...because('an index, which is filled again from its sources', { Bedrock: 'KnowledgeBase DataSource' }),
  ...because('findings, and what the service has learned to tell them', {
    GuardDuty: 'Detector',
    Macie: 'Session',
    SecurityHub: 'Hub HubV2',
    LookoutMetrics: 'AnomalyDetector',
  }),
  ...because('the shadow of the device', { IoT: 'Thing' }),
};
