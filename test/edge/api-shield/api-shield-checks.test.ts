import { Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { ApiOrigin } from '../../../lib/edge/api-shield/api-origin';
import { ApiShield } from '../../../lib/edge/api-shield/api-shield';
import { AccessLogs } from '../../../lib/edge/distribution/access-logs';
import { OriginSecret } from '../../../lib/edge/origin/origin-secret';
import { growthFaults, policyFindings } from '../../support/growth';
import { domain, HOME, quickApp, WEB_ACL } from '../support';
import { behindLoadBalancer, Build, functionUrl, httpApi, LOAD_BALANCER, restApi, shield, template } from './support';

describe('rules', () => {
  const refuse = (build: Build, message: string) =>
    expect(() => shield(build)).toThrow(new Error(`ApiShield at 'acme-edge/Shield':\n  - ${message}`));

  test('a function URL for everybody', () => {
    refuse(
      (stack) => ({ origin: ApiOrigin.functionUrl(functionUrl(stack, lambda.FunctionUrlAuthType.NONE)) }),
      'origin is "NONE": anybody may call this function URL past CloudFront: make it with authType FunctionUrlAuthType.AWS_IAM, and CloudFront signs its requests',
    );
  });

  test.each([undefined, [apigateway.EndpointType.EDGE]])('a REST API with a CloudFront of its own: %j', (types) => {
    refuse((stack) => {
      const { api, secret } = restApi(stack, { endpointTypes: types });
      return { origin: ApiOrigin.restApi(api, { secret }) };
    }, 'origin is ["EDGE"]: this REST API has a CloudFront of API Gateway\'s own in front of it, and two in a row cost time: make it with endpointTypes: [EndpointType.REGIONAL]');
  });

  test('an HTTP API whose endpoint is disabled', () => {
    refuse((stack) => {
      const { api, secret } = httpApi(stack, { disableExecuteApiEndpoint: true });
      return { origin: ApiOrigin.httpApi(api, { secret }) };
    }, "origin is true: CloudFront reaches the HTTP API at its execute-api endpoint, which is disabled: leave disableExecuteApiEndpoint out; the secret's authorizer keeps others away");
  });

  test('a secret of another Region', () => {
    const app = quickApp();
    const home = new Stack(app, 'acme-api', { env: { ...HOME, region: 'eu-west-3' } });
    const { api, secret } = httpApi(home);
    expect(() => shield(() => ({ origin: ApiOrigin.httpApi(api, { secret }) }), app)).toThrow(
      new Error(
        'ApiShield at \'acme-edge/Shield\':\n  - origin.secret is "eu-west-3": CloudFormation reads a secret in the Region ' +
          "of the stack only, which is eu-west-1: make the ApiShield in a stack of the API's Region",
      ),
    );
  });

  test('the rules of every distribution hold', () => {
    refuse(
      () => ({ accessLogs: AccessLogs.off('no') }),
      'accessLogs is "no": say why nobody will miss the logs, in a sentence: AccessLogs.off("…")',
    );
    refuse(
      () => ({ originReadTimeout: Duration.minutes(5) }),
      'originReadTimeout is 300: give 1 to 120 seconds; more needs a higher quota, and a job that takes so long belongs in a queue',
    );
    refuse(
      (stack) => ({ domain: { ...domain(stack), names: [] } }),
      'domain.names is []: give the host names that users type, such as ["www.example.com"], or leave domain out',
    );
  });

  test.each([0, 1.5, -1])('generation %d', (generation) => {
    const stack = new Stack(quickApp(), 'acme-api', { env: HOME });
    expect(() => new OriginSecret(stack, 'Secret', { generation })).toThrow(
      new Error(
        `OriginSecret at 'acme-api/Secret':\n  - generation is ${generation}: count from 1, and one up for each new secret`,
      ),
    );
  });
});

describe('growth', () => {
  const json = (build: Build) => template(build).toJSON() as Record<string, never>;

  test('domain, web ACL, logs and timeouts come and go in place', () => {
    const bare = json(() => ({ accessLogs: AccessLogs.off('A test that nobody calls.') }));
    const more = json((stack) => ({
      domain: domain(stack),
      webAclArn: WEB_ACL,
      originReadTimeout: Duration.seconds(9),
    }));
    expect(growthFaults(bare, more)).toEqual([]);
  });

  test('another kind of origin takes the place of the load balancer in place', () => {
    const build: Build = (stack) => {
      const { api, secret } = httpApi(stack);
      return { origin: ApiOrigin.httpApi(api, { secret }) };
    };
    expect(growthFaults(json(behindLoadBalancer), json(build))).toEqual([]);
    expect(growthFaults(json(build), json(behindLoadBalancer)).filter((fault) => /Distribution/.test(fault))).toEqual(
      [],
    );
    const toFunction = json((stack) => ({ origin: ApiOrigin.functionUrl(functionUrl(stack)) }));
    expect(growthFaults(json(behindLoadBalancer), toFunction)).toEqual([]);
  });

  test('a new secret leaves the one before it in place, and takes the one before that away', () => {
    const generations = (generation: number) => {
      const stack = new Stack(quickApp(), 'acme-api', { env: HOME });
      const secret = new OriginSecret(stack, 'Secret', { generation });
      expect(JSON.stringify(stack.resolve(secret.secret.secretArn))).toContain(`Secret${generation}`);
      return Template.fromStack(stack).toJSON() as Record<string, never>;
    };
    expect(growthFaults(generations(1), generations(2))).toEqual([]);
    expect(growthFaults(generations(2), generations(3))).toEqual([
      expect.stringMatching(/^SecretSecret1\w+ \(AWS::SecretsManager::Secret\) WILL_DESTROY: $/),
    ]);
  });
});

test('passes the policy checks', () => {
  expect(
    policyFindings((stack) => {
      new ApiShield(stack, 'Shield', { origin: ApiOrigin.loadBalancer(LOAD_BALANCER) });
      new OriginSecret(stack, 'Secret', { generation: 2 });
    }),
  ).toEqual([]);
});
