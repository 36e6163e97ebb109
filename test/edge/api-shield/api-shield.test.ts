import { Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import { ApiOrigin } from '../../../lib/edge/api-shield/api-origin';
import { ApiShield } from '../../../lib/edge/api-shield/api-shield';
import { AccessLogs } from '../../../lib/edge/distribution/access-logs';
import { domain, edgeApp, HOME, quickApp, WEB_ACL } from '../support';
import { config, functionUrl, httpApi, integration, LOAD_BALANCER, restApi, shield, template } from './support';

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

  test('it shares the VPC origin of a front door, whose stack does not notice', () => {
    const alone = edgeApp();
    const both = edgeApp();
    new ApiShield(both.edge, 'ApiShield', { origin: ApiOrigin.loadBalancer(both.origin) });
    const edge = Template.fromStack(both.edge);
    edge.resourceCountIs('AWS::CloudFront::Distribution', 2);
    const origins = Object.values(edge.findResources('AWS::CloudFront::Distribution')).map(
      (resource) => resource.Properties.DistributionConfig.Origins[0].VpcOriginConfig.VpcOriginId,
    );
    expect(origins[0]).toEqual(origins[1]);
    expect(Template.fromStack(both.web).toJSON()).toEqual(Template.fromStack(alone.web).toJSON());
  });

  test('a domain, a web ACL, timeouts and no logs', () => {
    const resources = template((stack) => ({
      domain: domain(stack, ['api.example.com']),
      webAclArn: WEB_ACL,
      accessLogs: AccessLogs.off('A test that nobody calls'),
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

  test('the API may be in another stack, which is deployed first', () => {
    const app = quickApp();
    const home = new Stack(app, 'acme-api', { env: HOME });
    const { api, secret } = httpApi(home);
    const edge = shield(() => ({ origin: ApiOrigin.httpApi(api, { secret }) }), app);
    const [origin] = config(Template.fromStack(edge)).Origins;
    const output = { 'Fn::GetStackOutput': expect.objectContaining({ StackName: 'acme-api', Region: 'eu-west-1' }) };
    expect(origin.OriginCustomHeaders[0].HeaderValue['Fn::Join'][1]).toContainEqual(output);
    expect(JSON.stringify(origin.DomainName)).toContain('Fn::GetStackOutput');
    expect(edge.dependencies).toContain(home);
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
