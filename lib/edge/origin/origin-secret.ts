import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import * as authorizers from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { checkProps } from '../../internal/checks/check';
import { checkTypes } from '../../internal/checks/types';
import { handlerAsset } from '../../internal/handler-asset';
import { ORIGIN_SECRET_CHECKS } from './origin-secret-checks';
import { OriginSecretProps } from './origin-secret-props';

/** The header that carries the secret from CloudFront to the API. */
const HEADER = 'x-origin-secret';

/**
 * What CloudFront knows and nobody else, so that an API in API Gateway, which is public, answers only CloudFront: a
 * secret that an `ApiShield` adds to each request as a header, and the authorizers that ask for it.
 *
 * API Gateway has no origin access control, and its resource policies cannot see such a header, so a Lambda authorizer
 * does (https://aws.amazon.com/blogs/networking-and-content-delivery/restricting-access-http-api-gateway-lambda-authorizer/).
 * API Gateway refuses a request without the header by itself, and keeps the authorizer's answer for five minutes, so the
 * function runs seldom.
 *
 * It belongs in the stack of the API. The secret has to be in the Region of the `ApiShield`'s stack, which reads it when
 * it is deployed. Who may read the distribution's configuration (`cloudfront:GetDistributionConfig`) may read the value.
 *
 * **Cost** (us-east-1): 0.40 $ a month for a secret, twice that from the second generation on
 * (https://aws.amazon.com/secrets-manager/pricing/); the function next to nothing.
 *
 * **One-way doors**: none. Count `generation` up to change the secret: deploy the API's stack first, so that it
 * knows the new one before CloudFront sends it; a plain `cdk deploy` of the app does so by itself.
 *
 * @example
 * declare const integration: apigatewayv2.HttpRouteIntegration;
 * const secret = new OriginSecret(this, 'OriginSecret');
 * const api = new apigatewayv2.HttpApi(this, 'Api', {
 *   defaultIntegration: integration,
 *   defaultAuthorizer: secret.httpAuthorizer(),
 * });
 * new ApiShield(this, 'Shield', { origin: ApiOrigin.httpApi(api, { secret }) });
 */
export class OriginSecret extends Construct {
  /** The header that carries it. */
  public readonly header: string = HEADER;
  /** The secret that is sent. */
  public readonly secret: secretsmanager.Secret;
  /** The function behind the authorizers. */
  public readonly authorizerFunction: lambda.Function;
  private rest?: apigateway.RequestAuthorizer;

  constructor(scope: Construct, id: string, props: OriginSecretProps = {}) {
    super(scope, id);
    checkTypes(this, 'OriginSecret', props);
    checkProps(this, 'OriginSecret', props, ORIGIN_SECRET_CHECKS);
    const generation = props.generation ?? 1;

    const before = generation > 1 ? [this.makeSecret(generation - 1)] : [];
    this.secret = this.makeSecret(generation);
    this.authorizerFunction = this.makeFunction([...before, this.secret]);
  }

  /** An authorizer for the routes of an HTTP API, best as its `defaultAuthorizer`. Call it once for each API. */
  public httpAuthorizer(): apigatewayv2.IHttpRouteAuthorizer {
    return new authorizers.HttpLambdaAuthorizer('OriginSecret', this.authorizerFunction, {
      authorizerName: 'origin-secret',
      identitySource: [`$request.header.${this.header}`],
      responseTypes: [authorizers.HttpLambdaResponseType.SIMPLE],
      resultsCacheTtl: Duration.minutes(5),
    });
  }

  /** The authorizer for the methods of one REST API, best in its `defaultMethodOptions`. */
  public restAuthorizer(): apigateway.IAuthorizer {
    this.rest ??= new apigateway.RequestAuthorizer(this, 'RestAuthorizer', {
      handler: this.authorizerFunction,
      identitySources: [apigateway.IdentitySource.header(this.header)],
      resultsCacheTtl: Duration.minutes(5),
    });
    return this.rest;
  }

  private makeSecret(generation: number): secretsmanager.Secret {
    const secret = new secretsmanager.Secret(this, `Secret${generation}`, {
      description: 'Known to CloudFront and to the authorizer of an API',
      generateSecretString: { passwordLength: 64, excludePunctuation: true, includeSpace: false },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'CloudFront learns the value when it is deployed, so a change is a deployment too: `generation`.',
    });
    return secret;
  }

  private makeFunction(secrets: secretsmanager.ISecret[]): lambda.Function {
    const logGroup = new logs.LogGroup(this, 'Logs', {
      retention: logs.RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new iam.Role(this, 'Role', {
      description: 'Authorizer that knows what CloudFront sends',
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
    });
    logGroup.grantWrite(role);
    role.addToPolicy(
      new iam.PolicyStatement({
        actions: ['secretsmanager:GetSecretValue'],
        resources: secrets.map((secret) => secret.secretArn),
      }),
    );
    return new lambda.Function(this, 'Function', {
      description: 'Lets into an API only what CloudFront sent',
      code: lambda.Code.fromAsset(handlerAsset('origin-authorizer')),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      memorySize: 256,
      timeout: Duration.seconds(10),
      environment: {
        ORIGIN_SECRET_HEADER: this.header,
        ORIGIN_SECRET_ARNS: secrets.map((secret) => secret.secretArn).join(','),
      },
      role,
      logGroup,
    });
  }
}
