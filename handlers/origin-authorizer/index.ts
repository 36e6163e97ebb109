import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { originAuthorizer } from './authorizer';

const client = new SecretsManagerClient();

/** Far below the time of the function and of API Gateway: with a value at hand, users wait no longer than this. */
const READ_MS = 2_000;

/** Lets into an API only what CloudFront sent. */
export const handler = originAuthorizer({
  header: process.env.ORIGIN_SECRET_HEADER ?? '',
  secretArns: (process.env.ORIGIN_SECRET_ARNS ?? '').split(',').filter((arn) => arn !== ''),
  read: async (secretArn) => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretArn }), {
      abortSignal: AbortSignal.timeout(READ_MS),
    });
    if (!SecretString) throw new Error(`the secret ${secretArn} has no text`);
    return SecretString;
  },
  now: () => Date.now(),
});
