import { Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import * as gatewayAuthorizers from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { ApiOrigin } from '../../../lib/edge/api-shield/api-origin';
import { OriginSecret } from '../../../lib/edge/origin/origin-secret';
import { HOME, quickApp } from '../support';
import { Build, httpApi, integration, restApi, shield } from './support';

describe('an authorizer that does not know the secret leaves a route open', () => {
  const found = (build: Build) => {
    const app = quickApp();
    shield(build, app);
    let message = '';
    try {
      app.synth();
    } catch (error) {
      message = String(error);
      if (!message.includes('open route')) throw error;
    }
    return [...message.matchAll(/open route "([^"]*)"/g)].map(([, route]) => route);
  };
  const yes = (stack: Stack) =>
    new lambda.Function(stack, 'Yes', {
      code: lambda.Code.fromInline('exports.handler = async () => ({ isAuthorized: true })'),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_24_X,
    });

  test('of an HTTP API', () => {
    expect(
      found((stack) => {
        const { api, secret } = httpApi(stack);
        const authorizers: Record<string, apigatewayv2.IHttpRouteAuthorizer> = {
          '/foreign': new gatewayAuthorizers.HttpLambdaAuthorizer('Foreign', yes(stack)),
          '/jwt': new gatewayAuthorizers.HttpJwtAuthorizer('Jwt', 'https://issuer.example.com', {
            jwtAudience: ['acme'],
          }),
          // What the function said of one request would be kept for all that carry the same token.
          '/kept': new gatewayAuthorizers.HttpLambdaAuthorizer('Kept', secret.authorizerFunction),
          '/imported': apigatewayv2.HttpAuthorizer.fromHttpAuthorizerAttributes(stack, 'Imported', {
            authorizerId: 'abc123',
            authorizerType: 'CUSTOM',
          }),
          '/checked': new gatewayAuthorizers.HttpLambdaAuthorizer(
            'Checked',
            yes(new Stack(stack.node.root, 'acme-elsewhere', { env: HOME })),
          ),
        };
        const methods = [apigatewayv2.HttpMethod.POST];
        for (const [path, authorizer] of Object.entries(authorizers))
          api.addRoutes({ path, methods, integration: integration(), authorizer });
        return { origin: ApiOrigin.httpApi(api, { secret, checkedByIntegration: ['POST /checked'] }) };
      }),
    ).toEqual(['POST /foreign', 'POST /jwt', 'POST /kept', 'POST /imported']);
  });

  test('of an HTTP API that asks for another secret', () => {
    expect(
      found((stack) => {
        const other = new OriginSecret(stack, 'Other');
        const { api, secret } = httpApi(stack, { defaultAuthorizer: other.httpAuthorizer() });
        return { origin: ApiOrigin.httpApi(api, { secret }) };
      }),
    ).toEqual(['GET /orders']);
  });

  test('of a REST API', () => {
    expect(
      found((stack) => {
        const { api, secret } = restApi(stack);
        const authorizers: Record<string, apigateway.IAuthorizer> = {
          foreign: new apigateway.RequestAuthorizer(stack, 'Foreign', {
            handler: yes(stack),
            identitySources: [apigateway.IdentitySource.header(secret.header)],
          }),
          token: new apigateway.TokenAuthorizer(stack, 'Token', { handler: secret.authorizerFunction }),
          other: new OriginSecret(stack, 'Other').restAuthorizer(),
        };
        for (const [path, authorizer] of Object.entries(authorizers))
          api.root.addResource(path).addMethod('PUT', new apigateway.MockIntegration(), { authorizer });
        return { origin: ApiOrigin.restApi(api, { secret, checkedByIntegration: ['PUT /checked'] }) };
      }),
    ).toEqual(['PUT /foreign', 'PUT /token', 'PUT /other']);
  });

  test('the secret and the API may be in different stacks', () => {
    expect(
      found((stack) => {
        const secret = new OriginSecret(new Stack(stack.node.root, 'acme-secrets', { env: HOME }), 'Secret');
        const api = new apigatewayv2.HttpApi(stack, 'Api', { defaultAuthorizer: secret.httpAuthorizer() });
        api.addRoutes({ path: '/orders', methods: [apigatewayv2.HttpMethod.GET], integration: integration() });
        return { origin: ApiOrigin.httpApi(api, { secret }) };
      }),
    ).toEqual([]);
  });
});
