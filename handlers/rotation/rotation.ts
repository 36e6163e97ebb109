import { ResourceExistsException, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { AccessDenied, CONNECT_TIMEOUT_MS, Credentials, Driver, Session, STATEMENT_TIMEOUT_MS } from './driver';
import { generatePassword } from './password';
import { MalformedSecret, SecretVersions, VersionReference } from './secret-versions';
import { CALL_MS } from './time-limits';

/** What Secrets Manager sends, once per step. */
export interface RotationEvent {
  readonly Step: string;
  readonly SecretId: string;
  /** The id of the version that is being made. The same in each step and in each retry of one rotation. */
  readonly ClientRequestToken: string;
  /** Set where the caller's identity alone does not show that it rotates. */
  readonly RotationToken?: string;
}

/** What Lambda hands to a function beside the event. */
export interface Context {
  /** Milliseconds until the function is ended. */
  getRemainingTimeInMillis(): number;
}

interface Rotation {
  readonly versions: SecretVersions;
  readonly driver: Driver;
  readonly token: string;
  readonly rotationToken?: string;
  readonly stages: Record<string, string[]>;
  /** Milliseconds until the function is ended. */
  timeLeft(): number;
}

const STEPS: Record<string, (rotation: Rotation) => Promise<void>> = {
  createSecret,
  setSecret,
  testSecret,
  finishSecret,
};

/** What it takes at most to read one more version, log in with it and set the password. */
const ATTEMPT_MS = CALL_MS + CONNECT_TIMEOUT_MS + STATEMENT_TIMEOUT_MS;

/**
 * The single-user rotation of Secrets Manager in its four steps. Each can run again after any failure, of its
 * own or of a later step, and at each point in time some readable version of the secret can log in.
 *
 * Source: https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html
 */
export function rotationHandler(
  client: SecretsManagerClient,
  driver: Driver,
): (event: RotationEvent, context: Context) => Promise<void> {
  return async (event, context) => {
    const step = Object.hasOwn(STEPS, event.Step) ? STEPS[event.Step] : undefined;
    if (!step) throw new Error(`unknown step '${event.Step}': it must be one of ${Object.keys(STEPS).join(', ')}`);
    const versions = new SecretVersions(client, event.SecretId, driver.engine);
    const token = event.ClientRequestToken;
    const stages = await versions.stages();
    const labels = stages[token];
    if (!labels) throw new Error(`secret ${event.SecretId} has no version ${token} to rotate to`);
    if (labels.includes('AWSCURRENT')) {
      // A late retry: this rotation has already finished.
      log(event, 'already current');
      return;
    }
    if (!labels.includes('AWSPENDING')) {
      throw new Error(
        `version ${token} of secret ${event.SecretId} is not AWSPENDING: another rotation took its place`,
      );
    }
    const timeLeft = () => context.getRemainingTimeInMillis();
    await step({ versions, driver, token, stages, timeLeft, rotationToken: event.RotationToken });
    log(event, 'done');
  };
}

function log(event: RotationEvent, outcome: string): void {
  console.info(
    JSON.stringify({ step: event.Step, secret: event.SecretId, version: event.ClientRequestToken, outcome }),
  );
}

/** Makes the pending version, once: a retry must find the password that setSecret may already have set. */
async function createSecret({ versions, token, rotationToken }: Rotation): Promise<void> {
  const current = await versions.get({ stage: 'AWSCURRENT' });
  if (await versions.find({ id: token, stage: 'AWSPENDING' })) return;
  try {
    await versions.putPending(token, { ...current, password: generatePassword() }, rotationToken);
  } catch (error) {
    // Two invocations at once: the other one's password stands, and both go on with it.
    if (error instanceof ResourceExistsException && (await versions.find({ id: token, stage: 'AWSPENDING' }))) return;
    throw error;
  }
}

/** Gives the database the pending password, logging in with whichever version can. */
async function setSecret(rotation: Rotation): Promise<void> {
  const { versions, driver, token } = rotation;
  const pending = await versions.get({ id: token, stage: 'AWSPENDING' });
  await assertSameAccount(versions, pending);
  if (await canLogIn(driver, pending)) return;
  const session = await logInWithAny(rotation, pending);
  await using(session, () => session.setPassword(pending.password));
}

async function testSecret({ versions, driver, token }: Rotation): Promise<void> {
  const pending = await versions.get({ id: token, stage: 'AWSPENDING' });
  const session = await driver.connect(pending);
  await using(session, () => session.ping());
}

async function finishSecret({ versions, token, stages }: Rotation): Promise<void> {
  const current = Object.keys(stages).find((id) => stages[id].includes('AWSCURRENT'));
  await versions.makeCurrent(token, current);
}

/** A pending version for another host or user would hand the current password to that host. */
async function assertSameAccount(versions: SecretVersions, pending: Credentials): Promise<void> {
  const current = await versions.get({ stage: 'AWSCURRENT' });
  const different = (['host', 'port', 'username'] as const).filter((field) => pending[field] !== current[field]);
  if (different.length === 0) return;
  throw new Error(
    `the pending version of secret ${versions.secretId} has another ${different.join(', ')} than the current one`,
  );
}

async function canLogIn(driver: Driver, credentials: Credentials): Promise<boolean> {
  const session = await logIn(driver, credentials);
  await session?.close().catch(() => undefined);
  return session !== undefined;
}

/** Logs in, or returns `undefined` where the password is refused. Every other failure is thrown. */
async function logIn(driver: Driver, credentials: Credentials): Promise<Session | undefined> {
  try {
    return await driver.connect(credentials);
  } catch (error) {
    if (error instanceof AccessDenied) return undefined;
    throw error;
  }
}

/**
 * The current version, the previous one, then versions that lost their labels, the newest first. The last ones
 * matter where a rotation was given up after it had set the password: the password that the database knows is
 * then in a version that has no label any more, and nobody else remembers it.
 */
async function logInWithAny(
  { versions, driver, token, stages, timeLeft }: Rotation,
  pending: Credentials,
): Promise<Session> {
  const labelled: VersionReference[] = [{ stage: 'AWSCURRENT' }, { stage: 'AWSPREVIOUS' }];
  for (const version of labelled) {
    const session = await tryVersion(version);
    if (session) return session;
  }
  const tried = [token, ...Object.keys(stages).filter((id) => /AWSCURRENT|AWSPREVIOUS/.test(String(stages[id])))];
  const others = (await versions.idsNewestFirst()).filter((id) => !tried.includes(id));
  for (const [i, id] of others.entries()) {
    if (timeLeft() < ATTEMPT_MS) {
      throw new Error(
        `the time of the function ran out after ${i} of ${others.length} old versions of secret ${versions.secretId}: ` +
          'give it a longer timeout, and rotate again',
      );
    }
    const session = await tryVersion({ id });
    if (session) return session;
  }
  throw new Error(
    `no version of secret ${versions.secretId} can log in as '${pending.username}' at ${pending.host}: ` +
      'set the password of the current version on the database (modify-db-instance --master-user-password), then rotate again',
  );

  async function tryVersion(version: VersionReference): Promise<Session | undefined> {
    const found = await versions.find(version).catch((error) => {
      // An old version that somebody wrote by hand must not end the search.
      if (error instanceof MalformedSecret && version.id !== undefined) return undefined;
      throw error;
    });
    // Whatever an old version says, only its password is taken from it.
    return found && logIn(driver, { ...pending, password: found.password });
  }
}

async function using(session: Session, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } finally {
    // What was done stands, whether or not the goodbye arrives.
    await session.close().catch(() => undefined);
  }
}
