import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { originAuthorizer } from './authorizer';

const client = new SecretsManagerClient();

/** Lets into an API only what CloudFront sent. */
export const handler = originAuthorizer({
  header: process.env.ORIGIN_SECRET_HEADER ?? '',
  secretArns: (process.env.ORIGIN_SECRET_ARNS ?? '').split(',').filter((arn) => arn !== ''),
  read: async (secretArn) => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretArn }));
    if (!SecretString) throw new Error(`the secret ${secretArn} has no text`);
    return SecretString;
  },
  now: () => Date.now(),
});
