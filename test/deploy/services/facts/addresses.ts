import { textAt } from '../../engine/deep';
import { JsonObject } from '../../engine/state';
import { READ } from './fact';

/** What people outside of a stack know a resource by, and nobody can give back once it is gone. */
interface Address {
  readonly type: string;
  readonly what: string;
  readonly source: string;
  readonly date: string;
  /** Whether this one is for the outside. */
  readonly known?: (properties: JsonObject) => boolean;
}

const address = (type: string, what: string, source: string, known?: Address['known']): Address => ({
  type: `AWS::${type}`,
  what,
  source: `https://docs.aws.amazon.com/${source}.html`,
  date: READ,
  ...(known !== undefined && { known }),
});

const outward = (properties: JsonObject) => textAt(properties, 'Scheme') !== 'internal';

export const ADDRESSES: readonly Address[] = [
  address(
    'ElasticLoadBalancingV2::LoadBalancer',
    'host name',
    'elasticloadbalancing/latest/APIReference/API_DeleteLoadBalancer',
    outward,
  ),
  address('ApiGateway::RestApi', 'host name', 'apigateway/latest/api/API_DeleteRestApi'),
  address('ApiGatewayV2::Api', 'host name', 'apigatewayv2/latest/api-reference/apis-apiid'),
  address('CloudFront::Distribution', 'host name', 'cloudfront/latest/APIReference/API_DeleteDistribution'),
  address('Lambda::Url', 'host name', 'lambda/latest/api/API_DeleteFunctionUrlConfig'),
  address('EC2::EIP', 'address', 'AWSEC2/latest/APIReference/API_ReleaseAddress'),
  address(
    'Cognito::UserPoolClient',
    'client ID',
    'cognito-user-identity-pools/latest/APIReference/API_DeleteUserPoolClient',
  ),
  address(
    'Cognito::UserPoolDomain',
    'host name',
    'cognito-user-identity-pools/latest/APIReference/API_DeleteUserPoolDomain',
  ),
];

/** What of a resource is known outside; undefined where nothing is. */
export function addressOf(type: string, properties: JsonObject): string | undefined {
  return ADDRESSES.find((one) => one.type === type && (one.known?.(properties) ?? true))?.what;
}
