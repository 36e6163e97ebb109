import { Stack, Token } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Check } from '../../internal/checks/check';
import { DOMAIN_CHECKS, EDGE_CHECKS, InRegion, ORIGIN_TIMEOUT_CHECKS } from '../distribution/edge-checks';
import { ApiShieldProps } from './api-shield-props';

/** The endpoint types of a REST API that is made here. */
function endpointTypes(props: ApiShieldProps): string[] | undefined {
  const resource = props.origin._how.restApi?.node.defaultChild;
  if (!(resource instanceof apigateway.CfnRestApi)) return undefined;
  const configuration = Stack.of(resource).resolve(resource.endpointConfiguration) as { types?: string[] } | undefined;
  return configuration?.types ?? ['EDGE'];
}

/** The checks of an `ApiShield`. */
export const API_SHIELD_CHECKS: readonly Check<ApiShieldProps & InRegion>[] = [
  ...DOMAIN_CHECKS,
  ...EDGE_CHECKS,
  ...ORIGIN_TIMEOUT_CHECKS,
  {
    prop: 'origin',
    value: (p) => p.origin._how.functionUrl?.authType,
    broken: (p) => p.origin._how.functionUrl?.authType === lambda.FunctionUrlAuthType.NONE,
    fix: () =>
      'anybody may call this function URL past CloudFront: make it with authType FunctionUrlAuthType.AWS_IAM, and CloudFront signs its requests',
  },
  {
    prop: 'origin',
    value: endpointTypes,
    broken: (p) => endpointTypes(p)?.includes('EDGE') ?? false,
    fix: () =>
      "this REST API has a CloudFront of API Gateway's own in front of it, and two in a row cost time: make it with endpointTypes: [EndpointType.REGIONAL]",
  },
  {
    prop: 'origin',
    value: (p) => (p.origin._how.httpApi as Partial<apigatewayv2.HttpApi> | undefined)?.disableExecuteApiEndpoint,
    broken: (p) =>
      (p.origin._how.httpApi as Partial<apigatewayv2.HttpApi> | undefined)?.disableExecuteApiEndpoint === true,
    fix: () =>
      "CloudFront reaches the HTTP API at its execute-api endpoint, which is disabled: leave disableExecuteApiEndpoint out; the secret's authorizer keeps others away",
  },
  {
    prop: 'origin.secret',
    value: (p) => p.origin._how.secret?.secret.env.region,
    broken: (p) => {
      const region = p.origin._how.secret?.secret.env.region;
      return region !== undefined && !Token.isUnresolved(p.region) && region !== p.region;
    },
    fix: (p) =>
      `CloudFormation reads a secret in the Region of the stack only, which is ${p.region}: make the ApiShield in a stack of the API's Region`,
  },
];
