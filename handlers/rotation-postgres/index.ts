import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { databaseAuthorities } from '../rotation/authorities';
import { postgresDriver } from '../rotation/postgres';
import { rotationHandler } from '../rotation/rotation';

/** Rotates the password of one PostgreSQL user. */
export const handler = rotationHandler(new SecretsManagerClient(), postgresDriver(databaseAuthorities()));
