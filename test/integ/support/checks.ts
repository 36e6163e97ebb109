import { AwsApiCall, ExpectedResult, FetchOptions, IApiCall, IDeployAssert } from '@aws-cdk/integ-tests-alpha';
import { Duration } from 'aws-cdk-lib';

type Scalar = string | number | true;

export interface CheckOptions {
  /**
   * For how long a check is repeated until it holds. Errors count as not holding yet.
   *
   * @default - it is made once
   */
  readonly within?: Duration;
  /**
   * IAM actions beside the one that is called like the API.
   *
   * @default - none
   */
  readonly allow?: string[];
}

/** What an `outputPaths` must say for nothing to be kept. */
const NOTHING = ['-'];

/**
 * The assertions of a test, one after the other, in the order in which they are written.
 *
 * It keeps to what the assertions library does well: a custom resource's answer has at most 4096 bytes, so that of a
 * large answer single values are looked at; and `ExpectedResult.exact()` is not understood by the handler of
 * 2.245.0-alpha.0, nor is `false` at a path, so a value is compared as it is, and must be a truthy one.
 */
export class Checks {
  private last?: IApiCall;

  constructor(private readonly assertions: IDeployAssert) {}

  /** Calls an API; of the answer only what is asked for by `getAttString` is kept. */
  public call(service: string, api: string, parameters: object, options: CheckOptions = {}): IApiCall {
    return this.then(this.assertions.awsApiCall(service, api, parameters, NOTHING), options);
  }

  /** Single values of an answer, each at its path, such as `Vpcs.0.State`. */
  public holds(
    service: string,
    api: string,
    parameters: object,
    expected: Record<string, Scalar | RegExp>,
    options: CheckOptions = {},
  ): void {
    for (const [path, value] of Object.entries(expected)) {
      const call = this.assertions.awsApiCall(service, api, parameters).assertAtPath(path, exactly(value));
      this.then(call, options);
    }
  }

  /** An answer of less than 4 KB. */
  public answers(service: string, api: string, parameters: object, like: object, options: CheckOptions = {}): IApiCall {
    const call = this.assertions.awsApiCall(service, api, parameters).expect(ExpectedResult.objectLike(like));
    return this.then(call, options);
  }

  /** What a function of the test returns. */
  public returns(functionName: string, payload: object, expected: unknown, options: CheckOptions = {}): void {
    const call = this.assertions
      .invokeFunction({ functionName, payload: JSON.stringify(payload) })
      .expect(ExpectedResult.objectLike({ StatusCode: 200, Payload: JSON.stringify(expected) }));
    this.then(call, options);
  }

  /** What a host answers, of less than 4 KB, headers included. */
  public http(
    url: string,
    request: FetchOptions & { redirect?: string },
    like: object,
    options: CheckOptions = {},
  ): void {
    this.then(this.assertions.httpApiCall(url, request).expect(ExpectedResult.objectLike(like)), options);
  }

  private then(call: IApiCall, options: CheckOptions): IApiCall {
    if (options.within) call.waitForAssertions({ totalTimeout: options.within, interval: Duration.seconds(10) });
    if (options.allow && call instanceof AwsApiCall) {
      const statement = { Effect: 'Allow', Action: options.allow, Resource: ['*'] };
      call.provider.addToRolePolicy(statement);
      call.waiterProvider?.addToRolePolicy(statement);
    }
    this.last?.next(call);
    this.last = call;
    return call;
  }
}

function exactly(value: Scalar | RegExp): ExpectedResult {
  if (value instanceof RegExp) return ExpectedResult.stringLikeRegexp(value.source);
  return { result: typeof value === 'string' ? value : JSON.stringify(value) };
}
