import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resourcesOf, STAGE_NAMES, STAGES_DIR } from '../support/stages';

type Properties = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any
const of = (stage: string, type: string): Properties[] =>
  resourcesOf(stage)
    .filter(([, , resource]) => resource.Type === type)
    .map(([, , resource]) => resource.Properties ?? {});
const writers = (stage: string) => of(stage, 'AWS::RDS::DBInstance').filter((db) => !db.SourceDBInstanceIdentifier);
const replicas = (stage: string) => of(stage, 'AWS::RDS::DBInstance').filter((db) => db.SourceDBInstanceIdentifier);
const target = (stage: string) => of(stage, 'AWS::ApplicationAutoScaling::ScalableTarget')[0];
const service = (stage: string) => of(stage, 'AWS::ECS::Service')[0];
const task = (stage: string) =>
  of(stage, 'AWS::ECS::TaskDefinition').find((definition) => definition.ContainerDefinitions[0].PortMappings?.length)!;
const nats = (stage: string) => of(stage, 'AWS::EC2::NatGateway').length;
const hasEndpoint = (stage: string, service: string) =>
  of(stage, 'AWS::EC2::VPCEndpoint').some(({ ServiceName }) => ServiceName === `com.amazonaws.us-east-1.${service}`);
const cache = (stage: string) => of(stage, 'AWS::ElastiCache::ReplicationGroup');
const topics = (stage: string) => of(stage, 'AWS::SNS::Topic').length;
const backlogPolicies = (stage: string) =>
  of(stage, 'AWS::ApplicationAutoScaling::ScalingPolicy').filter((policy) =>
    JSON.stringify(policy).includes('ApproximateNumberOfMessagesVisible'),
  );
const requestPolicies = (stage: string) =>
  of(stage, 'AWS::ApplicationAutoScaling::ScalingPolicy').filter((policy) =>
    JSON.stringify(policy).includes('RequestCountPerTarget'),
  ).length;
const distributions = (stage: string) => of(stage, 'AWS::CloudFront::Distribution');
const hasPage = (distribution: Properties) =>
  (distribution.DistributionConfig.CustomErrorResponses ?? []).some((error: Properties) => error.ResponsePagePath);
const alarms = (stage: string) => of(stage, 'AWS::CloudWatch::Alarm').length;
const larger = (stage: string, than: string) =>
  Number(task(stage).Cpu) > Number(task(than).Cpu) &&
  writers(stage)[0].DBInstanceClass !== writers(than)[0].DBInstanceClass;

/** What the stage table says that a stage adds, and what its templates must then show that the one before lacks. */
const CLAIMS: Record<string, (stage: string, before: string) => boolean> = {
  'VPC with the subnets of three zones, no NAT gateway': (s) => of(s, 'AWS::EC2::Subnet').length === 9 && nats(s) === 0,
  'internal load balancer behind CloudFront, through a VPC origin': (s) =>
    of(s, 'AWS::ElasticLoadBalancingV2::LoadBalancer')[0].Scheme === 'internal' &&
    of(s, 'AWS::CloudFront::VpcOrigin').length === 1 &&
    of(s, 'AWS::CloudFront::Distribution').length === 1,
  'one ARM container task': (s) =>
    target(s).MinCapacity === 1 && task(s).RuntimePlatform.CpuArchitecture === 'ARM64' && task(s).Cpu === '256',
  'single-AZ encrypted PostgreSQL with backups': (s) =>
    writers(s).every(
      (db) => !db.MultiAZ && db.StorageEncrypted && db.BackupRetentionPeriod >= 7 && db.Engine === 'postgres',
    ),
  'on-demand DynamoDB table for session state': (s) =>
    of(s, 'AWS::DynamoDB::GlobalTable')[0].BillingMode === 'PAY_PER_REQUEST',
  'S3 for uploads and for assets': (s) =>
    of(s, 'AWS::S3::Bucket').filter((bucket) => bucket.VersioningConfiguration?.Status === 'Enabled').length === 1 &&
    of(s, 'AWS::CloudFront::Distribution')[0].DistributionConfig.Origins.some(
      (origin: Properties) => origin.OriginAccessControlId,
    ),
  'log retention': (s) => of(s, 'AWS::Logs::LogGroup').every((group) => group.RetentionInDays > 0),
  'alarms for 5xx, unhealthy hosts and storage': (s) =>
    ['HTTPCode_ELB_5XX_Count', 'HTTPCode_Target_5XX_Count', 'UnHealthyHostCount', 'FreeStorageSpace'].every((name) =>
      JSON.stringify(of(s, 'AWS::CloudWatch::Alarm')).includes(`"${name}"`),
    ),
  'monthly budget alarm': (s) => of(s, 'AWS::Budgets::Budget').length === 1,
  'two tasks in two zones': (s) =>
    target(s).MinCapacity === 2 && service(s).NetworkConfiguration.AwsvpcConfiguration.Subnets.length === 2,
  'tasks by requests beside CPU': (s, b) => requestPolicies(s) === 1 && requestPolicies(b) === 0,
  'Multi-AZ database': (s, b) => writers(s)[0].MultiAZ === true && writers(b)[0].MultiAZ !== true,
  'steady-state dashboard and alarms': (s, b) =>
    of(s, 'AWS::CloudWatch::Dashboard').length === 1 &&
    of(b, 'AWS::CloudWatch::Dashboard').length === 0 &&
    alarms(s) > alarms(b),
  'tasks in private subnets behind one NAT gateway': (s) =>
    nats(s) === 1 && service(s).NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp === 'DISABLED',
  'rotation of the database credentials': (s, b) =>
    of(s, 'AWS::SecretsManager::RotationSchedule').length === 1 &&
    of(b, 'AWS::SecretsManager::RotationSchedule').length === 0,
  'a NAT gateway in each zone': (s, b) => nats(s) === 2 && nats(b) === 1,
  'two read replicas': (s, b) => replicas(s).length === 2 && replicas(b).length === 0,
  'copies of the backups in a second Region': (s, b) =>
    writers(s)[0].AutomaticBackupReplicationRegion === 'us-west-2' &&
    writers(b)[0].AutomaticBackupReplicationRegion === undefined,
  'blue/green deployments that a smoke test and alarms roll back': (s, b) =>
    service(s).DeploymentConfiguration.Strategy === 'BLUE_GREEN' &&
    service(s).DeploymentConfiguration.LifecycleHooks.length === 1 &&
    service(s).DeploymentConfiguration.Alarms.Rollback === true &&
    service(b).DeploymentConfiguration.Strategy === 'ROLLING',
  'web ACL on CloudFront: managed rule groups, rate limit per address': (s, b) =>
    of(s, 'AWS::WAFv2::WebACL')[0].Scope === 'CLOUDFRONT' &&
    of(s, 'AWS::WAFv2::WebACL')[0].Rules.some((rule: Properties) => rule.Statement.RateBasedStatement) &&
    of(s, 'AWS::CloudFront::Distribution')[0].DistributionConfig.WebACLId !== undefined &&
    of(b, 'AWS::WAFv2::WebACL').length === 0,
  'Valkey cache of two shards, Multi-AZ with failover': (s, b) =>
    cache(s)[0].Engine === 'valkey' &&
    cache(s)[0].NumNodeGroups === 2 &&
    cache(s)[0].MultiAZEnabled &&
    cache(s)[0].AutomaticFailoverEnabled &&
    !cache(b)[0],
  'logs past the NAT gateways, by an interface endpoint': (s, b) => hasEndpoint(s, 'logs') && !hasEndpoint(b, 'logs'),
  'jobs past the NAT gateways, by an interface endpoint': (s, b) => hasEndpoint(s, 'sqs') && !hasEndpoint(b, 'sqs'),
  'larger cache nodes': (s, b) =>
    cache(s)[0].CacheNodeType !== cache(b)[0].CacheNodeType && cache(s)[0].NumNodeGroups === cache(b)[0].NumNodeGroups,
  'worker pool with a dead-letter queue': (s, b) =>
    of(s, 'AWS::SQS::Queue').some((queue) => queue.RedrivePolicy) && of(b, 'AWS::SQS::Queue').length === 0,
  'workers by backlog per task': (s, b) => backlogPolicies(s).length > 0 && backlogPolicies(b).length === 0,
  'topic for events, to which queues subscribe': (s, b) => topics(s) === topics(b) + 1,
  'CloudFront without a cache for the API': (s, b) => distributions(s).length === distributions(b).length + 1,
  'redirects of alternate domains, for an app that has some': () => true, // The sample has no domain: see domain.test.ts.
  'a page from the edge while the app does not answer': (s, b) =>
    hasPage(distributions(s)[0]) && !hasPage(distributions(b)[0]),
  'RDS Proxy, which pools the connections to the database': (s, b) =>
    of(s, 'AWS::RDS::DBProxy').length === 1 && of(b, 'AWS::RDS::DBProxy').length === 0,
  'larger tasks and database': (s, b) => larger(s, b),
  'the third zone in use': (s, b) =>
    service(s).NetworkConfiguration.AwsvpcConfiguration.Subnets.length === 3 &&
    service(b).NetworkConfiguration.AwsvpcConfiguration.Subnets.length === 2,
  'a third read replica': (s) => replicas(s).length === 3,
  'larger database, five read replicas': (s, b) =>
    replicas(s).length === 5 && writers(s)[0].DBInstanceClass !== writers(b)[0].DBInstanceClass,
};

const stages: { name: string; adds: string[] }[] = JSON.parse(readFileSync(join(STAGES_DIR, 'stages.json'), 'utf8'));
const claims = stages.flatMap(({ name, adds }, i) =>
  adds.map((claim) => [name, claim, STAGE_NAMES[i - 1] ?? name] as const),
);

test.each(claims)('%s has %s', (stage, claim, before) => {
  expect(CLAIMS[claim]?.(stage, before)).toBe(true);
});

test('every claim is made of some stage', () => {
  expect(Object.keys(CLAIMS).filter((claim) => !stages.some(({ adds }) => adds.includes(claim)))).toEqual([]);
});
