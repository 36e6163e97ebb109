import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretVersionIdsCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
  SecretVersionsListEntry,
} from '@aws-sdk/client-secrets-manager';
import { Credentials } from './driver';
import { makeCurrent } from './make-current';
import { limited } from './time-limits';

export type Stage = 'AWSCURRENT' | 'AWSPENDING' | 'AWSPREVIOUS';

/** A version of a secret: by its label, by its id, or both, in which case both must match. */
export interface VersionReference {
  readonly stage?: Stage;
  readonly id?: string;
}

/** A version's value is no database secret, or one for another engine. */
export class MalformedSecret extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MalformedSecret';
  }
}

/** The versions of one secret, in the words of a rotation. */
export class SecretVersions {
  constructor(
    private readonly client: SecretsManagerClient,
    readonly secretId: string,
    /** The `engine` that the secret must name. */
    private readonly engine: string,
  ) {}

  /** The labels of each version, by version id. Throws unless rotation is on. */
  async stages(): Promise<Record<string, string[]>> {
    const secret = await this.client.send(new DescribeSecretCommand({ SecretId: this.secretId }), limited());
    if (!secret.RotationEnabled) throw new Error(`rotation is not enabled for secret ${this.secretId}`);
    return secret.VersionIdsToStages ?? {};
  }

  /** A version's credentials, or `undefined` where there is no such version. */
  async find(version: VersionReference): Promise<Credentials | undefined> {
    try {
      const { SecretString } = await this.client.send(
        new GetSecretValueCommand({ SecretId: this.secretId, VersionId: version.id, VersionStage: version.stage }),
        limited(),
      );
      return this.parse(SecretString, describeVersion(version));
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    }
  }

  async get(version: VersionReference): Promise<Credentials> {
    const found = await this.find(version);
    if (!found) throw new Error(`secret ${this.secretId} has no ${describeVersion(version)}`);
    return found;
  }

  /** Writes the pending version. The same id written twice with different values is refused by the service. */
  async putPending(id: string, credentials: Credentials, rotationToken?: string): Promise<void> {
    await this.client.send(
      new PutSecretValueCommand({
        SecretId: this.secretId,
        ClientRequestToken: id,
        SecretString: JSON.stringify(credentials),
        VersionStages: ['AWSPENDING'],
        RotationToken: rotationToken,
      }),
      limited(),
    );
  }

  makeCurrent(id: string, previousId: string | undefined): Promise<void> {
    return makeCurrent(this.client, this.secretId, id, previousId);
  }

  /** The ids of all versions that still exist, those without a label included, the newest first. */
  async idsNewestFirst(): Promise<string[]> {
    const versions: SecretVersionsListEntry[] = [];
    let page: string | undefined;
    do {
      const { Versions, NextToken } = await this.client.send(
        new ListSecretVersionIdsCommand({
          SecretId: this.secretId,
          IncludeDeprecated: true,
          MaxResults: 100,
          NextToken: page,
        }),
        limited(),
      );
      versions.push(...(Versions ?? []));
      page = NextToken;
    } while (page !== undefined);
    return versions
      .sort((a, b) => (b.CreatedDate?.getTime() ?? 0) - (a.CreatedDate?.getTime() ?? 0))
      .flatMap(({ VersionId }) => VersionId ?? []);
  }

  private parse(text: string | undefined, what: string): Credentials {
    const fields = parseObject(text, `the ${what} of secret ${this.secretId}`);
    const missing = ['engine', 'host', 'username', 'password'].filter((field) => !fields[field]);
    if (missing.length > 0) {
      throw new MalformedSecret(
        `the ${what} of secret ${this.secretId} lacks ${missing.join(', ')}: is it attached to a database?`,
      );
    }
    if (fields.engine !== this.engine) {
      throw new MalformedSecret(
        `secret ${this.secretId} is for engine '${fields.engine}', and this function rotates '${this.engine}'`,
      );
    }
    const port = Number(fields.port);
    if (!Number.isInteger(port)) throw new MalformedSecret(`the ${what} of secret ${this.secretId} has no valid port`);
    // What else the secret holds (the instance's identifier, say) is kept in the next version.
    return { ...fields, port } as unknown as Credentials;
  }
}

function describeVersion({ stage, id }: VersionReference): string {
  return [stage, 'version', id].filter((part) => part !== undefined).join(' ');
}

function parseObject(text: string | undefined, what: string): Record<string, unknown> {
  // The parser's own message quotes its input, which is the password: it must reach no log.
  let value: unknown;
  try {
    value = JSON.parse(text ?? '');
  } catch {
    throw new MalformedSecret(`${what} is not JSON`);
  }
  if (typeof value !== 'object' || value === null) throw new MalformedSecret(`${what} is not a JSON object`);
  return value as Record<string, unknown>;
}
