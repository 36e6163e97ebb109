import { Duration } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import * as integrations from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { ApiOrigin } from '../../lib/edge/api-shield/api-origin';
import { ApiShield } from '../../lib/edge/api-shield/api-shield';
import { AccessLogs } from '../../lib/edge/distribution/access-logs';
import { OriginSecret } from '../../lib/edge/origin/origin-secret';
import { integApp } from './support/app';
import { inlineFunction } from './support/jobs';
import { staysTheSame } from './support/stays';

// Each kind of API answers through its shield, and to nobody who calls it directly.
const { stack: makeStack, test } = integApp('api-shield');
const stack = makeStack('integ-api-shield');
const handler = inlineFunction(
  stack,
  'Handler',
  `exports.handler = async () => ({ statusCode: 200, headers: { 'content-type': 'text/plain' }, body: 'hello' });`,
);
const secret = new OriginSecret(stack, 'Secret');

const httpApi = new apigatewayv2.HttpApi(stack, 'HttpApi', {
  defaultAuthorizer: secret.httpAuthorizer(),
  defaultIntegration: new integrations.HttpLambdaIntegration('Handler', handler),
});
const restApi = new apigateway.RestApi(stack, 'RestApi', {
  endpointTypes: [apigateway.EndpointType.REGIONAL],
  cloudWatchRole: false,
  defaultMethodOptions: { authorizer: secret.restAuthorizer() },
});
restApi.root.addMethod('GET', new apigateway.LambdaIntegration(handler));
const url = handler.addFunctionUrl({ authType: lambda.FunctionUrlAuthType.AWS_IAM });

const accessLogs = AccessLogs.off('a test of an hour');
const shield = (id: string, origin: ApiOrigin) => new ApiShield(stack, id, { origin, accessLogs });
const doors = [
  { shield: shield('HttpShield', ApiOrigin.httpApi(httpApi, { secret })), direct: httpApi.apiEndpoint, refusal: 401 },
  { shield: shield('RestShield', ApiOrigin.restApi(restApi, { secret })), direct: restApi.url, refusal: 401 },
  { shield: shield('FunctionShield', ApiOrigin.functionUrl(url)), direct: url.url, refusal: 403 },
];
doors.forEach((door, index) => staysTheSame(stack, `Shield${index + 1}`, door.shield.distribution.distributionArn));
// The authorizer of the secret is an asset.
const checks = test([stack], { updateWorkflow: false });

for (const { shield: made, direct, refusal } of doors) {
  checks.http(`https://${made.domainName}/`, {}, { status: 200, body: 'hello' }, { within: Duration.minutes(5) });
  checks.http(direct, {}, { status: refusal });
}
