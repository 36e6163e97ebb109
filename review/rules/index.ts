import { Rule } from '../model';
import { albZones } from './load-balancing/alb-zones';
import { auroraReaderScaling } from './rds/aurora-reader-scaling';
import { auroraServerless } from './rds/aurora-serverless';
import { certificateRegion } from './edge/certificate-region';
import { cloudfrontAlias } from './edge/cloudfront-alias';
import { crossStackIdentity } from './references/cross-stack-identity';
import { customResource } from './cloudformation/custom-resource';
import { deletedInUse } from './references/deleted-in-use';
import { durableDestroyed } from './durable/durable-destroyed';
import { durableMayBeReplaced } from './durable/durable-may-be-replaced';
import { durableMoved } from './durable/durable-moved';
import { durableOrphaned } from './durable/durable-orphaned';
import { durableReplaced } from './durable/durable-replaced';
import { durableTypeChanged } from './durable/durable-type-changed';
import { dynamodbConsistency } from './dynamodb/dynamodb-consistency';
import { dynamodbOneIndex } from './dynamodb/dynamodb-one-index';
import { dynamodbOneReplica } from './dynamodb/dynamodb-one-replica';
import { ecsBlueGreenFirst } from './ecs/ecs-blue-green-first';
import { ecsCapacityInUse } from './ecs/ecs-capacity-in-use';
import { ecsGovernedListener } from './ecs/ecs-governed-listener';
import { ecsTerminationProtection } from './ecs/ecs-termination-protection';
import { elasticacheFailover } from './elasticache/elasticache-failover';
import { elasticacheScaledShards } from './elasticache/elasticache-scaled-shards';
import { elasticacheScaling } from './elasticache/elasticache-scaling';
import { elasticacheTls } from './elasticache/elasticache-tls';
import { elasticacheUserGroup } from './elasticache/elasticache-user-group';
import { exportInUse } from './references/export-in-use';
import { fixedNameCollision } from './names/fixed-name-collision';
import { inServiceRemoved } from './service/in-service-removed';
import { inServiceReplaced } from './service/in-service-replaced';
import { kmsImmutable } from './kms/kms-immutable';
import { kmsReplicaKey } from './kms/kms-replica-key';
import { lambdaQueue } from './messaging/lambda-queue';
import { listenerPriority } from './load-balancing/listener-priority';
import { originGroupMethods } from './edge/origin-group-methods';
import { overwrittenThenRemoved } from './names/overwritten-then-removed';
import { protectionWeakened } from './durable/protection-weakened';
import { rdsBackupsSwitched } from './rds/rds-backups-switched';
import { rdsEngineVersion } from './rds/rds-engine-version';
import { rdsInstanceToCluster } from './rds/rds-instance-to-cluster';
import { rdsPinnedZone } from './rds/rds-pinned-zone';
import { rdsProxyEngine } from './rds/rds-proxy-engine';
import { rdsReplicaBackups } from './rds/rds-replica-backups';
import { rdsReplicaLimit } from './rds/rds-replica-limit';
import { rdsStorage } from './rds/rds-storage';
import { referenceStrength } from './references/reference-strength';
import { refusedUpdate } from './cloudformation/refused-update';
import { retainedNameReused } from './names/retained-name-reused';
import { snsSubscription } from './messaging/sns-subscription';
import { sqsDeadLetters } from './messaging/sqs-dead-letters';
import { staleConsumer } from './references/stale-consumer';
import { statelessReplaced } from './transient/stateless-replaced';
import { subnetInUse } from './network/subnet-in-use';
import { subnetOverlap } from './network/subnet-overlap';
import { templateLimits } from './cloudformation/template-limits';
import { transientReplaced } from './transient/transient-replaced';
import { travelsAlone } from './cloudformation/travels-alone';
import { typeChangedRule } from './transient/type-changed';
import { unknownType } from './cloudformation/unknown-type';
import { vpcOriginUpdate } from './edge/vpc-origin-update';
import { wafLogName } from './edge/waf-log-name';
import { wafScope } from './edge/waf-scope';

/** Every rule of a review, in the order in which the documentation lists them. */
export const RULES: readonly Rule[] = [
  durableReplaced,
  durableDestroyed,
  durableOrphaned,
  durableMoved,
  durableTypeChanged,
  durableMayBeReplaced,
  protectionWeakened,
  typeChangedRule,
  transientReplaced,
  inServiceReplaced,
  inServiceRemoved,
  statelessReplaced,
  fixedNameCollision,
  overwrittenThenRemoved,
  retainedNameReused,
  refusedUpdate,
  unknownType,
  customResource,
  exportInUse,
  staleConsumer,
  deletedInUse,
  referenceStrength,
  crossStackIdentity,
  travelsAlone,
  templateLimits,
  rdsReplicaBackups,
  rdsBackupsSwitched,
  rdsPinnedZone,
  rdsStorage,
  rdsEngineVersion,
  rdsInstanceToCluster,
  rdsReplicaLimit,
  rdsProxyEngine,
  auroraServerless,
  auroraReaderScaling,
  dynamodbConsistency,
  dynamodbOneIndex,
  dynamodbOneReplica,
  kmsImmutable,
  kmsReplicaKey,
  elasticacheTls,
  elasticacheFailover,
  elasticacheUserGroup,
  elasticacheScaling,
  elasticacheScaledShards,
  ecsGovernedListener,
  ecsBlueGreenFirst,
  ecsCapacityInUse,
  ecsTerminationProtection,
  listenerPriority,
  albZones,
  vpcOriginUpdate,
  cloudfrontAlias,
  originGroupMethods,
  certificateRegion,
  wafScope,
  wafLogName,
  sqsDeadLetters,
  snsSubscription,
  lambdaQueue,
  subnetInUse,
  subnetOverlap,
];
