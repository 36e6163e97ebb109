import { Key, named, overwritten, refused, templatePage } from '../key';

const REST = 'https://docs.aws.amazon.com/apigateway/latest/api/';
const V2 = 'https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/';
const CLOUDFRONT = 'https://docs.aws.amazon.com/cloudfront/latest/APIReference/';
const BASE_PATHS = 'https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_apigateway.DomainName.html';

export const APIS: Readonly<Record<string, readonly Key[]>> = {
  ...named(
    ['AWS::CloudFront::Function', 'Name'],
    ['AWS::CloudFront::ConnectionFunction', 'Name'],
    ['AWS::CloudFront::KeyValueStore', 'Name'],
    ['AWS::CloudFront::CachePolicy', 'CachePolicyConfig.Name'],
    ['AWS::CloudFront::OriginAccessControl', 'OriginAccessControlConfig.Name'],
    ['AWS::CloudFront::OriginRequestPolicy', 'OriginRequestPolicyConfig.Name'],
    ['AWS::CloudFront::ResponseHeadersPolicy', 'ResponseHeadersPolicyConfig.Name'],
    ['AWS::CloudFront::VpcOrigin', 'VpcOriginEndpointConfig.Name'],
    ['AWS::CloudFront::KeyGroup', 'KeyGroupConfig.Name'],
    ['AWS::CloudFront::PublicKey', 'PublicKeyConfig.Name'],
    ['AWS::WAFv2::IPSet', 'Scope Name'],
    ['AWS::WAFv2::RegexPatternSet', 'Scope Name'],
    ['AWS::WAFv2::RuleGroup', 'Scope Name'],
    ['AWS::WAFv2::WebACL', 'Scope Name'],
    ['AWS::AppSync::ChannelNamespace', 'ApiId:resource Name'],
    ['AWS::AppSync::DataSource', 'ApiId:resource Name'],
  ),
  // The last ACL that is associated holds, and taking any association away leaves the resource without one.
  'AWS::WAFv2::WebACLAssociation': [
    overwritten(
      'https://docs.aws.amazon.com/waf/latest/APIReference/API_DisassociateWebACL.html',
      'ResourceArn:resource',
      {
        because: 'a resource has one web ACL',
      },
    ),
  ],
  'AWS::WAFRegional::WebACLAssociation': [
    overwritten(
      'https://docs.aws.amazon.com/waf/latest/APIReference/API_wafRegional_DisassociateWebACL.html',
      'ResourceArn:resource',
      { because: 'a resource has one web ACL' },
    ),
  ],
  'AWS::CloudFront::RealtimeLogConfig': [refused(`${CLOUDFRONT}API_CreateRealtimeLogConfig.html`, 'Name')],
  'AWS::ApiGateway::Resource': [
    refused(`${REST}API_CreateResource.html`, 'RestApiId:resource ParentId:resource PathPart', {
      because: 'a path of an API is one resource',
    }),
  ],
  'AWS::ApiGateway::Authorizer': [
    refused(`${REST}API_CreateAuthorizer.html`, 'RestApiId:resource Name', {
      because: 'the authorizers of an API have a name each',
    }),
  ],
  'AWS::ApiGateway::ApiKey': [
    refused(`${REST}API_CreateApiKey.html`, 'Value', { because: 'no two API keys have one value' }),
  ],
  'AWS::ApiGateway::UsagePlanKey': [
    refused(`${REST}API_CreateUsagePlanKey.html`, 'UsagePlanId:resource KeyId:resource', {
      because: 'a key is in a usage plan once',
    }),
  ],
  'AWS::ApiGateway::GatewayResponse': [
    refused(templatePage('AWS::ApiGateway::GatewayResponse'), 'RestApiId:resource ResponseType', {
      because: 'an API has one response of a type',
    }),
  ],
  'AWS::ApiGateway::DocumentationVersion': [
    refused(templatePage('AWS::ApiGateway::DocumentationVersion'), 'RestApiId:resource DocumentationVersion'),
  ],
  'AWS::ApiGateway::BasePathMapping': [
    refused(`${REST}API_CreateBasePathMapping.html`, 'DomainName:resource BasePath=(none)', {
      because: 'a base path of a domain name leads to one API',
    }),
    // The empty path leaves room for no other; two that are not empty are told apart by the key above.
    refused(BASE_PATHS, 'DomainName:resource', {
      because: 'a domain name with a mapping for the empty base path takes no other mapping',
      when: ({ BasePath }) => BasePath === undefined || BasePath === '' || BasePath === '(none)',
      space: 'AWS::ApiGateway::BasePathMapping empty',
      against: 'AWS::ApiGateway::BasePathMapping other',
    }),
    refused(BASE_PATHS, 'DomainName:resource', {
      because: 'a domain name with a mapping for the empty base path takes no other mapping',
      when: ({ BasePath }) => BasePath !== undefined && BasePath !== '' && BasePath !== '(none)',
      space: 'AWS::ApiGateway::BasePathMapping other',
      against: 'AWS::ApiGateway::BasePathMapping empty',
    }),
  ],
  'AWS::ApiGateway::BasePathMappingV2': [
    refused(templatePage('AWS::ApiGateway::BasePathMappingV2'), 'DomainNameArn:resource BasePath=(none)', {
      because: 'a base path of a domain name leads to one API',
    }),
  ],
  'AWS::ApiGatewayV2::ApiMapping': [
    refused(`${V2}domainnames-domainname-apimappings.html`, 'DomainName:resource ApiMappingKey=', {
      because: 'a path of a domain name leads to one API',
    }),
  ],
  'AWS::ApiGatewayV2::Route': [
    refused(`${V2}apis-apiid-routes.html`, 'ApiId:resource RouteKey', { because: 'an API has one route of a key' }),
  ],
  'AWS::ApiGatewayV2::Authorizer': [refused(`${V2}apis-apiid-authorizers.html`, 'ApiId:resource Name')],
  'AWS::ApiGatewayV2::Model': [refused(`${V2}apis-apiid-models.html`, 'ApiId:resource Name')],
  'AWS::AppSync::Resolver': [
    refused(
      'https://docs.aws.amazon.com/appsync/latest/APIReference/API_CreateResolver.html',
      'ApiId:resource TypeName FieldName',
      {
        because: 'a field has one resolver',
      },
    ),
  ],
  'AWS::AppSync::ApiCache': [
    refused('https://docs.aws.amazon.com/appsync/latest/APIReference/API_CreateApiCache.html', 'ApiId:resource', {
      because: 'an API has one cache',
    }),
  ],
  'AWS::AppSync::DomainNameApiAssociation': [
    refused('https://docs.aws.amazon.com/appsync/latest/APIReference/API_AssociateApi.html', 'DomainName:dns', {
      because: 'a domain name leads to one API',
    }),
  ],
  'AWS::Amplify::Branch': [
    refused(
      'https://docs.aws.amazon.com/amplify/latest/APIReference/API_CreateBranch.html',
      'AppId:resource BranchName',
    ),
  ],
  'AWS::Amplify::Domain': [
    refused(
      'https://docs.aws.amazon.com/amplify/latest/APIReference/API_CreateDomainAssociation.html',
      'DomainName:dns',
      {
        because: 'a domain belongs to one app',
        scope: 'account',
      },
    ),
  ],
  'AWS::SES::ReceiptRule': [
    refused(
      'https://docs.aws.amazon.com/ses/latest/APIReference/API_CreateReceiptRule.html',
      'RuleSetName:resource Rule.Name',
    ),
  ],
  'AWS::SES::Template': [
    refused('https://docs.aws.amazon.com/ses/latest/APIReference/API_CreateTemplate.html', 'Template.TemplateName'),
  ],
  'AWS::SES::ConfigurationSetEventDestination': [
    refused(
      'https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateConfigurationSetEventDestination.html',
      'ConfigurationSetName:resource EventDestination.Name',
    ),
  ],
};
