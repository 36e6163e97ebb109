import { ResourceExistsException } from '@aws-sdk/client-secrets-manager';
import { rotationHandler } from '../../../handlers/rotation/rotation';
import { FakeDatabase } from './fake-database';
import { SecretsManager } from './secrets-manager';
import { describeRotation, event, LAMBDA, STEPS } from './suite';

describe('on a database in memory', () => describeRotation(async () => new FakeDatabase()));

describe('rotationHandler', () => {
  let database: FakeDatabase;
  let secrets: SecretsManager;
  let logged: jest.SpyInstance;

  beforeEach(() => {
    database = new FakeDatabase();
    secrets = new SecretsManager(database.credentials);
    logged = jest.spyOn(console, 'info').mockImplementation();
  });

  afterEach(() => jest.restoreAllMocks());

  const step = (token: string, name: string) =>
    rotationHandler(secrets.client, database.driver)(event(secrets, token, name), LAMBDA);

  const rotate = async (token: string) => {
    for (const name of STEPS) await step(token, name);
  };

  test('refuses a step that it does not know', async () => {
    await expect(step(secrets.startRotation(), 'toString')).rejects.toThrow(
      "unknown step 'toString': it must be one of createSecret, setSecret, testSecret, finishSecret",
    );
  });

  test('refuses a secret whose rotation is off', async () => {
    secrets.rotationEnabled = false;

    await expect(step(secrets.startRotation(), 'createSecret')).rejects.toThrow(
      `rotation is not enabled for secret ${secrets.arn}`,
    );
  });

  test('refuses a version that the secret does not have', async () => {
    await expect(step('nobody', 'createSecret')).rejects.toThrow(
      `secret ${secrets.arn} has no version nobody to rotate to`,
    );
  });

  test('refuses a version that is pending no more', async () => {
    await rotate(secrets.startRotation());
    const previous = secrets.idOf('AWSPREVIOUS')!;

    await expect(step(previous, 'setSecret')).rejects.toThrow(
      `version ${previous} of secret ${secrets.arn} is not AWSPENDING: another rotation took its place`,
    );
  });

  test('leaves a finished rotation alone', async () => {
    const token = secrets.startRotation();
    await rotate(token);
    secrets.calls.length = 0;

    for (const name of STEPS) await step(token, name);

    expect(new Set(secrets.calls.map(({ operation }) => operation))).toEqual(new Set(['DescribeSecret']));
  });

  test('refuses a pending version for another host, before it connects to it', async () => {
    const token = secrets.startRotation();
    await step(token, 'createSecret');
    secrets.overwrite('AWSPENDING', JSON.stringify({ ...secrets.value('AWSPENDING'), host: 'evil.example' }));

    await expect(step(token, 'setSecret')).rejects.toThrow(
      `the pending version of secret ${secrets.arn} has another host than the current one`,
    );
    expect(database.attempts).toEqual([]);
  });

  test('takes an unreachable database for no refusal: it tries no other password', async () => {
    const token = secrets.startRotation();
    await step(token, 'createSecret');
    database.unreachable = true;

    await expect(step(token, 'setSecret')).rejects.toThrow(
      'cannot connect to the database at db.abc.eu-west-1.rds.amazonaws.com:5432: connect ETIMEDOUT',
    );
    expect(database.attempts).toHaveLength(1);
  });

  test('takes an unavailable Secrets Manager for no missing version', async () => {
    const token = secrets.startRotation();
    secrets.failNext.set('GetSecretValue', new Error('throttled'));

    await expect(step(token, 'createSecret')).rejects.toThrow('throttled');
  });

  test('goes on with the password of the invocation that was faster', async () => {
    const token = secrets.startRotation();
    const slower = rotationHandler(secrets.client, database.driver)(event(secrets, token, 'createSecret'), LAMBDA);
    await Promise.all([slower, step(token, 'createSecret')]);
    const pending = secrets.value('AWSPENDING')!.password;

    await rotate(token);

    expect(secrets.value('AWSCURRENT')!.password).toBe(pending);
  });

  test('reports a version that exists and that it cannot read', async () => {
    const token = secrets.startRotation();
    secrets.failNext.set('PutSecretValue', new ResourceExistsException({ message: 'exists', $metadata: {} }));

    await expect(step(token, 'createSecret')).rejects.toThrow('exists');
  });

  test('passes over an old version that is no database secret', async () => {
    secrets.putVersionWithoutLabel('scribble');
    await database.setPassword('Other1');
    secrets.putVersionWithoutLabel(JSON.stringify({ ...database.credentials, password: 'Other1' }));
    secrets.putVersionWithoutLabel('{"note": "by hand"}');
    const token = secrets.startRotation();

    await rotate(token);

    expect(secrets.idOf('AWSCURRENT')).toBe(token);
  });

  test('finds the password that works among any number of abandoned versions', async () => {
    await database.setPassword('Lost1');
    secrets.putVersionWithoutLabel(JSON.stringify({ ...database.credentials, password: 'Lost1' }));
    for (let i = 0; i < 250; i++) {
      secrets.putVersionWithoutLabel(JSON.stringify({ ...database.credentials, password: `Abandoned${i}` }));
    }
    const token = secrets.startRotation();

    await rotate(token);

    expect(secrets.idOf('AWSCURRENT')).toBe(token);
    expect(secrets.calls.filter(({ operation }) => operation === 'ListSecretVersionIds')).toHaveLength(3);
  });

  test('ends while there is time to say why, and says how far it came', async () => {
    await database.setPassword('Lost1');
    for (let i = 0; i < 20; i++) {
      secrets.putVersionWithoutLabel(JSON.stringify({ ...database.credentials, password: `Abandoned${i}` }));
    }
    const token = secrets.startRotation();
    await step(token, 'createSecret');
    let left = 120_000;
    const context = { getRemainingTimeInMillis: () => (left -= 10_000) };

    await expect(
      rotationHandler(secrets.client, database.driver)(event(secrets, token, 'setSecret'), context),
    ).rejects.toThrow(
      `the time of the function ran out after 9 of 20 old versions of secret ${secrets.arn}: give it a longer timeout, and rotate again`,
    );
  });

  test('a lost answer is no failure where the label has moved', async () => {
    const token = secrets.startRotation();
    secrets.loseAnswer.add('UpdateSecretVersionStage');

    await rotate(token);

    expect(secrets.idOf('AWSCURRENT')).toBe(token);
  });

  test('a label that did not move is a failure, whatever the answer was', async () => {
    const token = secrets.startRotation();
    for (const name of STEPS.slice(0, 3)) await step(token, name);
    secrets.failNext.set('UpdateSecretVersionStage', new Error('throttled'));

    await expect(step(token, 'finishSecret')).rejects.toThrow('throttled');
    expect(secrets.idOf('AWSCURRENT')).not.toBe(token);
  });

  test('every call has a limit of time', async () => {
    await rotate(secrets.startRotation());

    expect(secrets.calls.filter(({ limited }) => !limited)).toEqual([]);
  });

  test('hands on the rotation token', async () => {
    const token = secrets.startRotation();
    const handler = rotationHandler(secrets.client, database.driver);

    await handler({ ...event(secrets, token, 'createSecret'), RotationToken: 'proof' }, LAMBDA);

    const put = secrets.calls.find(({ operation }) => operation === 'PutSecretValue');
    expect(put!.input).toMatchObject({
      RotationToken: 'proof',
      ClientRequestToken: token,
      VersionStages: ['AWSPENDING'],
    });
  });

  test('closes every connection that it opens, also when the change fails', async () => {
    const token = secrets.startRotation();
    await step(token, 'createSecret');
    jest.spyOn(database, 'setPassword').mockRejectedValueOnce(new Error('read-only transaction'));

    await expect(step(token, 'setSecret')).rejects.toThrow('read-only transaction');
    await rotate(token);

    expect(database.openSessions).toBe(0);
  });

  test.each([
    ['not JSON', 'hunter2', 'the AWSCURRENT version of secret ARN is not JSON'],
    ['a JSON text', '"hunter2"', 'the AWSCURRENT version of secret ARN is not a JSON object'],
    [
      'not attached',
      '{"username":"app","password":"hunter2"}',
      'the AWSCURRENT version of secret ARN lacks engine, host: is it attached to a database?',
    ],
    [
      'for another engine',
      '{"engine":"mysql","host":"h","port":1,"username":"app","password":"hunter2"}',
      "secret ARN is for engine 'mysql', and this function rotates 'postgres'",
    ],
    [
      'without a port',
      '{"engine":"postgres","host":"h","port":"x","username":"app","password":"hunter2"}',
      'the AWSCURRENT version of secret ARN has no valid port',
    ],
  ])('says what is wrong with a secret that is %s, and not what is in it', async (_, value, message) => {
    secrets.overwrite('AWSCURRENT', value);
    const token = secrets.startRotation();

    const error = (await step(token, 'createSecret').catch((reason) => reason)) as Error;

    expect(error.message).toBe(message.replace('ARN', secrets.arn));
    expect(`${error.stack} ${error.cause}`).not.toContain('hunter2');
  });

  test('logs each step and no password', async () => {
    const token = secrets.startRotation();
    await rotate(token);

    const lines = logged.mock.calls.map(([line]) => JSON.parse(line));
    expect(lines.map(({ step: name, outcome }) => [name, outcome])).toEqual(STEPS.map((name) => [name, 'done']));
    for (const label of ['AWSCURRENT', 'AWSPREVIOUS']) {
      expect(JSON.stringify(lines)).not.toContain(secrets.value(label)!.password);
    }
  });
});
