import { createHash, timingSafeEqual } from 'node:crypto';

/** What API Gateway sends: an HTTP API (format 2.0) names the route, a REST API the method. */
export interface AuthorizerEvent {
  readonly headers?: Readonly<Record<string, string | undefined>> | null;
  readonly routeArn?: string;
  readonly methodArn?: string;
}

/** What a REST API wants to hear. */
export interface PolicyAnswer {
  readonly principalId: string;
  readonly policyDocument: {
    readonly Version: '2012-10-17';
    readonly Statement: readonly { Action: 'execute-api:Invoke'; Effect: 'Allow' | 'Deny'; Resource: string }[];
  };
}

/** What an HTTP API wants to hear. */
export interface SimpleAnswer {
  readonly isAuthorized: boolean;
}

export interface AuthorizerOptions {
  /** The header that CloudFront adds. */
  readonly header: string;
  /** The secrets whose values are accepted. */
  readonly secretArns: readonly string[];
  /** Reads the value of a secret, within a limit of time that is far below the function's. */
  read(secretArn: string): Promise<string>;
  /** The time in milliseconds. */
  now(): number;
}

/** Values are read again when they are older than this. */
const FRESH_MS = 5 * 60_000;

/** How long no reading is tried after one that failed: this long at first, twice as long after each further one. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/** The values of the secrets, as digests; read when they are needed, kept while they are fresh. */
function acceptedValues(options: AuthorizerOptions): () => Promise<readonly Buffer[]> {
  let known: readonly Buffer[] | undefined;
  let failure: unknown;
  let pause = 0;
  /** When the values are to be read the next time. */
  let due = 0;

  return async () => {
    if (options.now() < due) {
      if (known) return known;
      // Nothing to compare with: the API answers 500, and does not ask a service again that has just failed.
      throw failure;
    }
    try {
      known = (await Promise.all(options.secretArns.map((arn) => options.read(arn)))).map(digest);
      pause = 0;
      due = options.now() + FRESH_MS;
      return known;
    } catch (error) {
      failure = error;
      pause = Math.min(pause === 0 ? FIRST_PAUSE_MS : pause * 2, LONGEST_PAUSE_MS);
      due = options.now() + pause;
      // An old value lets users in while Secrets Manager does not answer.
      if (!known) throw error;
      console.error('The secrets could not be read again', error);
      return known;
    }
  };
}

/** Lets in who knows one of the secrets. */
export function originAuthorizer(options: AuthorizerOptions) {
  const secrets = acceptedValues(options);

  return async (event: AuthorizerEvent): Promise<SimpleAnswer | PolicyAnswer> => {
    const given = header(event, options.header);
    const known = given === undefined ? [] : await secrets();
    const proof = digest(given ?? '');
    // Each is compared, in the same time whether it is near or far.
    const isAuthorized = known.map((secret) => timingSafeEqual(secret, proof)).includes(true);
    return event.methodArn === undefined ? { isAuthorized } : policy(event.methodArn, isAuthorized);
  };
}

function header(event: AuthorizerEvent, name: string): string | undefined {
  const found = Object.entries(event.headers ?? {}).find(([key]) => key.toLowerCase() === name);
  return found?.[1];
}

function digest(value: string): Buffer {
  return createHash('sha256').update(value).digest();
}

/** API Gateway keeps the answer for all methods, so it speaks of the whole stage. */
function policy(methodArn: string, isAuthorized: boolean): PolicyAnswer {
  const [api, stage] = methodArn.split('/');
  return {
    principalId: 'cloudfront',
    policyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Action: 'execute-api:Invoke',
          Effect: isAuthorized ? 'Allow' : 'Deny',
          Resource: `${api}/${stage}/*`,
        },
      ],
    },
  };
}
