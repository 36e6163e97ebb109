import { App, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUrlIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { AccessLogs } from '../../lib/edge/access-logs';
import { ApiOrigin } from '../../lib/edge/api-origin';
import { ApiShield, ApiShieldProps } from '../../lib/edge/api-shield';
import { OriginSecret } from '../../lib/edge/origin-secret';
import { PrivateOrigin } from '../../lib/edge/private-origin';
import { growthFaults, policyFindings } from '../support/growth';
import { domain, HOME, quickApp, WEB_ACL } from './support';

const LOAD_BALANCER = PrivateOrigin.fromPrivateOriginAttributes({
  vpcOriginId: 'vo_0123456789',
  domainName: 'internal-acme.eu-west-1.elb.amazonaws.com',
});

type Build = (stack: Stack) => Partial<ApiShieldProps>;
const behindLoadBalancer: Build = () => ({ origin: ApiOrigin.loadBalancer(LOAD_BALANCER) });

function shield(build: Build = behindLoadBalancer, app: App = quickApp()): Stack {
  const stack = new Stack(app, 'acme-edge', { env: HOME });
  new ApiShield(stack, 'Shield', { ...behindLoadBalancer(stack), ...build(stack) } as ApiShieldProps);
  return stack;
}
const template = (build?: Build) => Template.fromStack(shield(build));
const config = (of: Template) =>
  Object.values(of.findResources('AWS::CloudFront::Distribution'))[0].Properties.DistributionConfig;

const integration = () => new HttpUrlIntegration('Integration', 'https://backend.example.com');

function httpApi(stack: Stack, props: Partial<apigatewayv2.HttpApiProps> = {}) {
  const secret = new OriginSecret(stack, 'Secret');
  const api = new apigatewayv2.HttpApi(stack, 'Api', { defaultAuthorizer: secret.httpAuthorizer(), ...props });
  api.addRoutes({ path: '/orders', methods: [apigatewayv2.HttpMethod.GET], integration: integration() });
  return { secret, api };
}

function restApi(stack: Stack, props: Partial<apigateway.RestApiProps> = {}) {
  const secret = new OriginSecret(stack, 'Secret');
  const api = new apigateway.RestApi(stack, 'Api', {
    endpointTypes: [apigateway.EndpointType.REGIONAL],
    cloudWatchRole: false,
    defaultMethodOptions: { authorizer: secret.restAuthorizer() },
    defaultCorsPreflightOptions: { allowOrigins: ['https://www.example.com'] },
    ...props,
  });
  api.root.addResource('orders').addMethod('GET', new apigateway.MockIntegration());
  return { secret, api };
}

function functionUrl(stack: Stack, authType = lambda.FunctionUrlAuthType.AWS_IAM) {
  return new lambda.Function(stack, 'Function', {
    code: lambda.Code.fromInline('exports.handler = async () => "hello"'),
    handler: 'index.handler',
    runtime: lambda.Runtime.NODEJS_24_X,
  }).addFunctionUrl({ authType });
}

describe('before a load balancer', () => {
  let plain: Template;
  beforeAll(() => (plain = template()));

  test('nothing is kept, all methods and headers pass, and only by HTTPS', () => {
    expect(config(plain).DefaultCacheBehavior).toMatchObject({
      AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'],
      // Managed-CachingDisabled and Managed-AllViewerAndCloudFrontHeaders-2022-06
      CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
      OriginRequestPolicyId: '33f36d7e-f396-46d9-90e0-52428a34d9dc',
      ViewerProtocolPolicy: 'https-only',
      Compress: false,
      TargetOriginId: 'api',
    });
    expect(config(plain).CacheBehaviors).toBeUndefined();
  });

  test('no error is kept', () => {
    const codes = [404, 414, 500, 501, 502, 503, 504];
    expect(config(plain).CustomErrorResponses).toEqual(
      codes.map((ErrorCode) => ({ ErrorCode, ErrorCachingMinTTL: 0 })),
    );
  });

  test('the origin is the VPC origin of the front door, without Origin Shield', () => {
    expect(config(plain).Origins).toEqual([
      {
        Id: 'api',
        DomainName: 'internal-acme.eu-west-1.elb.amazonaws.com',
        OriginShield: { Enabled: false },
        VpcOriginConfig: { VpcOriginId: 'vo_0123456789', OriginReadTimeout: 30, OriginKeepaliveTimeout: 55 },
      },
    ]);
    plain.resourceCountIs('AWS::CloudFront::VpcOrigin', 0);
  });

  test('there are logs, security headers, HTTP/3, and no domain', () => {
    expect(config(plain)).toMatchObject({ HttpVersion: 'http2and3', IPV6Enabled: true, Logging: expect.anything() });
    expect(config(plain).DefaultCacheBehavior.ResponseHeadersPolicyId).toEqual({
      Ref: expect.stringContaining('SecurityHeaders'),
    });
    expect(config(plain).Aliases).toBeUndefined();
  });

  test('a domain, a web ACL, timeouts and no logs', () => {
    const resources = template((stack) => ({
      domain: domain(stack, ['api.example.com']),
      webAclArn: WEB_ACL,
      accessLogs: AccessLogs.off('A test that nobody calls.'),
      originReadTimeout: Duration.seconds(5),
      originKeepAlive: Duration.seconds(20),
    }));
    expect(config(resources)).toMatchObject({ Aliases: ['api.example.com'], WebACLId: WEB_ACL });
    expect(config(resources).Logging).toBeUndefined();
    expect(config(resources).Origins[0].VpcOriginConfig).toMatchObject({
      OriginReadTimeout: 5,
      OriginKeepaliveTimeout: 20,
    });
    resources.resourceCountIs('AWS::Route53::RecordSet', 2);
    const stack = new Stack(quickApp(), 'acme-edge', { env: HOME });
    const made = new ApiShield(stack, 'Shield', {
      origin: ApiOrigin.loadBalancer(LOAD_BALANCER),
      domain: domain(stack, ['api.example.com']),
    });
    expect(made.domainName).toBe('api.example.com');
    expect(made.accessLogsBucket).toBeDefined();
  });
});

const secretValue = {
  'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: expect.stringContaining('Secret') }, ':SecretString:::}}']],
};

describe('before an HTTP API', () => {
  test('CloudFront adds the secret, which no template has, and leaves the host alone', () => {
    const resources = template((stack) => {
      const { api, secret } = httpApi(stack);
      return { origin: ApiOrigin.httpApi(api, { secret }) };
    });
    const [origin] = config(resources).Origins;
    expect(origin).toMatchObject({
      Id: 'api',
      CustomOriginConfig: { OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] },
      OriginCustomHeaders: [{ HeaderName: 'x-origin-secret', HeaderValue: secretValue }],
      OriginShield: { Enabled: false },
    });
    expect(origin.OriginPath).toBeUndefined();
    // Managed-AllViewerExceptHostHeader
    expect(config(resources).DefaultCacheBehavior.OriginRequestPolicyId).toBe('b689b0a8-53d0-40ab-baf2-68738e2966ac');
  });

  test('a stage of another name has a path', () => {
    const resources = template((stack) => {
      const { api, secret } = httpApi(stack);
      return { origin: ApiOrigin.httpApi(api, { secret, stageName: 'v2' }) };
    });
    expect(config(resources).Origins[0].OriginPath).toBe('/v2');
  });

  test('its routes ask the authorizer, which API Gateway asks once in five minutes', () => {
    const resources = template((stack) => {
      const { api, secret } = httpApi(stack);
      return { origin: ApiOrigin.httpApi(api, { secret }) };
    });
    resources.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      AuthorizerType: 'REQUEST',
      IdentitySource: ['$request.header.x-origin-secret'],
      EnableSimpleResponses: true,
      AuthorizerPayloadFormatVersion: '2.0',
      AuthorizerResultTtlInSeconds: 300,
    });
    resources.hasResourceProperties('AWS::ApiGatewayV2::Route', { AuthorizationType: 'CUSTOM' });
    resources.hasResourceProperties('AWS::Lambda::Function', {
      Architectures: ['arm64'],
      Environment: { Variables: { ORIGIN_SECRET_HEADER: 'x-origin-secret', ORIGIN_SECRET_ARNS: Match.anyValue() } },
    });
    resources.hasResourceProperties('AWS::SecretsManager::Secret', {
      GenerateSecretString: { PasswordLength: 64, ExcludePunctuation: true },
    });
  });

  test('an open route is refused, also one that comes later', () => {
    const app = quickApp();
    shield((stack) => {
      const { api, secret } = httpApi(stack);
      const origin = ApiOrigin.httpApi(api, { secret, checkedByIntegration: ['POST /login'] });
      const none = new apigatewayv2.HttpNoneAuthorizer();
      for (const path of ['/login', '/open'])
        api.addRoutes({
          path,
          methods: [apigatewayv2.HttpMethod.POST],
          integration: integration(),
          authorizer: none,
        });
      return { origin };
    }, app);
    expect(() => app.synth()).toThrow(
      'ApiShield at \'acme-edge/Shield\': origin has the open route "POST /open": anybody may call it past CloudFront; ' +
        "give it the secret's authorizer, or name it in checkedByIntegration where its code checks the header",
    );
    expect(() => app.synth()).not.toThrow('/login');
  });
});

describe('before a REST API', () => {
  test('CloudFront adds the secret and the path of the stage', () => {
    const resources = template((stack) => {
      const { api, secret } = restApi(stack);
      return { origin: ApiOrigin.restApi(api, { secret }) };
    });
    const [origin] = config(resources).Origins;
    expect(origin).toMatchObject({
      Id: 'api',
      CustomOriginConfig: { OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] },
      OriginCustomHeaders: [{ HeaderName: 'x-origin-secret', HeaderValue: secretValue }],
    });
    expect(JSON.stringify(origin.OriginPath)).toContain('DeploymentStageprod');
    resources.hasResourceProperties('AWS::ApiGateway::Authorizer', {
      Type: 'REQUEST',
      IdentitySource: 'method.request.header.x-origin-secret',
    });
    resources.hasResourceProperties('AWS::ApiGateway::Method', { HttpMethod: 'GET', AuthorizationType: 'CUSTOM' });
  });

  test('an open method is refused; a preflight request is none', () => {
    const app = quickApp();
    shield((stack) => {
      const { api, secret } = restApi(stack, { defaultMethodOptions: undefined });
      const guarded = { authorizer: secret.restAuthorizer() };
      api.root.addResource('guarded').addMethod('PUT', new apigateway.MockIntegration(), guarded);
      const iam = { authorizationType: apigateway.AuthorizationType.IAM };
      for (const path of ['keys', 'others']) api.root.addResource(path).addMethod('ANY', undefined, iam);
      return { origin: ApiOrigin.restApi(api, { secret, checkedByIntegration: ['ANY /keys'] }) };
    }, app);
    let message = '';
    try {
      app.synth();
    } catch (error) {
      message = String(error);
    }
    expect(message.match(/open route "[^"]*"/g)).toEqual(['open route "GET /orders"', 'open route "ANY /others"']);
  });
});

describe('before a function URL', () => {
  test('CloudFront signs each request, and only this distribution may invoke', () => {
    const resources = template((stack) => ({ origin: ApiOrigin.functionUrl(functionUrl(stack)) }));
    expect(config(resources).Origins[0]).toMatchObject({
      Id: 'api',
      OriginAccessControlId: { 'Fn::GetAtt': [expect.stringContaining('Access'), 'Id'] },
      OriginShield: { Enabled: false },
    });
    resources.hasResourceProperties('AWS::CloudFront::OriginAccessControl', {
      OriginAccessControlConfig: {
        Name: Match.stringLikeRegexp('-eu-west-1$'),
        OriginAccessControlOriginType: 'lambda',
        SigningBehavior: 'always',
        SigningProtocol: 'sigv4',
      },
    });
    for (const Action of ['lambda:InvokeFunctionUrl', 'lambda:InvokeFunction'])
      resources.hasResourceProperties('AWS::Lambda::Permission', {
        Action,
        Principal: 'cloudfront.amazonaws.com',
        SourceArn: { 'Fn::Join': ['', Match.arrayWith([{ Ref: Match.stringLikeRegexp('Distribution') }])] },
      });
  });
});

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
