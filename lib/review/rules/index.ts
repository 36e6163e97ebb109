import { Rule } from '../model';
import { albZones } from './alb-zones';
import { auroraReaderScaling } from './aurora-reader-scaling';
import { auroraServerless } from './aurora-serverless';
import { certificateRegion } from './certificate-region';
import { cloudfrontAlias } from './cloudfront-alias';
import { crossStackIdentity } from './cross-stack-identity';
import { customResource } from './custom-resource';
import { deletedInUse } from './deleted-in-use';
import { durableDestroyed } from './durable-destroyed';
import { durableMayBeReplaced } from './durable-may-be-replaced';
import { durableMoved } from './durable-moved';
import { durableOrphaned } from './durable-orphaned';
import { durableReplaced } from './durable-replaced';
import { durableTypeChanged } from './durable-type-changed';
import { dynamodbConsistency } from './dynamodb-consistency';
import { dynamodbOneIndex } from './dynamodb-one-index';
import { dynamodbOneReplica } from './dynamodb-one-replica';
import { ecsBlueGreenFirst } from './ecs-blue-green-first';
import { ecsCapacityInUse } from './ecs-capacity-in-use';
import { ecsGovernedListener } from './ecs-governed-listener';
import { ecsTerminationProtection } from './ecs-termination-protection';
import { elasticacheFailover } from './elasticache-failover';
import { elasticacheScaledShards } from './elasticache-scaled-shards';
import { elasticacheScaling } from './elasticache-scaling';
import { elasticacheTls } from './elasticache-tls';
import { elasticacheUserGroup } from './elasticache-user-group';
import { exportInUse } from './export-in-use';
import { fixedNameCollision } from './fixed-name-collision';
import { inServiceRemoved } from './in-service-removed';
import { inServiceReplaced } from './in-service-replaced';
import { kmsImmutable } from './kms-immutable';
import { kmsReplicaKey } from './kms-replica-key';
import { lambdaQueue } from './lambda-queue';
import { listenerPriority } from './listener-priority';
import { originGroupMethods } from './origin-group-methods';
import { protectionWeakened } from './protection-weakened';
import { rdsBackupsSwitched } from './rds-backups-switched';
import { rdsEngineVersion } from './rds-engine-version';
import { rdsInstanceToCluster } from './rds-instance-to-cluster';
import { rdsPinnedZone } from './rds-pinned-zone';
import { rdsProxyEngine } from './rds-proxy-engine';
import { rdsReplicaBackups } from './rds-replica-backups';
import { rdsReplicaLimit } from './rds-replica-limit';
import { rdsStorage } from './rds-storage';
import { referenceStrength } from './reference-strength';
import { refusedUpdate } from './refused-update';
import { retainedNameReused } from './retained-name-reused';
import { snsSubscription } from './sns-subscription';
import { sqsDeadLetters } from './sqs-dead-letters';
import { staleConsumer } from './stale-consumer';
import { statelessReplaced } from './stateless-replaced';
import { subnetInUse } from './subnet-in-use';
import { subnetOverlap } from './subnet-overlap';
import { templateLimits } from './template-limits';
import { transientReplaced } from './transient-replaced';
import { travelsAlone } from './travels-alone';
import { typeChangedRule } from './type-changed';
import { unknownType } from './unknown-type';
import { vpcOriginUpdate } from './vpc-origin-update';
import { wafLogName } from './waf-log-name';
import { wafScope } from './waf-scope';

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
