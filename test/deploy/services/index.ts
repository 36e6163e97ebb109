import { AURORA_RULES } from './aurora';
import { CACHE_RULES } from './caches';
import { DYNAMODB_RULES } from './dynamodb';
import { EDGE_RULES } from './edge';
import { FIREWALL_RULES } from './firewall';
import { ALIAS_TAKEN, IN_USE, SECURITY_GROUP_IN_USE, SUBNET_IN_USE, VPC_ORIGIN_UPDATE } from './in-use';
import { INSTANCE_RULES } from './instances';
import { MESSAGING_RULES } from './messaging';
import { NAME_TAKEN, PLACE_TAKEN, ROOT_MAPPING } from './names';
import { NETWORK_RULES } from './network';
import { BUCKET_NOT_EMPTY, DELETION_PROTECTION, KEY_REPLICA, REPOSITORY_NOT_EMPTY } from './protection';
import { RDS_RULES } from './rds';
import { ServiceRule } from './rule';
import { STREAM_AND_DISK_RULES } from './streams-and-disks';
import { TRAFFIC_RULES } from './traffic';

/** Behaviours of the services that decide whether a step is safe. What is not here, the services accept. */
export const SERVICE_RULES: readonly ServiceRule[] = [
  NAME_TAKEN,
  ...PLACE_TAKEN,
  ROOT_MAPPING,
  ...DELETION_PROTECTION,
  BUCKET_NOT_EMPTY,
  REPOSITORY_NOT_EMPTY,
  KEY_REPLICA,
  ...IN_USE,
  SECURITY_GROUP_IN_USE,
  SUBNET_IN_USE,
  VPC_ORIGIN_UPDATE,
  ALIAS_TAKEN,
  ...RDS_RULES,
  ...DYNAMODB_RULES,
  ...NETWORK_RULES,
  ...TRAFFIC_RULES,
  ...CACHE_RULES,
  ...FIREWALL_RULES,
  ...AURORA_RULES,
  ...MESSAGING_RULES,
  ...EDGE_RULES,
  ...INSTANCE_RULES,
  ...STREAM_AND_DISK_RULES,
];
