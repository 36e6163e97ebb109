import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceExistsException,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { makeCurrent } from '../rotation/make-current';
import { generatePassword } from '../rotation/password';
import { limited } from '../rotation/time-limits';
import { CacheUser } from './cache-user';

/** What Secrets Manager sends, once per step. */
export interface CacheRotationEvent {
  readonly Step: string;
  readonly SecretId: string;
  readonly ClientRequestToken: string;
  readonly RotationToken?: string;
}

interface Credentials {
  readonly username: string;
  readonly password: string;
}

type Stages = Record<string, string[]>;

/**
 * The rotation of Secrets Manager in its four steps, for an ElastiCache user. A user may have two passwords: the current
 * one stays valid beside the new one until the next rotation, so that no app is cut off that read the secret before.
 * Each step can run again after any failure.
 *
 * Sources: https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html,
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/User-Secrets-Manager.html
 */
export function cacheRotationHandler(
  client: SecretsManagerClient,
  user: CacheUser,
): (event: CacheRotationEvent) => Promise<void> {
  return async (event) => {
    const rotation = new Rotation(client, user, event);
    const steps: Record<string, () => Promise<void>> = {
      createSecret: () => rotation.createSecret(),
      setSecret: () => rotation.setSecret(),
      testSecret: () => rotation.testSecret(),
      finishSecret: () => rotation.finishSecret(),
    };
    const step = Object.hasOwn(steps, event.Step) ? steps[event.Step] : undefined;
    if (!step) throw new Error(`unknown step '${event.Step}': it must be one of ${Object.keys(steps).join(', ')}`);
    const outcome = (await rotation.begin()) ? await step().then(() => 'done') : 'already current';
    console.info(
      JSON.stringify({ step: event.Step, secret: event.SecretId, version: event.ClientRequestToken, outcome }),
    );
  };
}

class Rotation {
  private readonly secretId: string;
  private readonly token: string;
  private stages: Stages = {};

  constructor(
    private readonly client: SecretsManagerClient,
    private readonly user: CacheUser,
    private readonly event: CacheRotationEvent,
  ) {
    this.secretId = event.SecretId;
    this.token = event.ClientRequestToken;
  }

  /** Whether there is something to do; throws where this rotation is none, or no longer the one. */
  async begin(): Promise<boolean> {
    const secret = await this.client.send(new DescribeSecretCommand({ SecretId: this.secretId }), limited());
    if (!secret.RotationEnabled) throw new Error(`rotation is not enabled for secret ${this.secretId}`);
    this.stages = secret.VersionIdsToStages ?? {};
    const labels = this.stages[this.token];
    if (!labels) throw new Error(`secret ${this.secretId} has no version ${this.token} to rotate to`);
    if (labels.includes('AWSCURRENT')) return false;
    if (labels.includes('AWSPENDING')) return true;
    throw new Error(
      `version ${this.token} of secret ${this.secretId} is not AWSPENDING: another rotation took its place`,
    );
  }

  /** Makes the pending version, once: a retry must find the password that setSecret may already have set. */
  async createSecret(): Promise<void> {
    const current = await this.current();
    if (await this.find({ VersionId: this.token, VersionStage: 'AWSPENDING' })) return;
    try {
      await this.client.send(
        new PutSecretValueCommand({
          SecretId: this.secretId,
          ClientRequestToken: this.token,
          SecretString: JSON.stringify({ ...current, password: generatePassword() }),
          VersionStages: ['AWSPENDING'],
          RotationToken: this.event.RotationToken,
        }),
        limited(),
      );
    } catch (error) {
      // Two invocations at once: the other one's password stands, and both go on with it.
      const others = { VersionId: this.token, VersionStage: 'AWSPENDING' };
      if (error instanceof ResourceExistsException && (await this.find(others))) return;
      throw error;
    }
  }

  async setSecret(): Promise<void> {
    const [current, pending] = [await this.current(), await this.pending()];
    // A pending version for another user would give that user's password away, or take it.
    if (pending.username !== current.username) {
      throw new Error(`the pending version of secret ${this.secretId} has another username than the current one`);
    }
    await this.user.setPasswords(current.username, [current.password, pending.password]);
  }

  /**
   * Without a way to the cache there is no logging in: the service is asked whether it took both passwords.
   *
   * A schedule that is made or changed without a rotation at once (`RotateImmediately: false`) runs this step alone, on
   * a pending version that Secrets Manager makes and removes again. No `setSecret` ran before it, so that version has
   * what is current, and a user who was never rotated has one password.
   * Source: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotateSecret.html
   */
  async testSecret(): Promise<void> {
    const [current, pending] = [await this.current(), await this.pending()];
    const { username } = pending;
    const count = await this.user.passwordCount(username);
    if (username === current.username && pending.password === current.password) {
      if (count < 1) throw new Error(`user ${username} has no password, so the current one is not valid`);
      return;
    }
    if (count !== 2) throw new Error(`user ${username} has ${count} passwords, not the current and the pending one`);
  }

  async finishSecret(): Promise<void> {
    const current = Object.keys(this.stages).find((id) => this.stages[id].includes('AWSCURRENT'));
    await makeCurrent(this.client, this.secretId, this.token, current);
  }

  private async current(): Promise<Credentials> {
    return this.get({ VersionStage: 'AWSCURRENT' });
  }

  private async pending(): Promise<Credentials> {
    return this.get({ VersionId: this.token, VersionStage: 'AWSPENDING' });
  }

  private async get(version: { VersionId?: string; VersionStage: string }): Promise<Credentials> {
    const found = await this.find(version);
    if (!found) throw new Error(`secret ${this.secretId} has no ${version.VersionStage} version`);
    return found;
  }

  private async find(version: { VersionId?: string; VersionStage: string }): Promise<Credentials | undefined> {
    try {
      const { SecretString } = await this.client.send(
        new GetSecretValueCommand({ SecretId: this.secretId, ...version }),
        limited(),
      );
      return parse(SecretString, `the ${version.VersionStage} version of secret ${this.secretId}`);
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    }
  }
}

function parse(text: string | undefined, what: string): Credentials {
  // The parser's own message quotes its input, which is the password: it must reach no log.
  let value: Partial<Credentials> | null;
  try {
    value = JSON.parse(text ?? '');
  } catch {
    throw new Error(`${what} is not JSON`);
  }
  if (typeof value?.username !== 'string' || typeof value.password !== 'string') {
    throw new Error(`${what} lacks username or password`);
  }
  return value as Credentials;
}
