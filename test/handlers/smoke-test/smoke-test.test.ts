import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import {
  Ask,
  askOverHttp,
  HookAnswer,
  HookEvent,
  SmokeTest,
  smokeTestHandler,
  smokeTestOf,
} from '../../../handlers/smoke-test/smoke-test';

const test0: SmokeTest = {
  origin: 'http://balancer:8080',
  paths: ['/health', '/cars?limit=1'],
  attempts: 3,
  delaySeconds: 15,
  answerSeconds: 2,
};
const event: HookEvent = {
  lifecycleStage: 'POST_TEST_TRAFFIC_SHIFT',
  executionDetails: { targetServiceRevisionArn: 'arn:revision' },
};
const quiet = () => undefined;

describe('the hook', () => {
  test('lets the deployment go on when every path answers', async () => {
    const asked: string[] = [];
    const ask: Ask = async (url) => (asked.push(url.href), 204);
    expect(await smokeTestHandler(test0, ask, quiet)(event)).toEqual({ hookStatus: 'SUCCEEDED' });
    expect(asked).toEqual(['http://balancer:8080/health', 'http://balancer:8080/cars?limit=1']);
  });

  test.each([
    ['//x', 'http://balancer:8080//x'],
    ['//x:9/y', 'http://balancer:8080//x:9/y'],
    ['/\\x', 'http://balancer:8080//x'],
    ['http://x/', 'http://balancer:8080/http://x/'],
  ])('asks its own host whatever the path: %s', async (path, url) => {
    const asked: string[] = [];
    const ask: Ask = async (one) => (asked.push(one.href), 200);
    await smokeTestHandler({ ...test0, paths: [path] }, ask, quiet)(event);
    expect(asked).toEqual([url]);
  });

  test.each([302, 404, 500])('is called again after a %i, and fails the deployment in the end', async (status) => {
    const handler = smokeTestHandler(test0, async (url) => (url.pathname === '/health' ? 200 : status), quiet);
    const answers: HookAnswer[] = [];
    for (let details: unknown; answers.at(-1)?.hookStatus !== 'FAILED' && answers.length < 9;) {
      const answer = await handler({ ...event, hookDetails: details });
      answers.push(answer);
      details = answer.hookDetails;
    }
    expect(answers).toEqual([
      { hookStatus: 'IN_PROGRESS', callBackDelay: 15, hookDetails: { attempt: 1 } },
      { hookStatus: 'IN_PROGRESS', callBackDelay: 15, hookDetails: { attempt: 2 } },
      { hookStatus: 'FAILED' },
    ]);
  });

  test('recovers when the tasks do', async () => {
    const handler = smokeTestHandler(test0, async () => 200, quiet);
    expect(await handler({ ...event, hookDetails: { attempt: 2 } })).toEqual({ hookStatus: 'SUCCEEDED' });
  });

  test.each([
    ['text', '{"attempt":2}', 'FAILED'],
    ['no JSON', 'attempt', 'IN_PROGRESS'],
    ['nothing', null, 'IN_PROGRESS'],
    ['a negative number', { attempt: -5 }, 'IN_PROGRESS'],
    ['a fraction', { attempt: 1.5 }, 'IN_PROGRESS'],
  ])('reads details that come as %s', async (_, hookDetails, expected) => {
    const handler = smokeTestHandler(test0, async () => 503, quiet);
    expect((await handler({ ...event, hookDetails })).hookStatus).toBe(expected);
  });

  test('logs what failed, of which revision', async () => {
    const lines: string[] = [];
    const ask: Ask = async (url) => {
      if (url.pathname === '/health') throw new Error('connect ECONNREFUSED');
      return 500;
    };
    await smokeTestHandler(test0, ask, (line) => lines.push(line))(event);
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        stage: 'POST_TEST_TRAFFIC_SHIFT',
        revision: 'arn:revision',
        attempt: 1,
        of: 3,
        failures: ['/health does not answer: connect ECONNREFUSED', '/cars?limit=1 answers 500'],
      },
    ]);
  });
});

describe('its environment', () => {
  const environment = {
    ORIGIN: 'http://balancer:8080',
    PATHS: '["/health"]',
    HOST: '',
    ATTEMPTS: '20',
    DELAY_SECONDS: '15',
    ANSWER_SECONDS: '10',
  };

  test('is read', () => {
    expect(smokeTestOf(environment)).toEqual({
      origin: 'http://balancer:8080',
      paths: ['/health'],
      host: undefined,
      attempts: 20,
      delaySeconds: 15,
      answerSeconds: 10,
    });
    expect(smokeTestOf({ ...environment, HOST: 'www.example.com', ATTEMPTS: '5000' })).toMatchObject({
      host: 'www.example.com',
      attempts: 100,
    });
  });

  test.each([
    [{ ORIGIN: undefined }, 'the environment variable ORIGIN is missing'],
    [{ PATHS: '[]' }, 'PATHS is no list of paths: []'],
    [{ PATHS: '[1]' }, 'PATHS is no list of paths: [1]'],
    [{ ATTEMPTS: '0' }, 'ATTEMPTS is no whole number above 0: 0'],
    [{ DELAY_SECONDS: 'soon' }, 'DELAY_SECONDS is no whole number above 0: soon'],
  ])('is refused with %j', (change, message) => {
    expect(() => smokeTestOf({ ...environment, ...change })).toThrow(message);
  });
});

describe('over HTTP', () => {
  let server: Server;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  const url = (path: string) => new URL(path, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);

  beforeAll((done) => {
    server = createServer((request, response) => answer(request, response)).listen(0, '127.0.0.1', done);
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  test('it sends the path and the host', async () => {
    let seen: (string | undefined)[] = [];
    answer = (request, response) => {
      seen = [request.method, request.url, request.headers.host];
      response.writeHead(202).end('fine');
    };
    expect(await askOverHttp(url('/cars?limit=1'), 'www.example.com', 5)).toBe(202);
    expect(seen).toEqual(['GET', '/cars?limit=1', 'www.example.com']);
    await askOverHttp(url('/'), undefined, 5);
    expect(seen[2]).toBe(url('/').host);
  });

  test('it does not follow redirects', async () => {
    answer = (_, response) => response.writeHead(302, { location: '/elsewhere' }).end();
    expect(await askOverHttp(url('/'), undefined, 5)).toBe(302);
  });

  test('it gives up on silence', async () => {
    answer = () => undefined;
    await expect(askOverHttp(url('/'), undefined, 0.1)).rejects.toThrow(/within 0.1 seconds|abort/i);
  });

  test('it gives up on an answer that does not end', async () => {
    answer = (_, response) => void response.writeHead(200).write('a');
    await expect(askOverHttp(url('/'), undefined, 0.2)).rejects.toThrow();
  });

  test('it fails where nobody listens', async () => {
    await expect(askOverHttp(new URL('http://127.0.0.1:9'), undefined, 5)).rejects.toThrow(/ECONNREFUSED/);
  });
});
