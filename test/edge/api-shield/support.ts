import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import * as integrations from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { ApiOrigin } from '../../../lib/edge/api-shield/api-origin';
import { ApiShield } from '../../../lib/edge/api-shield/api-shield';
import { ApiShieldProps } from '../../../lib/edge/api-shield/api-shield-props';
import { OriginSecret } from '../../../lib/edge/origin/origin-secret';
import { PrivateOrigin } from '../../../lib/edge/origin/private-origin';
import { HOME, quickApp } from '../support';

export const LOAD_BALANCER = PrivateOrigin.fromPrivateOriginAttributes({
  vpcOriginId: 'vo_0123456789',
  domainName: 'internal-acme.eu-west-1.elb.amazonaws.com',
});

export type Build = (stack: Stack) => Partial<ApiShieldProps>;
export const behindLoadBalancer: Build = () => ({ origin: ApiOrigin.loadBalancer(LOAD_BALANCER) });

export function shield(build: Build = behindLoadBalancer, app: App = quickApp()): Stack {
  const stack = new Stack(app, 'acme-edge', { env: HOME });
  new ApiShield(stack, 'Shield', { ...behindLoadBalancer(stack), ...build(stack) } as ApiShieldProps);
  return stack;
}
export const template = (build?: Build) => Template.fromStack(shield(build));
export const config = (of: Template) =>
  Object.values(of.findResources('AWS::CloudFront::Distribution'))[0].Properties.DistributionConfig;

export const integration = () => new integrations.HttpUrlIntegration('Integration', 'https://backend.example.com');

export function httpApi(stack: Stack, props: Partial<apigatewayv2.HttpApiProps> = {}) {
  const secret = new OriginSecret(stack, 'Secret');
  const api = new apigatewayv2.HttpApi(stack, 'Api', { defaultAuthorizer: secret.httpAuthorizer(), ...props });
  api.addRoutes({ path: '/orders', methods: [apigatewayv2.HttpMethod.GET], integration: integration() });
  return { secret, api };
}

export function restApi(stack: Stack, props: Partial<apigateway.RestApiProps> = {}) {
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

export function functionUrl(stack: Stack, authType = lambda.FunctionUrlAuthType.AWS_IAM) {
  return new lambda.Function(stack, 'Function', {
    code: lambda.Code.fromInline('exports.handler = async () => "hello"'),
    handler: 'index.handler',
    runtime: lambda.Runtime.NODEJS_24_X,
  }).addFunctionUrl({ authType });
}
