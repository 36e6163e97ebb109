import {
  DescribeSecretCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { limited } from './time-limits';

/** Moves AWSCURRENT in one call; the service gives AWSPREVIOUS to the version that had it. */
export async function makeCurrent(
  client: SecretsManagerClient,
  secretId: string,
  id: string,
  previousId: string | undefined,
): Promise<void> {
  try {
    await client.send(
      new UpdateSecretVersionStageCommand({
        SecretId: secretId,
        VersionStage: 'AWSCURRENT',
        MoveToVersionId: id,
        RemoveFromVersionId: previousId,
      }),
      limited(),
    );
  } catch (error) {
    // The label may have moved, and only the answer was lost.
    if (!(await isCurrent(client, secretId, id))) throw error;
  }
}

async function isCurrent(client: SecretsManagerClient, secretId: string, id: string): Promise<boolean> {
  try {
    const { VersionIdsToStages } = await client.send(new DescribeSecretCommand({ SecretId: secretId }), limited());
    return VersionIdsToStages?.[id]?.includes('AWSCURRENT') ?? false;
  } catch {
    return false;
  }
}
