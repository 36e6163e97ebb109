import { Properties, StageTemplates } from './stage-templates';

/** Whether the templates of a stage show what it claims, and those of the stage before do not where that matters. */
type Proof = (stage: StageTemplates, before: StageTemplates) => boolean;

/** What a stage says that it adds, and what proves it of the sample app. A test asks each proof. */
export interface Claim {
  /** What users read, in `stages list` and in the README. */
  readonly says: string;
  /** What the templates then show. */
  readonly proof?: Proof;
  /** The test that proves it instead, where the sample app does not have it: a path below `test/`. */
  readonly provenBy?: string;
}

const larger: Proof = (s, b) => Number(s.webTask.Cpu) > Number(b.webTask.Cpu) && largerDatabase(s, b);
const largerDatabase: Proof = (s, b) => s.writer.DBInstanceClass !== b.writer.DBInstanceClass;
const moreShards: Proof = (s, b) => s.cache.NumNodeGroups > b.cache.NumNodeGroups;
const alarmsOn = (s: StageTemplates, ...metrics: string[]) =>
  metrics.every((name) => JSON.stringify(s.of('AWS::CloudWatch::Alarm')).includes(`"${name}"`));
const backupRegion = (s: StageTemplates) => s.writer.AutomaticBackupReplicationRegion;
const groupsBlock = (s: StageTemplates) =>
  s
    .of('AWS::WAFv2::WebACL')
    .every(({ Rules }) => Rules.every(({ OverrideAction }: Properties) => !OverrideAction?.Count));
const hasPage = ({ DistributionConfig }: Properties) =>
  (DistributionConfig.CustomErrorResponses ?? []).some((error: Properties) => error.ResponsePagePath);

const one: readonly Claim[] = [
  {
    says: 'VPC with the subnets of three zones, no NAT gateway',
    proof: (s) => s.count('AWS::EC2::Subnet') === 9 && s.count('AWS::EC2::NatGateway') === 0,
  },
  {
    says: 'internal load balancer behind CloudFront, through a VPC origin',
    proof: (s) =>
      s.of('AWS::ElasticLoadBalancingV2::LoadBalancer')[0].Scheme === 'internal' &&
      s.count('AWS::CloudFront::VpcOrigin') === 1 &&
      s.distributions.length === 1,
  },
  {
    says: 'one ARM container task',
    proof: (s) => s.webTarget.MinCapacity === 1 && s.webTask.RuntimePlatform.CpuArchitecture === 'ARM64',
  },
  {
    says: 'single-AZ encrypted PostgreSQL with backups',
    proof: ({ writer }) =>
      !writer.MultiAZ && writer.StorageEncrypted && writer.BackupRetentionPeriod >= 7 && writer.Engine === 'postgres',
  },
  {
    says: 'on-demand DynamoDB table for session state',
    proof: (s) => s.of('AWS::DynamoDB::GlobalTable')[0].BillingMode === 'PAY_PER_REQUEST',
  },
  {
    says: 'S3 for uploads and for assets',
    proof: (s) =>
      s.of('AWS::S3::Bucket').filter((bucket) => bucket.VersioningConfiguration?.Status === 'Enabled').length === 1 &&
      s.distributions[0].DistributionConfig.Origins.some((origin: Properties) => origin.OriginAccessControlId),
  },
  { says: 'log retention', proof: (s) => s.of('AWS::Logs::LogGroup').every((group) => group.RetentionInDays > 0) },
  {
    says: 'alarms for 5xx, unhealthy hosts and storage',
    proof: (s) =>
      alarmsOn(s, 'HTTPCode_ELB_5XX_Count', 'HTTPCode_Target_5XX_Count', 'UnHealthyHostCount', 'FreeStorageSpace'),
  },
  { says: 'monthly budget alarm', proof: (s) => s.count('AWS::Budgets::Budget') === 1 },
];

const hundred: readonly Claim[] = [
  { says: 'two tasks in two zones', proof: (s) => s.webTarget.MinCapacity === 2 && s.webSubnets.length === 2 },
  {
    says: 'tasks by requests beside CPU',
    proof: (s, b) => s.policiesOn('RequestCountPerTarget') === 1 && b.policiesOn('RequestCountPerTarget') === 0,
  },
  { says: 'Multi-AZ database', proof: (s, b) => s.writer.MultiAZ === true && b.writer.MultiAZ !== true },
  {
    says: 'steady-state dashboard and alarms',
    proof: (s, b) =>
      s.comes('AWS::CloudWatch::Dashboard', b) && s.count('AWS::CloudWatch::Alarm') > b.count('AWS::CloudWatch::Alarm'),
  },
];

const thousand: readonly Claim[] = [
  {
    says: 'tasks in private subnets behind one NAT gateway',
    proof: (s) =>
      s.count('AWS::EC2::NatGateway') === 1 &&
      s.webService.NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp === 'DISABLED',
  },
  {
    says: 'rotation of the database credentials',
    proof: (s, b) => s.comes('AWS::SecretsManager::RotationSchedule', b),
  },
  {
    says: 'web ACL on CloudFront: a rate limit per address, and managed rule groups that count',
    proof: (s, b) =>
      s.comes('AWS::WAFv2::WebACL', b) &&
      s.of('AWS::WAFv2::WebACL')[0].Scope === 'CLOUDFRONT' &&
      s.of('AWS::WAFv2::WebACL')[0].Rules.some((rule: Properties) => rule.Statement.RateBasedStatement) &&
      !groupsBlock(s) &&
      s.distributions[0].DistributionConfig.WebACLId !== undefined,
  },
  {
    says: 'Valkey cache, Multi-AZ with failover',
    proof: (s, b) =>
      s.comes('AWS::ElastiCache::ReplicationGroup', b) &&
      s.cache.Engine === 'valkey' &&
      s.cache.MultiAZEnabled &&
      s.cache.AutomaticFailoverEnabled,
  },
  {
    says: 'worker pool with a dead-letter queue',
    proof: (s, b) => s.of('AWS::SQS::Queue').some((queue) => queue.RedrivePolicy) && b.count('AWS::SQS::Queue') === 0,
  },
];

const tenThousand: readonly Claim[] = [
  {
    says: 'a NAT gateway in each zone',
    proof: (s, b) => s.count('AWS::EC2::NatGateway') === 2 && b.count('AWS::EC2::NatGateway') === 1,
  },
  { says: 'two read replicas', proof: (s, b) => s.replicas.length === 2 && b.replicas.length === 0 },
  {
    says: 'copies of the backups in a second Region',
    proof: (s, b) => backupRegion(s) !== undefined && backupRegion(b) === undefined,
  },
  {
    says: 'blue/green deployments that a smoke test and alarms roll back',
    proof: ({ webService: { DeploymentConfiguration: now } }, { webService: { DeploymentConfiguration: then } }) =>
      now.Strategy === 'BLUE_GREEN' &&
      now.LifecycleHooks.length === 1 &&
      now.Alarms.Rollback === true &&
      then.Strategy === 'ROLLING',
  },
  {
    says: 'workers by backlog per task',
    proof: (s, b) =>
      s.policiesOn('ApproximateNumberOfMessagesVisible') > 0 &&
      b.policiesOn('ApproximateNumberOfMessagesVisible') === 0,
  },
  {
    says: 'topic for events, to which queues subscribe',
    proof: (s, b) => s.count('AWS::SNS::Topic') === b.count('AWS::SNS::Topic') + 1,
  },
  {
    says: 'managed rule groups that refuse what they match',
    proof: (s, b) => groupsBlock(s) && !groupsBlock(b),
  },
  {
    says: 'CloudFront without a cache for the API, and a web ACL of its own',
    proof: (s, b) =>
      s.distributions.length === b.distributions.length + 1 &&
      s.count('AWS::WAFv2::WebACL') === b.count('AWS::WAFv2::WebACL') + 1,
  },
  { says: 'redirects of alternate domains, for an app that has some', provenBy: 'contract/domain.test.ts' },
  {
    says: 'a page from the edge while the app does not answer',
    proof: (s, b) => hasPage(s.distributions[0]) && !hasPage(b.distributions[0]),
  },
];

const hundredThousand: readonly Claim[] = [
  { says: 'larger tasks and database', proof: larger },
  {
    says: 'EC2 instances under the web tasks, which follow them',
    proof: (s, b) => s.webProvider !== 'FARGATE' && b.webProvider === 'FARGATE',
  },
  { says: 'RDS Proxy, which pools the connections to the database', proof: (s, b) => s.comes('AWS::RDS::DBProxy', b) },
  { says: 'two cache shards', proof: (s, b) => s.cache.NumNodeGroups === 2 && b.cache.NumNodeGroups === 1 },
];

const halfMillion: readonly Claim[] = [
  { says: 'the third zone in use', proof: (s, b) => s.webSubnets.length === 3 && b.webSubnets.length === 2 },
  { says: 'a third read replica', proof: (s) => s.replicas.length === 3 },
  { says: 'more cache shards', proof: moreShards },
];

const million: readonly Claim[] = [
  { says: 'larger tasks and database', proof: larger },
  { says: 'more cache shards', proof: moreShards },
];

const tenMillion: readonly Claim[] = [
  { says: 'larger database, five read replicas', proof: (s, b) => s.replicas.length === 5 && largerDatabase(s, b) },
  { says: 'more cache shards', proof: moreShards },
];

/** What each stage claims. A stage lists only what exists. */
export const CLAIMS = { one, hundred, thousand, tenThousand, hundredThousand, halfMillion, million, tenMillion };
