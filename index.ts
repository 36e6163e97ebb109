// The package's face. What is not named here is not public.

// patterns
export { AppCache } from './patterns/app-cache';
export { AppDatabase } from './patterns/app-database';
export { AppDomain, AppRedirects, AppZone } from './patterns/app-domain';
export { AppEdge } from './patterns/app-edge';
export { AppEvents, AppSubscriber } from './patterns/app-events';
export { AppJobs, AppWork } from './patterns/app-jobs';
export { AppNaming } from './patterns/app-naming';
export { AppNetwork } from './patterns/app-network';
export { AppOperations } from './patterns/app-operations';
export { AppSessionTable, AppStorage, AppTables } from './patterns/app-storage';
export { AppWeb } from './patterns/app-web';
export { GrowthApp, GrowthAppProps, IGrowthBlueprint } from './patterns/growth-app';
export { GrowthStage } from './patterns/growth-stage';
export { ScalableApp } from './patterns/scalable-app';
export { ScalableAppProps } from './patterns/scalable-app-props';
export {
  CacheCustomization,
  DatabaseCustomization,
  EdgeCustomization,
  MessagingCustomization,
  NetworkCustomization,
  OperationsCustomization,
  StageCustomization,
  WebCustomization,
  WorkersCustomization,
} from './patterns/stage-customization';
export {
  CacheSizes,
  DatabaseSizes,
  EdgeSizes,
  MessagingSizes,
  NetworkSizes,
  OperationsSizes,
  StageSizes,
  WebSizes,
  WorkersSizes,
} from './patterns/stage-sizes';

// network
export { ExistingNetwork, ExistingNetworkProps } from './lib/network/existing-network';
export { FlowLogs, FlowLogsOptions } from './lib/network/flow-logs';
export { INetwork } from './lib/network/i-network';
export { NatGateways } from './lib/network/nat-gateways';
export { Network } from './lib/network/network';
export { NetworkOptions, NetworkProps } from './lib/network/network-props';

// database
export { DatabaseAlarmThresholds } from './lib/database/rds/alarms';
export { Availability } from './lib/database/rds/availability';
export { BackupCopies, BackupCopiesOptions } from './lib/database/backup/backup-copies';
export { BackupCopyKey, BackupCopyKeyProps } from './lib/database/backup/backup-copy-key';
export { CredentialsRotation, CredentialsRotationProps } from './lib/database/shared/credentials-rotation';
export { DatabaseEngine, MysqlEngineProps, PostgresEngineProps } from './lib/database/rds/database-engine';
export { DatabaseProxy } from './lib/database/proxy/database-proxy';
export { ConnectionPool, DatabaseProxyOptions, DatabaseProxyProps } from './lib/database/proxy/database-proxy-props';
export { DatabaseSource, RestoreTimeOptions } from './lib/database/rds/database-source';
export { DatabaseTuning } from './lib/database/tuning/database-tuning';
export { IReplicatedDatabase } from './lib/database/rds/i-replicated-database';
export { MysqlTuningOptions } from './lib/database/tuning/mysql-tuning';
export { PostgresTuningOptions } from './lib/database/tuning/postgres-tuning';
export { ProxyAlarmThresholds } from './lib/database/proxy/proxy-alarms';
export { ProxyLogin } from './lib/database/proxy/proxy-login';
export { ReplicatedDatabase } from './lib/database/rds/replicated-database';
export { ReplicatedDatabaseOptions, ReplicatedDatabaseProps } from './lib/database/rds/replicated-database-props';

// aurora
export { AuroraAlarmThresholds } from './lib/database/aurora/aurora-alarm-thresholds';
export { AuroraBacktrack } from './lib/database/aurora/aurora-backtrack';
export {
  AuroraCapacity,
  ProvisionedCapacityOptions,
  ServerlessCapacityOptions,
} from './lib/database/aurora/aurora-capacity';
export { AuroraDatabase } from './lib/database/aurora/aurora-database';
export { AuroraDatabaseProps } from './lib/database/aurora/aurora-database-props';
export { AuroraEngine, AuroraMysqlEngineProps, AuroraPostgresEngineProps } from './lib/database/aurora/aurora-engine';
export { GlobalMembership, GlobalSecondaryOptions } from './lib/database/aurora/aurora-global-membership';
export { AuroraReaders, ReaderMetric, ScaledReadersOptions } from './lib/database/aurora/aurora-readers';
export { AuroraSource } from './lib/database/aurora/aurora-source';
export { AuroraStorage } from './lib/database/aurora/aurora-storage';

// protection
export { Protection, ProtectionOffProps } from './lib/protection/protection';

// cache
export { CacheAccess, CacheRotation } from './lib/cache/cache-access';
export { CacheAlarmThresholds } from './lib/cache/alarms';
export { CacheScaling, ReplicaScalingOptions, ShardScalingOptions } from './lib/cache/cache-scaling';
export { CacheUse } from './lib/cache/cache-use';
export { ICache } from './lib/cache/i-cache';
export { ReplicatedCache } from './lib/cache/replicated-cache';
export { ReplicatedCacheOptions, ReplicatedCacheProps } from './lib/cache/replicated-cache-props';
export { ServerlessCache, ServerlessCacheProps } from './lib/cache/serverless-cache';
export { ValkeyVersion } from './lib/cache/valkey-version';

// table
export { Consistency } from './lib/table/consistency';
export { GlobalTable, GlobalTableOptions, GlobalTableProps } from './lib/table/global-table';
export { TableRegions } from './lib/table/table-regions';

// storage
export { DurableBucket, DurableBucketProps } from './lib/storage/durable-bucket';
export { LogBucket, LogBucketProps } from './lib/storage/log-bucket';
export { ObjectLock } from './lib/storage/object-lock';

// service
export { AppEnvironment, AppEnvironmentProps } from './lib/environment/app-environment';
export { Capacity } from './lib/service/capacity/capacity';
export {
  BlueGreenDeploymentOptions,
  CanaryDeploymentOptions,
  Deployment,
  LinearDeploymentOptions,
  RollingDeploymentOptions,
} from './lib/service/deployment/deployment';
export { Compute } from './lib/service/tier/compute';
export { DeploymentHook, LambdaHookOptions, SmokeTestOptions } from './lib/service/deployment/deployment-hook';
export { Ec2CapacityOptions } from './lib/service/capacity/ec2-capacity-options';
export { FargateCapacityOptions } from './lib/service/capacity/fargate-capacity';
export { FunctionsOptions, ProvisionedConcurrencyOptions } from './lib/service/functions/functions-options';
export { InstanceRefreshOptions, InstancesOptions, WarmPoolOptions } from './lib/service/instances/instances-options';
export { ManagedInstancesCapacityOptions } from './lib/service/capacity/managed-instances-capacity';
export { ContainerOptions } from './lib/service/containers/container-options';
export { PrivateLoadBalancer, PrivateLoadBalancerProps } from './lib/service/entrance/private-load-balancer';
export { RollbackAlarms } from './lib/service/deployment/rollback-alarms';
export { Sidecar } from './lib/service/containers/sidecar';
export { TaskOptions } from './lib/service/containers/task-options';
export { TaskPlacement } from './lib/service/containers/task-placement';
export { WebService } from './lib/service/tier/web-service';
export {
  WebContainersOptions,
  LoadScalingOptions,
  ServiceScaling,
  WebServiceProps,
} from './lib/service/tier/web-service-props';
export { WebTier, WebTierProps } from './lib/service/tier/web-tier';
export { WebTierBaseProps, WebTierOptions } from './lib/service/tier/web-tier-base-props';
export { WorkloadOptions } from './lib/service/containers/workload-options';

// messaging
export { BacklogOptions, BacklogScalingOptions, WorkerScaling } from './lib/messaging/worker-scaling';
export { ContainerWorkersOptions } from './lib/messaging/container-workers-options';
export { ExistingQueue, ExistingQueueProps } from './lib/messaging/existing-queue';
export { FanOut, SubscriberOptions } from './lib/messaging/fan-out';
export { FanOutProps } from './lib/messaging/fan-out-props';
export { FifoOptions, QueueOrder } from './lib/messaging/queue-order';
export { FunctionWorkersOptions } from './lib/messaging/function-workers-options';
export { IWorkQueue } from './lib/messaging/i-work-queue';
export { SubscriberQueue } from './lib/messaging/subscriber-queue';
export { SubscriberQueueProps } from './lib/messaging/subscriber-queue-props';
export { SubscriptionOptions } from './lib/messaging/subscription-options';
export { WorkerPool, WorkerPoolProps } from './lib/messaging/worker-pool';
export { Workers } from './lib/messaging/workers';
export { WorkQueue } from './lib/messaging/work-queue';
export { WorkQueueOptions, WorkQueueProps } from './lib/messaging/work-queue-props';

// edge
export { AccessLogs, StandardAccessLogsOptions } from './lib/edge/distribution/access-logs';
export { ApiOrigin, GatewayOriginOptions, HttpApiOriginOptions } from './lib/edge/api-shield/api-origin';
export { ApiShield } from './lib/edge/api-shield/api-shield';
export { ApiShieldProps } from './lib/edge/api-shield/api-shield-props';
export { AppCaching } from './lib/edge/front-door/app-caching';
export { DomainRedirect } from './lib/edge/redirect/domain-redirect';
export { DomainRedirectProps } from './lib/edge/redirect/domain-redirect-props';
export { EdgeOriginOptions } from './lib/edge/distribution/edge-origin-options';
export { EdgeHostProps, EdgeOptions, EdgeProps, FrontDoorDomain } from './lib/edge/distribution/edge-props';
export { Fallback, FallbackCopiesOptions, FallbackPageOptions } from './lib/edge/front-door/fallback';
export { FrontDoor } from './lib/edge/front-door/front-door';
export { FrontDoorProps } from './lib/edge/front-door/front-door-props';
export { OriginFacing } from './lib/edge/origin/origin-facing-prefix-lists';
export { OriginSecret } from './lib/edge/origin/origin-secret';
export { OriginSecretProps } from './lib/edge/origin/origin-secret-props';
export { IPrivateOrigin, PrivateOrigin, PrivateOriginAttributes } from './lib/edge/origin/private-origin';
export { PrivateOriginProps } from './lib/edge/origin/private-origin-props';
export { RedirectKind } from './lib/edge/redirect/redirect-kind';
export { SecurityHeadersOptions } from './lib/edge/front-door/security-headers';
export { FolderContentOptions, SiteContent } from './lib/edge/static-site/site-content';
export { SiteRouting } from './lib/edge/static-site/site-routing';
export { StaticSite } from './lib/edge/static-site/static-site';
export { StaticSiteProps } from './lib/edge/static-site/static-site-props';

// firewall
export { Countries, CountriesOptions } from './lib/firewall/countries';
export { IpList } from './lib/firewall/ip-list';
export {
  CoreRulesOptions,
  ManagedRules,
  ManagedRulesOptions,
  OtherManagedRulesOptions,
} from './lib/firewall/managed-rules';
export {
  AccountCreationOptions,
  AccountTakeoverOptions,
  BotControlOptions,
  FraudControlOptions,
  OutcomeStatusCodes,
  PaidRules,
} from './lib/firewall/paid-rules';
export { RateLimit, RateLimitOptions } from './lib/firewall/rate-limit';
export { WebAcl } from './lib/firewall/web-acl';
export { WebAclLogging, WebAclLoggingOptions } from './lib/firewall/web-acl-logging';
export { WebAclOptions, WebAclProps } from './lib/firewall/web-acl-props';
export { WebAclScope } from './lib/firewall/web-acl-scope';

// operations
export { CostAllocationTag, CostGuard, CostGuardOptions, CostGuardProps } from './lib/cost/cost-guard';
export { IMonitoredDatabase } from './lib/monitoring/monitored-database';
export { SteadyState } from './lib/monitoring/steady-state';
export { SteadyStateOptions, SteadyStateProps } from './lib/monitoring/steady-state-props';
export { SteadyStateLevel } from './lib/monitoring/steady-state-level';
export { RollbackThresholds, SteadyStateThresholds } from './lib/monitoring/thresholds';

// review
export { DurableLedger, DurableLedgerProps } from './lib/ledger/durable-ledger';
