import { CacheUser } from '../../../handlers/rotation-cache/cache-user';
import { cacheRotationHandler } from '../../../handlers/rotation-cache/rotation';
import { SecretsManager } from '../rotation/secrets-manager';
import { ElastiCache } from './elasticache';

const FIRST = 'the-password-at-the-start';
const STEPS = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'];

let cache: ElastiCache;
let secrets: SecretsManager;
let slept: number;

beforeEach(() => {
  cache = new ElastiCache('app', FIRST);
  secrets = new SecretsManager({ username: 'app', password: FIRST, note: 'kept' });
  slept = 0;
  jest.spyOn(console, 'info').mockImplementation();
});
afterEach(() => jest.restoreAllMocks());

async function run(token: string, ...steps: string[]): Promise<void> {
  const user = new CacheUser(cache.client, async (ms) => void (slept += ms));
  const handler = cacheRotationHandler(secrets.client, user);
  for (const Step of steps) await handler({ Step, SecretId: secrets.arn, ClientRequestToken: token });
}

async function rotate(): Promise<string> {
  const token = secrets.startRotation();
  await run(token, ...STEPS);
  return String(secrets.value('AWSCURRENT')?.password);
}

test('gives the user a new password beside the current one, and makes it the current one', async () => {
  const second = await rotate();
  expect(second).toMatch(/^[A-Za-z0-9]{32}$/);
  expect(cache.passwords).toEqual([FIRST, second]);
  expect(secrets.value('AWSCURRENT')).toEqual({ username: 'app', password: second, note: 'kept' });
  expect(secrets.value('AWSPREVIOUS')).toMatchObject({ password: FIRST });
});

test('drops the password before the last with the next rotation', async () => {
  const second = await rotate();
  const third = await rotate();
  expect(cache.passwords).toEqual([second, third]);
});

test('waits until every node knows the passwords', async () => {
  cache.looks = 5;
  await rotate();
  expect(cache.status).toBe('active');
  expect(slept).toBeGreaterThan(0);
});

test('gives up on a change that does not end, before the function would', async () => {
  cache.looks = Infinity;
  const token = secrets.startRotation();
  await run(token, 'createSecret');
  await expect(run(token, 'setSecret')).rejects.toThrow('user app is still being modified after 240 seconds');
  expect(slept).toBeLessThanOrEqual(250_000);
});

test.each(STEPS)('every step may run twice: %s', async (step) => {
  const token = secrets.startRotation();
  for (const each of STEPS) await run(token, ...(each === step ? [each, each] : [each]));
  expect(cache.passwords).toEqual([FIRST, secrets.value('AWSCURRENT')?.password]);
});

test('a rotation that was given up leaves the current password valid, and the next one takes over', async () => {
  const abandoned = secrets.startRotation();
  await run(abandoned, 'createSecret', 'setSecret');
  const password = await rotate();
  expect(cache.passwords).toEqual([FIRST, password]);
  await expect(run(abandoned, 'finishSecret')).rejects.toThrow(`has no version ${abandoned} to rotate to`);
});

test('at any time the current version can log in', async () => {
  for (let round = 0; round < 3; round++) {
    const token = secrets.startRotation();
    for (const step of STEPS) {
      await run(token, step);
      expect(cache.passwords).toContain(secrets.value('AWSCURRENT')?.password);
    }
  }
});

test('refuses a pending version for another user', async () => {
  const token = secrets.startRotation();
  await run(token, 'createSecret');
  secrets.overwrite('AWSPENDING', JSON.stringify({ username: 'admin', password: 'x' }));
  await expect(run(token, 'setSecret')).rejects.toThrow('has another username than the current one');
  expect(cache.changes).toEqual([]);
});

test('does not finish where the service did not take both', async () => {
  const token = secrets.startRotation();
  await run(token, 'createSecret', 'setSecret');
  cache.passwords = [FIRST];
  await expect(run(token, 'testSecret')).rejects.toThrow(
    'user app has 1 passwords, not the current and the pending one',
  );
});

describe('the test of a schedule, which runs testSecret alone on a copy of what is current', () => {
  const schedule = () => {
    const token = secrets.startRotation();
    secrets.overwrite('AWSPENDING', JSON.stringify(secrets.value('AWSCURRENT')));
    return run(token, 'testSecret');
  };

  test('passes for a user who was never rotated, and for one who was', async () => {
    await schedule();
    await rotate();
    await schedule();
    expect(cache.changes).toHaveLength(1);
  });

  test('fails for a user without a password, and for one who logs in otherwise', async () => {
    cache.passwords = [];
    await expect(schedule()).rejects.toThrow('user app has no password, so the current one is not valid');
    cache.type = 'iam';
    await expect(schedule()).rejects.toThrow("user app logs in by 'iam', not by password");
  });
});

test('does not finish for a user who logs in otherwise', async () => {
  const token = secrets.startRotation();
  await run(token, 'createSecret', 'setSecret');
  cache.type = 'iam';
  await expect(run(token, 'testSecret')).rejects.toThrow("user app logs in by 'iam', not by password");
});

test('says so where somebody else changes the user', async () => {
  const token = secrets.startRotation();
  await run(token, 'createSecret');
  cache.busy = true;
  await expect(run(token, 'setSecret')).rejects.toThrow('user app is being changed by somebody else');
});

test('says so where the user is going', async () => {
  cache.status = 'deleting';
  const token = secrets.startRotation();
  await run(token, 'createSecret');
  await expect(run(token, 'setSecret')).rejects.toThrow('user app is deleting');
});

test('tells of a secret that it cannot read, without what is in it', async () => {
  const token = secrets.startRotation();
  secrets.overwrite('AWSCURRENT', '{"password": "hush"');
  await expect(run(token, 'createSecret')).rejects.toThrow(/^the AWSCURRENT version of secret \S+ is not JSON$/);
  secrets.overwrite('AWSCURRENT', '{"password": "hush"}');
  await expect(run(token, 'createSecret')).rejects.toThrow(/lacks username or password$/);
});

test('refuses what is no rotation', async () => {
  const token = secrets.startRotation();
  await expect(run(token, 'toString')).rejects.toThrow("unknown step 'toString'");
  await expect(run('another', 'createSecret')).rejects.toThrow('has no version another to rotate to');
  secrets.rotationEnabled = false;
  await expect(run(token, 'createSecret')).rejects.toThrow('rotation is not enabled');
});

test('a late retry of a finished rotation does nothing', async () => {
  const token = secrets.startRotation();
  await run(token, ...STEPS);
  const { length } = cache.changes;
  await run(token, 'setSecret', 'finishSecret');
  expect(cache.changes).toHaveLength(length);
});

test('two invocations at once go on with one password', async () => {
  const token = secrets.startRotation();
  const user = new CacheUser(cache.client, async () => undefined);
  const handler = cacheRotationHandler(secrets.client, user);
  const event = { Step: 'createSecret', SecretId: secrets.arn, ClientRequestToken: token };
  await Promise.all([handler(event), handler(event)]);
  expect(secrets.value('AWSPENDING')?.password).toMatch(/^[A-Za-z0-9]{32}$/);
});
