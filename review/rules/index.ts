// Written by `npm run docs` from the files below this folder. Do not edit it.
import { Rule } from '../model';
import { customResource } from './cloudformation/custom-resource';
import { refusedUpdate } from './cloudformation/refused-update';
import { stackLeavesApp } from './cloudformation/stack-leaves-app';
import { templateLimits } from './cloudformation/template-limits';
import { travelsAlone } from './cloudformation/travels-alone';
import { unknownType } from './cloudformation/unknown-type';
import { unseenTransform } from './cloudformation/unseen-transform';
import { dataShed } from './durable/data-shed';
import { durableDestroyed } from './durable/durable-destroyed';
import { durableMayBeReplaced } from './durable/durable-may-be-replaced';
import { durableMoved } from './durable/durable-moved';
import { durableOrphaned } from './durable/durable-orphaned';
import { durableReplaced } from './durable/durable-replaced';
import { durableTypeChanged } from './durable/durable-type-changed';
import { protectionWeakened } from './durable/protection-weakened';
import { dynamodbConsistency } from './dynamodb/dynamodb-consistency';
import { dynamodbOneIndex } from './dynamodb/dynamodb-one-index';
import { dynamodbOneReplica } from './dynamodb/dynamodb-one-replica';
import { ecsBlueGreenFirst } from './ecs/ecs-blue-green-first';
import { ecsCapacityInUse } from './ecs/ecs-capacity-in-use';
import { ecsGovernedListener } from './ecs/ecs-governed-listener';
import { ecsTerminationProtection } from './ecs/ecs-termination-protection';
import { certificateRegion } from './edge/certificate-region';
import { cloudfrontAlias } from './edge/cloudfront-alias';
import { originGroupMethods } from './edge/origin-group-methods';
import { vpcOriginUpdate } from './edge/vpc-origin-update';
import { wafLogName } from './edge/waf-log-name';
import { wafScope } from './edge/waf-scope';
import { elasticacheFailover } from './elasticache/elasticache-failover';
import { elasticacheScaledShards } from './elasticache/elasticache-scaled-shards';
import { elasticacheScaling } from './elasticache/elasticache-scaling';
import { elasticacheTls } from './elasticache/elasticache-tls';
import { elasticacheUserGroup } from './elasticache/elasticache-user-group';
import { kmsReplicaKey } from './kms/kms-replica-key';
import { albZones } from './load-balancing/alb-zones';
import { listenerPriority } from './load-balancing/listener-priority';
import { lambdaQueue } from './messaging/lambda-queue';
import { snsSubscription } from './messaging/sns-subscription';
import { sqsDeadLetters } from './messaging/sqs-dead-letters';
import { fixedNameCollision } from './names/fixed-name-collision';
import { overwrittenThenRemoved } from './names/overwritten-then-removed';
import { retainedNameReused } from './names/retained-name-reused';
import { subnetInUse } from './network/subnet-in-use';
import { subnetOverlap } from './network/subnet-overlap';
import { auroraInstanceGroup } from './rds/aurora-instance-group';
import { auroraReaderScaling } from './rds/aurora-reader-scaling';
import { auroraServerless } from './rds/aurora-serverless';
import { instancesAtOnce } from './rds/instances-at-once';
import { parameterGroupFamily } from './rds/parameter-group-family';
import { rdsBackupsSwitched } from './rds/rds-backups-switched';
import { rdsEngineVersion } from './rds/rds-engine-version';
import { rdsInstanceToCluster } from './rds/rds-instance-to-cluster';
import { rdsPinnedZone } from './rds/rds-pinned-zone';
import { rdsProxyEngine } from './rds/rds-proxy-engine';
import { rdsReplicaBackups } from './rds/rds-replica-backups';
import { rdsReplicaConnections } from './rds/rds-replica-connections';
import { rdsReplicaLimit } from './rds/rds-replica-limit';
import { rdsStorage } from './rds/rds-storage';
import { rdsStorageFigures } from './rds/rds-storage-figures';
import { rdsStorageIops } from './rds/rds-storage-iops';
import { crossStackIdentity } from './references/cross-stack-identity';
import { deletedInUse } from './references/deleted-in-use';
import { exportInUse } from './references/export-in-use';
import { referenceStrength } from './references/reference-strength';
import { staleConsumer } from './references/stale-consumer';
import { dnsChanged } from './service/dns-changed';
import { inServiceMoved } from './service/in-service-moved';
import { inServiceRemoved } from './service/in-service-removed';
import { inServiceReplaced } from './service/in-service-replaced';
import { trafficToZero } from './service/traffic-to-zero';
import { updateInterrupts } from './service/update-interrupts';
import { updateWaits } from './service/update-waits';
import { statelessReplaced } from './transient/stateless-replaced';
import { transientReplaced } from './transient/transient-replaced';
import { typeChangedRule } from './transient/type-changed';

/** Every rule of a review, in the order in which the documentation lists them. */
export const RULES: readonly Rule[] = [
  dataShed,
  durableDestroyed,
  durableMayBeReplaced,
  durableMoved,
  durableOrphaned,
  durableReplaced,
  durableTypeChanged,
  protectionWeakened,
  statelessReplaced,
  transientReplaced,
  typeChangedRule,
  dnsChanged,
  inServiceMoved,
  inServiceRemoved,
  inServiceReplaced,
  trafficToZero,
  updateInterrupts,
  updateWaits,
  fixedNameCollision,
  overwrittenThenRemoved,
  retainedNameReused,
  crossStackIdentity,
  deletedInUse,
  exportInUse,
  referenceStrength,
  staleConsumer,
  customResource,
  refusedUpdate,
  stackLeavesApp,
  templateLimits,
  travelsAlone,
  unknownType,
  unseenTransform,
  auroraInstanceGroup,
  auroraReaderScaling,
  auroraServerless,
  instancesAtOnce,
  parameterGroupFamily,
  rdsBackupsSwitched,
  rdsEngineVersion,
  rdsInstanceToCluster,
  rdsPinnedZone,
  rdsProxyEngine,
  rdsReplicaBackups,
  rdsReplicaConnections,
  rdsReplicaLimit,
  rdsStorageFigures,
  rdsStorageIops,
  rdsStorage,
  dynamodbConsistency,
  dynamodbOneIndex,
  dynamodbOneReplica,
  kmsReplicaKey,
  elasticacheFailover,
  elasticacheScaledShards,
  elasticacheScaling,
  elasticacheTls,
  elasticacheUserGroup,
  ecsBlueGreenFirst,
  ecsCapacityInUse,
  ecsGovernedListener,
  ecsTerminationProtection,
  albZones,
  listenerPriority,
  certificateRegion,
  cloudfrontAlias,
  originGroupMethods,
  vpcOriginUpdate,
  wafLogName,
  wafScope,
  lambdaQueue,
  snsSubscription,
  sqsDeadLetters,
  subnetInUse,
  subnetOverlap,
];
