import { Reference, Tokenization } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import { IConstruct } from 'constructs';
import { OriginSecret } from '../origin/origin-secret';

/** Where the constructs of an API are: below it, and beside it where a route was made by itself. */
function everything(api: IConstruct): IConstruct[] {
  return api.node.root.node.findAll();
}

/** What a property refers to, also where the reference is a part of a longer text. */
function targetsOf(value: string | undefined): IConstruct[] {
  return Tokenization.reverseString(value ?? '')
    .tokens.filter((token) => Reference.isReference(token))
    .map(({ target }) => target);
}

/**
 * Whether a route asks the authorizer of that secret. Any other one, of another secret too, may let in who is not
 * CloudFront; so may the same function where the answer is kept under something else than the secret's header.
 */
function asks(secret: OriginSecret, route: apigatewayv2.CfnRoute | apigateway.CfnMethod): boolean {
  return targetsOf(route.authorizerId).some(
    (authorizer) =>
      (authorizer instanceof apigatewayv2.CfnAuthorizer || authorizer instanceof apigateway.CfnAuthorizer) &&
      String(authorizer.identitySource).includes(`request.header.${secret.header}`) &&
      targetsOf(authorizer.authorizerUri).some((it) => it === secret.authorizerFunction.node.defaultChild),
  );
}

/** The routes of an HTTP API that the secret's authorizer does not guard. */
export function openRoutes(api: apigatewayv2.IHttpApi, secret: OriginSecret, checked: string[]): string[] {
  return everything(api)
    .filter((node) => node instanceof apigatewayv2.HttpRoute)
    .filter((route) => route.httpApi.apiId === api.apiId)
    .map((route) => route.node.defaultChild as apigatewayv2.CfnRoute)
    .filter((route) => route.authorizationType !== 'CUSTOM' || !asks(secret, route))
    .map((route) => route.routeKey)
    .filter((key) => !checked.includes(key));
}

/** The methods of a REST API that the secret's authorizer does not guard. A preflight request has nothing to guard. */
export function openMethods(api: apigateway.RestApiBase, secret: OriginSecret, checked: string[]): string[] {
  return everything(api)
    .filter((node) => node instanceof apigateway.Method)
    .filter((method) => method.api.restApiId === api.restApiId)
    .filter((method) => !isPreflight(method))
    .filter((method) => {
      const resource = method.node.defaultChild as apigateway.CfnMethod;
      return resource.authorizationType !== 'CUSTOM' || !asks(secret, resource);
    })
    .map((method) => `${method.httpMethod} ${method.resource.path}`)
    .filter((key) => !checked.includes(key));
}

function isPreflight(method: apigateway.Method): boolean {
  const { integration } = method.node.defaultChild as apigateway.CfnMethod;
  return method.httpMethod === 'OPTIONS' && (integration as { type?: string } | undefined)?.type === 'MOCK';
}
