import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { databaseAuthorities } from '../rotation/authorities';
import { mysqlDriver } from '../rotation/mysql';
import { rotationHandler } from '../rotation/rotation';

/** Rotates the password of one MySQL user. */
export const handler = rotationHandler(new SecretsManagerClient(), mysqlDriver(databaseAuthorities()));
