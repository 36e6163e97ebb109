// The package's face. What is not named here is not public.

// patterns
export { AppDomain, AppRedirects, AppZone } from './patterns/app-domain';
export { AppEvents, AppSubscriber } from './patterns/app-events';
export { AppJobs, AppWork } from './patterns/app-jobs';
export { GrowthApp, GrowthAppProps, IGrowthBlueprint } from './patterns/growth-app';
export { GrowthStage } from './patterns/growth-stage';
export { ScalableApp } from './patterns/scalable-app';
export { ScalableAppProps } from './patterns/scalable-app-props';
export { StageCustomization, StageSizes } from './patterns/stage-sizes';

// network
export { FlowLogs, FlowLogsOptions } from './lib/network/flow-logs';
export { NatGateways } from './lib/network/nat-gateways';
export { Network, NetworkProps } from './lib/network/network';

// database
export { DatabaseAlarmThresholds } from './lib/database/alarms';
export { Availability } from './lib/database/availability';
export { BackupCopies, BackupCopiesOptions } from './lib/database/backup-copies';
export { BackupCopyKey, BackupCopyKeyProps } from './lib/database/backup-copy-key';
export { CredentialsRotation, CredentialsRotationProps } from './lib/database/credentials-rotation';
export { DatabaseEngine, MysqlEngineProps, PostgresEngineProps } from './lib/database/database-engine';
export { DatabaseProxy } from './lib/database/database-proxy';
export { ConnectionPool, DatabaseProxyProps } from './lib/database/database-proxy-props';
export { DatabaseSource, RestoreTimeOptions } from './lib/database/database-source';
export { DatabaseTuning } from './lib/database/database-tuning';
export { IReplicatedDatabase } from './lib/database/i-replicated-database';
export { MysqlTuningOptions } from './lib/database/mysql-tuning';
export { PostgresTuningOptions } from './lib/database/postgres-tuning';
export { ProxyAlarmThresholds } from './lib/database/proxy-alarms';
export { ProxyLogin } from './lib/database/proxy-login';
export { ReplicatedDatabase } from './lib/database/replicated-database';
export { ReplicatedDatabaseProps } from './lib/database/replicated-database-props';

// aurora
export { AuroraAlarmThresholds } from './lib/database/aurora-alarm-thresholds';
export { AuroraBacktrack } from './lib/database/aurora-backtrack';
export { AuroraCapacity, ProvisionedCapacityOptions, ServerlessCapacityOptions } from './lib/database/aurora-capacity';
export { AuroraDatabase } from './lib/database/aurora-database';
export { AuroraDatabaseProps } from './lib/database/aurora-database-props';
export { AuroraEngine, AuroraMysqlEngineProps, AuroraPostgresEngineProps } from './lib/database/aurora-engine';
export { GlobalMembership, GlobalSecondaryOptions } from './lib/database/aurora-global-membership';
export { AuroraReaders, ReaderMetric, ScaledReadersOptions } from './lib/database/aurora-readers';
export { AuroraSource } from './lib/database/aurora-source';
export { AuroraStorage } from './lib/database/aurora-storage';

// protection
export { Protection, ProtectionOffProps } from './lib/protection/protection';

// cache
export { CacheAccess, CacheRotation } from './lib/cache/cache-access';
export { CacheAlarmThresholds } from './lib/cache/alarms';
export { CacheScaling, ReplicaScalingOptions, ShardScalingOptions } from './lib/cache/cache-scaling';
export { CacheUse } from './lib/cache/cache-use';
export { ICache } from './lib/cache/i-cache';
export { ReplicatedCache } from './lib/cache/replicated-cache';
export { ReplicatedCacheProps } from './lib/cache/replicated-cache-props';
export { ServerlessCache, ServerlessCacheProps } from './lib/cache/serverless-cache';
export { ValkeyVersion } from './lib/cache/valkey-version';

// table
export { Consistency } from './lib/table/consistency';
export { GlobalTable, GlobalTableProps } from './lib/table/global-table';
export { TableRegions } from './lib/table/table-regions';

// storage
export { DurableBucket, DurableBucketProps } from './lib/storage/durable-bucket';
export { LogBucket, LogBucketProps } from './lib/storage/log-bucket';
export { ObjectLock } from './lib/storage/object-lock';

// service
export { AppEnvironment, AppEnvironmentProps } from './lib/environment/app-environment';
export { Capacity } from './lib/service/capacity';
export {
  BlueGreenDeploymentOptions,
  CanaryDeploymentOptions,
  Deployment,
  LinearDeploymentOptions,
  RollingDeploymentOptions,
} from './lib/service/deployment';
export { Compute } from './lib/service/compute';
export { DeploymentHook, LambdaHookOptions, SmokeTestOptions } from './lib/service/deployment-hook';
export { Ec2CapacityOptions } from './lib/service/ec2-capacity-options';
export { FargateCapacityOptions } from './lib/service/fargate-capacity';
export { FunctionsOptions, ProvisionedConcurrencyOptions } from './lib/service/functions-options';
export { InstanceRefreshOptions, InstancesOptions, WarmPoolOptions } from './lib/service/instances-options';
export { ManagedInstancesCapacityOptions } from './lib/service/managed-instances-capacity';
export { PrivateLoadBalancer, PrivateLoadBalancerProps } from './lib/service/private-load-balancer';
export { RollbackAlarms } from './lib/service/rollback-alarms';
export { TaskPlacement } from './lib/service/task-placement';
export { WebService } from './lib/service/web-service';
export { ContainersOptions, ServiceScaling, WebServiceProps } from './lib/service/web-service-props';
export { WebTier, WebTierProps } from './lib/service/web-tier';
export { WebTierBaseProps } from './lib/service/web-tier-base-props';

// messaging
export { BacklogScalingOptions, WorkerScaling } from './lib/messaging/worker-scaling';
export { ContainerWorkersOptions } from './lib/messaging/container-workers-options';
export { ExistingQueue, ExistingQueueProps } from './lib/messaging/existing-queue';
export { FanOut, FanOutProps, SubscriberOptions } from './lib/messaging/fan-out';
export { FifoOptions, QueueOrder } from './lib/messaging/queue-order';
export { FunctionWorkersOptions } from './lib/messaging/function-workers-options';
export { IWorkQueue } from './lib/messaging/i-work-queue';
export { SubscriberQueue, SubscriberQueueProps } from './lib/messaging/subscriber-queue';
export { SubscriptionOptions } from './lib/messaging/subscription-options';
export { WorkerPool, WorkerPoolProps } from './lib/messaging/worker-pool';
export { Workers } from './lib/messaging/workers';
export { WorkQueue } from './lib/messaging/work-queue';
export { WorkQueueOptions, WorkQueueProps } from './lib/messaging/work-queue-props';

// edge
export { AccessLogs, StandardAccessLogsOptions } from './lib/edge/access-logs';
export { ApiOrigin, GatewayOriginOptions, HttpApiOriginOptions } from './lib/edge/api-origin';
export { ApiShield, ApiShieldProps } from './lib/edge/api-shield';
export { AppCaching } from './lib/edge/app-caching';
export { DomainRedirect, DomainRedirectProps } from './lib/edge/domain-redirect';
export { EdgeHostProps, EdgeProps, FrontDoorDomain } from './lib/edge/edge-props';
export { Fallback, FallbackCopiesOptions, FallbackPageOptions } from './lib/edge/fallback';
export { FrontDoor, FrontDoorProps } from './lib/edge/front-door';
export { OriginFacing } from './lib/edge/origin-facing-prefix-lists';
export { OriginSecret, OriginSecretProps } from './lib/edge/origin-secret';
export { IPrivateOrigin, PrivateOrigin, PrivateOriginAttributes, PrivateOriginProps } from './lib/edge/private-origin';
export { RedirectKind } from './lib/edge/redirect-kind';
export { SecurityHeadersOptions } from './lib/edge/security-headers';
export { FolderContentOptions, SiteContent } from './lib/edge/site-content';
export { SiteRouting } from './lib/edge/site-routing';
export { StaticSite, StaticSiteProps } from './lib/edge/static-site';

// firewall
export { Countries, CountriesOptions } from './lib/edge/countries';
export { IpList } from './lib/edge/ip-list';
export {
  CoreRulesOptions,
  ManagedRules,
  ManagedRulesOptions,
  OtherManagedRulesOptions,
} from './lib/edge/managed-rules';
export {
  AccountCreationOptions,
  AccountTakeoverOptions,
  BotControlOptions,
  FraudControlOptions,
  OutcomeStatusCodes,
  PaidRules,
} from './lib/edge/paid-rules';
export { RateLimit, RateLimitOptions } from './lib/edge/rate-limit';
export { WebAcl } from './lib/edge/web-acl';
export { WebAclLogging, WebAclLoggingOptions } from './lib/edge/web-acl-logging';
export { WebAclOptions, WebAclProps } from './lib/edge/web-acl-props';
export { WebAclScope } from './lib/edge/web-acl-scope';

// operations
export { CostAllocationTag, CostGuard, CostGuardProps } from './lib/cost/cost-guard';
export { IMonitoredDatabase } from './lib/monitoring/monitored-database';
export { SteadyState, SteadyStateProps } from './lib/monitoring/steady-state';
export { SteadyStateLevel } from './lib/monitoring/steady-state-level';
export { SteadyStateThresholds } from './lib/monitoring/thresholds';

// review
export { DurableLedger, DurableLedgerProps } from './lib/review/ledger/durable-ledger';
