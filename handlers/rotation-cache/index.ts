import { setTimeout } from 'node:timers/promises';
import { ElastiCacheClient } from '@aws-sdk/client-elasticache';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { CacheUser } from './cache-user';
import { cacheRotationHandler } from './rotation';

/** Rotates the password of one ElastiCache user. */
export const handler = cacheRotationHandler(
  new SecretsManagerClient(),
  new CacheUser(new ElastiCacheClient(), (ms) => setTimeout(ms)),
);
