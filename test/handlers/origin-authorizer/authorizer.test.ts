import { AuthorizerEvent, originAuthorizer } from '../../../handlers/origin-authorizer/authorizer';

const METHOD = 'arn:aws:execute-api:eu-west-1:111122223333:abc123/prod/GET/orders/7';

function authorizer(values: Record<string, string> = { old: 'the-old-one', new: 'the-new-one' }) {
  const clock = { now: 1_000_000 };
  const read = jest.fn(async (arn: string) => {
    if (values[arn] === undefined) throw new Error(`no ${arn}`);
    return values[arn];
  });
  const authorize = originAuthorizer({
    header: 'x-origin-secret',
    secretArns: ['old', 'new'],
    read,
    now: () => clock.now,
  });
  return { authorize, read, clock, values };
}
const http = (secret?: string, name = 'x-origin-secret'): AuthorizerEvent => ({
  routeArn: 'arn:aws:execute-api:eu-west-1:111122223333:abc123/$default/GET/orders',
  headers: secret === undefined ? {} : { [name]: secret },
});

test.each(['the-old-one', 'the-new-one'])('an HTTP API lets in who knows %s', async (secret) => {
  expect(await authorizer().authorize(http(secret))).toEqual({ isAuthorized: true });
});

test.each(['', 'the-old', 'the-old-one ', 'THE-OLD-ONE', 'the-old-one,the-new-one'])('not %j', async (secret) => {
  expect(await authorizer().authorize(http(secret))).toEqual({ isAuthorized: false });
});

test('without the header nothing is read', async () => {
  const { authorize, read } = authorizer();
  expect(await authorize(http())).toEqual({ isAuthorized: false });
  expect(await authorize({ headers: null, routeArn: 'r' })).toEqual({ isAuthorized: false });
  expect(read).not.toHaveBeenCalled();
});

test('no secrets let nobody in', async () => {
  const authorize = originAuthorizer({ header: 'h', secretArns: [], read: async () => '', now: () => 0 });
  expect(await authorize({ routeArn: 'r', headers: { h: '' } })).toEqual({ isAuthorized: false });
});

test('the name of the header may be in any case', async () => {
  expect(await authorizer().authorize(http('the-old-one', 'X-Origin-Secret'))).toEqual({ isAuthorized: true });
});

test.each([
  ['the-new-one', 'Allow'],
  ['another', 'Deny'],
])('a REST API gets a policy for its whole stage: %s, %s', async (secret, Effect) => {
  expect(await authorizer().authorize({ methodArn: METHOD, headers: { 'X-Origin-Secret': secret } })).toEqual({
    principalId: 'cloudfront',
    policyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Action: 'execute-api:Invoke',
          Effect,
          Resource: 'arn:aws:execute-api:eu-west-1:111122223333:abc123/prod/*',
        },
      ],
    },
  });
});

test('values are read once in five minutes', async () => {
  const { authorize, read, clock, values } = authorizer();
  await authorize(http('the-old-one'));
  await authorize(http('the-old-one'));
  expect(read).toHaveBeenCalledTimes(2);
  values.old = 'changed';
  clock.now += 299_999;
  expect(await authorize(http('the-old-one'))).toEqual({ isAuthorized: true });
  clock.now += 1;
  expect(await authorize(http('the-old-one'))).toEqual({ isAuthorized: false });
  expect(read).toHaveBeenCalledTimes(4);
});

test('old values stay good while secrets cannot be read', async () => {
  const { authorize, clock, values } = authorizer();
  const complaint = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  await authorize(http('the-old-one'));
  delete values.old;
  clock.now += 600_000;
  expect(await authorize(http('the-old-one'))).toEqual({ isAuthorized: true });
  expect(complaint).toHaveBeenCalledTimes(1);
  complaint.mockRestore();
});

test('without any value the request fails, and nobody is let in', async () => {
  await expect(authorizer({ old: 'x' }).authorize(http('x'))).rejects.toThrow('no new');
});

test('after a failure it waits longer and longer before it reads again', async () => {
  const { authorize, read, clock, values } = authorizer();
  const complaint = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  await authorize(http('the-old-one'));
  const { new: kept } = values;
  delete values.new;
  clock.now += 600_000;
  const moments: number[] = [];
  for (let second = 0; second < 300; second++) {
    const before = read.mock.calls.length;
    expect(await authorize(http('the-old-one'))).toEqual({ isAuthorized: true });
    if (read.mock.calls.length > before) moments.push(second);
    clock.now += 1_000;
  }
  expect(moments).toEqual([0, 1, 3, 7, 15, 31, 63, 123, 183, 243]);

  values.new = kept;
  values.old = 'changed';
  clock.now += 60_000;
  expect(await authorize(http('the-old-one'))).toEqual({ isAuthorized: false });
  complaint.mockRestore();
});

test('without any value a request that follows a failure at once does not read again', async () => {
  const { authorize, read, clock, values } = authorizer({ old: 'x' });
  await expect(authorize(http('x'))).rejects.toThrow('no new');
  await expect(authorize(http('x'))).rejects.toThrow('no new');
  expect(read).toHaveBeenCalledTimes(2);
  values.new = 'y';
  clock.now += 1_000;
  expect(await authorize(http('x'))).toEqual({ isAuthorized: true });
});
