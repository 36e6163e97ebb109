import { Duration, Fn } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as origins from 'aws-cdk-lib/aws-cloudfront-origins';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { checkArguments } from '../../internal/checks/types';
import { globalName } from '../front-door/security-headers';
import { OriginSecret } from '../origin/origin-secret';
import { IPrivateOrigin } from '../origin/private-origin';
import { openMethods, openRoutes } from './open-routes';

/** What every origin of an API is given. */
export interface ApiOriginOptions {
  readonly originId: string;
  readonly readTimeout: Duration;
  readonly keepaliveTimeout: Duration;
  readonly originShieldEnabled: boolean;
}

/** How an API in API Gateway is closed to all but CloudFront. */
export interface GatewayOriginOptions {
  /** The secret that CloudFront adds to each request. Its authorizer has to guard every route. */
  readonly secret: OriginSecret;
  /**
   * Routes that another authorizer guards, such as one for JWTs, and whose integration checks the secret's header
   * itself: `['POST /login']`. API Gateway asks one authorizer a route.
   *
   * @default - none: synth fails for a route with no authorizer, or another one
   */
  readonly checkedByIntegration?: string[];
}

/** Where an `HttpApi` answers. */
export interface HttpApiOriginOptions extends GatewayOriginOptions {
  /**
   * The stage.
   *
   * @default - '$default', which has no path
   */
  readonly stageName?: string;
}

/** What an `ApiShield` stands before. */
export class ApiOrigin {
  /** An internal load balancer, by its VPC origin. Any number of distributions may share one. */
  public static loadBalancer(origin: IPrivateOrigin): ApiOrigin {
    checkArguments('ApiOrigin.loadBalancer', { origin });
    return new ApiOrigin({
      originRequestPolicy: cloudfront.OriginRequestPolicy.ALL_VIEWER_AND_CLOUDFRONT_2022,
      bind: (scope, options) =>
        origins.VpcOrigin.withVpcOrigin(cloudfront.VpcOrigin.fromVpcOriginId(scope, 'Origin', origin.vpcOriginId), {
          domainName: origin.domainName,
          ...options,
        }),
    });
  }

  /**
   * An HTTP API of API Gateway. It is public, so each of its routes must ask for the secret that CloudFront sends
   * (`defaultAuthorizer: secret.httpAuthorizer()`); synth fails for a route of this app that does not. Routes that were
   * made elsewhere, of an imported API, nobody sees here.
   */
  public static httpApi(api: apigatewayv2.IHttpApi, options: HttpApiOriginOptions): ApiOrigin {
    checkArguments('ApiOrigin.httpApi', { api, options });
    const stage = options.stageName ?? '$default';
    return new ApiOrigin({
      // The API answers to its own host name only.
      originRequestPolicy: cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      secret: options.secret,
      httpApi: api,
      open: () => openRoutes(api, options.secret, options.checkedByIntegration ?? []),
      bind: (_scope, origin) =>
        new origins.HttpOrigin(Fn.select(2, Fn.split('/', api.apiEndpoint)), {
          originPath: stage === '$default' ? undefined : `/${stage}`,
          customHeaders: secretHeader(options.secret),
          protocolPolicy: cloudfront.OriginProtocolPolicy.HTTPS_ONLY,
          originSslProtocols: [cloudfront.OriginSslPolicy.TLS_V1_2],
          ...origin,
        }),
    });
  }

  /**
   * A REST API of API Gateway, with its endpoint in the Region and its deployment stage. It is public, so each of its
   * methods must ask for the secret that CloudFront sends
   * (`defaultMethodOptions: { authorizer: secret.restAuthorizer() }`); synth fails for a method of this app that does
   * not. Methods that were made elsewhere, of an imported API, nobody sees here.
   */
  public static restApi(api: apigateway.RestApiBase, options: GatewayOriginOptions): ApiOrigin {
    checkArguments('ApiOrigin.restApi', { api, options });
    return new ApiOrigin({
      originRequestPolicy: cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      secret: options.secret,
      restApi: api,
      open: () => openMethods(api, options.secret, options.checkedByIntegration ?? []),
      bind: (_scope, origin) =>
        new origins.RestApiOrigin(api, { customHeaders: secretHeader(options.secret), ...origin }),
    });
  }

  /**
   * The URL of a Lambda function, with `authType: FunctionUrlAuthType.AWS_IAM`: CloudFront signs each request (origin
   * access control), and nobody else is allowed in.
   *
   * The signature takes the `Authorization` header, so a caller's own token must come in another one. And Lambda wants
   * the body signed: callers send the SHA-256 of what they PUT or POST, in hex, as `x-amz-content-sha256`
   * (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-lambda.html).
   */
  public static functionUrl(url: lambda.IFunctionUrl): ApiOrigin {
    checkArguments('ApiOrigin.functionUrl', { url });
    return new ApiOrigin({
      originRequestPolicy: cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      functionUrl: url,
      bind: (scope, options) =>
        origins.FunctionUrlOrigin.withOriginAccessControl(url, {
          originAccessControl: new cloudfront.FunctionUrlOriginAccessControl(scope, 'Access', {
            originAccessControlName: globalName(scope),
          }),
          ...options,
        }),
    });
  }

  private constructor(
    /** @internal */
    public readonly _how: {
      readonly originRequestPolicy: cloudfront.IOriginRequestPolicy;
      readonly secret?: OriginSecret;
      readonly httpApi?: apigatewayv2.IHttpApi;
      readonly restApi?: apigateway.RestApiBase;
      readonly functionUrl?: lambda.IFunctionUrl;
      /** Routes that anybody may call. Known when the app is whole. */
      readonly open?: () => string[];
      readonly bind: (scope: Construct, options: ApiOriginOptions) => cloudfront.IOrigin;
    },
  ) {}
}

/** The value is resolved by CloudFormation, so that no template has it. */
function secretHeader(secret: OriginSecret): Record<string, string> {
  return { [secret.header]: secret.secret.secretValue.unsafeUnwrap() };
}
