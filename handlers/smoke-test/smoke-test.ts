import { request } from 'node:http';

/** What ECS calls a deployment lifecycle hook with; what this one does not read is left out. */
export interface HookEvent {
  readonly lifecycleStage?: string;
  readonly executionDetails?: { readonly targetServiceRevisionArn?: string };
  /** What the last answer gave, as an object or as its JSON. */
  readonly hookDetails?: unknown;
}

/**
 * What ECS makes of the answer: the deployment goes on, is rolled back, or the hook is called again.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/lambda-lifecycle-hooks.html
 */
export interface HookAnswer {
  readonly hookStatus: 'SUCCEEDED' | 'FAILED' | 'IN_PROGRESS';
  /** Seconds until the next call. */
  readonly callBackDelay?: number;
  readonly hookDetails?: { readonly attempt: number };
}

/** What to ask, and how often. */
export interface SmokeTest {
  /** The test listener, `http://host:port`. */
  readonly origin: string;
  readonly paths: readonly string[];
  /** The host that the app is asked for; without one it is the load balancer's. */
  readonly host?: string;
  /** How often the new tasks may fail before the deployment does. */
  readonly attempts: number;
  /** Seconds between two attempts. */
  readonly delaySeconds: number;
  /** Seconds that one answer may take. */
  readonly answerSeconds: number;
}

/** The status of an answer; rejects where there is none in time. */
export type Ask = (url: URL, host: string | undefined, seconds: number) => Promise<number>;

const MAX_ATTEMPTS = 100;

/** Reads the test from the function's environment, and says what is wrong with it. */
export function smokeTestOf(environment: Record<string, string | undefined>): SmokeTest {
  const read = (name: string) => {
    const value = environment[name];
    if (value === undefined || value === '') throw new Error(`the environment variable ${name} is missing`);
    return value;
  };
  const count = (name: string) => {
    const value = Number(read(name));
    if (!Number.isInteger(value) || value < 1) throw new Error(`${name} is no whole number above 0: ${read(name)}`);
    return value;
  };
  const paths: unknown = JSON.parse(read('PATHS'));
  if (!Array.isArray(paths) || paths.length === 0 || !paths.every((path) => typeof path === 'string'))
    throw new Error(`PATHS is no list of paths: ${read('PATHS')}`);
  return {
    origin: read('ORIGIN'),
    paths: paths as string[],
    host: environment.HOST === '' ? undefined : environment.HOST,
    attempts: Math.min(count('ATTEMPTS'), MAX_ATTEMPTS),
    delaySeconds: count('DELAY_SECONDS'),
    answerSeconds: count('ANSWER_SECONDS'),
  };
}

/**
 * Asks the new tasks for every path. All must answer 200 to 299, or the hook is called again, until its attempts are
 * used up. ECS hands `hookDetails` of one answer to the next call, so that the function keeps nothing.
 */
export function smokeTestHandler(test: SmokeTest, ask: Ask, log: (line: string) => void = console.log) {
  return async (event: HookEvent): Promise<HookAnswer> => {
    const attempt = attemptOf(event.hookDetails) + 1;
    const failures = (await Promise.all(test.paths.map((path) => failureOf(test, ask, path)))).filter(
      (failure) => failure !== undefined,
    );
    log(
      JSON.stringify({
        stage: event.lifecycleStage,
        revision: event.executionDetails?.targetServiceRevisionArn,
        attempt,
        of: test.attempts,
        failures,
      }),
    );
    if (failures.length === 0) return { hookStatus: 'SUCCEEDED' };
    if (attempt >= test.attempts) return { hookStatus: 'FAILED' };
    return { hookStatus: 'IN_PROGRESS', callBackDelay: test.delaySeconds, hookDetails: { attempt } };
  };
}

/** Joined as text: a path such as `//x` that is resolved against the origin would name another host. */
function urlOf({ origin }: SmokeTest, path: string): URL {
  return new URL(`${new URL(origin).origin}${path.startsWith('/') ? '' : '/'}${path}`);
}

async function failureOf(test: SmokeTest, ask: Ask, path: string): Promise<string | undefined> {
  try {
    const status = await ask(urlOf(test, path), test.host, test.answerSeconds);
    return status >= 200 && status < 300 ? undefined : `${path} answers ${status}`;
  } catch (error) {
    return `${path} does not answer: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function attemptOf(details: unknown): number {
  let given = details;
  if (typeof details === 'string') {
    try {
      given = JSON.parse(details);
    } catch {
      return 0;
    }
  }
  const attempt = (given as { attempt?: unknown } | null | undefined)?.attempt;
  return typeof attempt === 'number' && Number.isInteger(attempt) && attempt > 0 ? attempt : 0;
}

/** Asks over plain HTTP. By `node:http`, as `fetch` sends no host but the URL's. */
export const askOverHttp: Ask = (url, host, seconds) =>
  new Promise((resolve, reject) => {
    const call = request(url, {
      headers: { 'user-agent': 'smoke-test', ...(host === undefined ? {} : { host }) },
      // Of the whole exchange; a socket timeout alone would let a trickle of bytes go on for ever.
      signal: AbortSignal.timeout(seconds * 1000),
    });
    call.on('response', (answer) => {
      answer.on('error', reject);
      answer.on('end', () => resolve(answer.statusCode ?? 0));
      answer.resume();
    });
    call.on('error', (error) =>
      reject(error.name === 'AbortError' ? new Error(`no answer within ${seconds} seconds`) : error),
    );
    call.end();
  });
