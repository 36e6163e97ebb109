import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import { IConstruct } from 'constructs';

/** Where the constructs of an API are: below it, and beside it where a route was made by itself. */
function everything(api: IConstruct): IConstruct[] {
  return api.node.root.node.findAll();
}

/** The routes of an HTTP API that no authorizer function guards. */
export function openRoutes(api: apigatewayv2.IHttpApi, checked: string[]): string[] {
  return everything(api)
    .filter((node) => node instanceof apigatewayv2.HttpRoute)
    .filter((route) => route.httpApi.apiId === api.apiId)
    .map((route) => route.node.defaultChild as apigatewayv2.CfnRoute)
    .filter((route) => route.authorizationType !== 'CUSTOM')
    .map((route) => route.routeKey)
    .filter((key) => !checked.includes(key));
}

/** The methods of a REST API that no authorizer function guards. A preflight request has no secret to give away. */
export function openMethods(api: apigateway.RestApiBase, checked: string[]): string[] {
  return everything(api)
    .filter((node) => node instanceof apigateway.Method)
    .filter((method) => method.api.restApiId === api.restApiId)
    .filter((method) => !isPreflight(method))
    .filter((method) => (method.node.defaultChild as apigateway.CfnMethod).authorizationType !== 'CUSTOM')
    .map((method) => `${method.httpMethod} ${method.resource.path}`)
    .filter((key) => !checked.includes(key));
}

function isPreflight(method: apigateway.Method): boolean {
  const { integration } = method.node.defaultChild as apigateway.CfnMethod;
  return method.httpMethod === 'OPTIONS' && (integration as { type?: string } | undefined)?.type === 'MOCK';
}
