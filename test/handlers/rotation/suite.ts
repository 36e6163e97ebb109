import { Credentials, Driver } from '../../../handlers/rotation/driver';
import { RotationEvent, rotationHandler } from '../../../handlers/rotation/rotation';
import { SecretsManager } from './secrets-manager';

/** A database to rotate on: the real server, or the one in memory. */
export interface Subject {
  readonly driver: Driver;
  /** Of a user that nobody else uses, whose password the database has at the start. */
  readonly credentials: Credentials;
  /** Changes the user's password behind the rotation's back. */
  setPassword(password: string): Promise<void>;
}

export const STEPS = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'];

/** A function that has as long as ours. */
export const LAMBDA = { getRemainingTimeInMillis: () => 120_000 };

export function event(secrets: SecretsManager, token: string, Step: string): RotationEvent {
  return { Step, SecretId: secrets.arn, ClientRequestToken: token };
}

async function run(subject: Subject, secrets: SecretsManager, token: string, steps: string[]): Promise<void> {
  const handler = rotationHandler(secrets.client, subject.driver);
  for (const step of steps) await handler(event(secrets, token, step), LAMBDA);
}

async function logsIn(subject: Subject, password: unknown): Promise<boolean> {
  try {
    const session = await subject.driver.connect({ ...subject.credentials, password: String(password) });
    await session.ping();
    await session.close();
    return true;
  } catch (error) {
    if ((error as Error).name === 'AccessDenied') return false;
    throw error;
  }
}

/** What a rotation must do on any engine. */
export function describeRotation(fresh: () => Promise<Subject>): void {
  let subject: Subject;
  let secrets: SecretsManager;

  beforeEach(async () => {
    subject = await fresh();
    secrets = new SecretsManager({ ...subject.credentials, dbInstanceIdentifier: 'db-1' });
    jest.spyOn(console, 'info').mockImplementation();
  });

  afterEach(() => jest.restoreAllMocks());

  test('gives the user a new password and makes it the current one', async () => {
    const token = secrets.startRotation();

    await run(subject, secrets, token, STEPS);

    const current = secrets.value('AWSCURRENT')!;
    expect(secrets.idOf('AWSCURRENT')).toBe(token);
    expect(current).toEqual({
      ...subject.credentials,
      dbInstanceIdentifier: 'db-1',
      password: expect.stringMatching(/^[A-Za-z0-9]{32}$/),
    });
    expect(current.password).not.toBe(subject.credentials.password);
    expect(secrets.value('AWSPREVIOUS')!.password).toBe(subject.credentials.password);
    expect(await logsIn(subject, current.password)).toBe(true);
    expect(await logsIn(subject, subject.credentials.password)).toBe(false);
  });

  test('rotates again and again', async () => {
    const passwords = new Set<unknown>();
    for (let round = 0; round < 3; round++) {
      await run(subject, secrets, secrets.startRotation(), STEPS);
      passwords.add(secrets.value('AWSCURRENT')!.password);
    }

    expect(passwords.size).toBe(3);
    expect(await logsIn(subject, secrets.value('AWSCURRENT')!.password)).toBe(true);
  });

  test('runs each step twice to the same end', async () => {
    const token = secrets.startRotation();

    await run(
      subject,
      secrets,
      token,
      STEPS.flatMap((step) => [step, step]),
    );

    expect(secrets.idOf('AWSCURRENT')).toBe(token);
    expect(await logsIn(subject, secrets.value('AWSCURRENT')!.password)).toBe(true);
  });

  test.each([1, 2, 3])('starts over with the same version after it stopped behind step %i', async (done) => {
    const token = secrets.startRotation();
    await run(subject, secrets, token, STEPS.slice(0, done));
    const pending = secrets.value('AWSPENDING')!.password;

    await run(subject, secrets, token, STEPS);

    expect(secrets.value('AWSCURRENT')!.password).toBe(pending);
    expect(await logsIn(subject, pending)).toBe(true);
  });

  test.each([1, 2, 3])('rotates to a new version after one was given up behind step %i', async (done) => {
    await run(subject, secrets, secrets.startRotation(), STEPS.slice(0, done));
    const abandoned = secrets.value('AWSPENDING')!.password;

    await run(subject, secrets, secrets.startRotation(), STEPS);

    const current = secrets.value('AWSCURRENT')!.password;
    expect(current).not.toBe(abandoned);
    expect(await logsIn(subject, current)).toBe(true);
  });

  test('logs in with the previous password where the current one was never set', async () => {
    await run(subject, secrets, secrets.startRotation(), STEPS);
    await subject.setPassword(String(secrets.value('AWSPREVIOUS')!.password));

    await run(subject, secrets, secrets.startRotation(), STEPS);

    expect(await logsIn(subject, secrets.value('AWSCURRENT')!.password)).toBe(true);
  });

  test('changes nothing and says what to do when no version can log in', async () => {
    await subject.setPassword('KnownToNobodyElse1');
    const token = secrets.startRotation();

    await expect(run(subject, secrets, token, STEPS)).rejects.toThrow(
      `no version of secret ${secrets.arn} can log in as '${subject.credentials.username}' at ` +
        `${subject.credentials.host}: set the password of the current version on the database ` +
        '(modify-db-instance --master-user-password), then rotate again',
    );

    expect(secrets.value('AWSCURRENT')!.password).toBe(subject.credentials.password);
    expect(await logsIn(subject, 'KnownToNobodyElse1')).toBe(true);
  });

  test('does not finish with a password that the database refuses', async () => {
    const token = secrets.startRotation();
    await run(subject, secrets, token, ['createSecret']);

    await expect(run(subject, secrets, token, ['testSecret'])).rejects.toThrow(
      `the database at ${subject.credentials.host}:${subject.credentials.port} refused the password of ` +
        `'${subject.credentials.username}'`,
    );
  });
}
