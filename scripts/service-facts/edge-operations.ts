import { Operations, service, WHOLE } from './operations';

export const EDGE_OPERATIONS: readonly Operations[] = [
  ...service('elbv2', {
    'ElasticLoadBalancingV2::LoadBalancer': [
      'CreateLoadBalancer',
      'SetSecurityGroups SetSubnets SetIpAddressType ModifyLoadBalancerAttributes ModifyIpPools ModifyCapacityReservation',
    ],
    'ElasticLoadBalancingV2::TargetGroup': [
      'CreateTargetGroup',
      'ModifyTargetGroup ModifyTargetGroupAttributes',
      { called: { UnhealthyThresholdCount: ['UnhealthyThresholdCount'] } },
    ],
    'ElasticLoadBalancingV2::Listener': ['CreateListener', 'ModifyListener ModifyListenerAttributes'],
    'ElasticLoadBalancingV2::ListenerRule': [
      'CreateRule',
      'ModifyRule SetRulePriorities',
      { called: { Priority: ['Priority', 'RulePriorities'] } },
    ],
  }),
  ...service('route53', {
    'Route53::HostedZone': [
      'CreateHostedZone',
      'UpdateHostedZoneComment AssociateVPCWithHostedZone',
      { called: { VPCs: ['VPC'], HostedZoneConfig: ['HostedZoneConfig', 'Comment'] } },
    ],
  }),
  ...service('cognito-idp', {
    'Cognito::UserPool': [
      'CreateUserPool',
      'UpdateUserPool AddCustomAttributes SetUserPoolMfaConfig',
      { called: { Schema: ['Schema', 'CustomAttributes'], UserPoolName: ['PoolName'] } },
    ],
    'Cognito::UserPoolClient': ['CreateUserPoolClient', 'UpdateUserPoolClient'],
    'Cognito::UserPoolDomain': ['CreateUserPoolDomain', 'UpdateUserPoolDomain', { names: ['Domain'] }],
  }),
  ...service('cognito-identity', { 'Cognito::IdentityPool': ['CreateIdentityPool', 'UpdateIdentityPool'] }),
  ...service('iam', {
    'IAM::Role': [
      'CreateRole',
      'UpdateRole UpdateAssumeRolePolicy AttachRolePolicy PutRolePermissionsBoundary',
      { called: { AssumeRolePolicyDocument: ['AssumeRolePolicyDocument', 'PolicyDocument'] } },
    ],
    'IAM::ManagedPolicy': ['CreatePolicy', 'CreatePolicyVersion', { called: { ManagedPolicyName: ['PolicyName'] } }],
    'IAM::InstanceProfile': ['CreateInstanceProfile', 'AddRoleToInstanceProfile', { names: ['InstanceProfileName'] }],
    'IAM::OIDCProvider': [
      'CreateOpenIDConnectProvider',
      'UpdateOpenIDConnectProviderThumbprint AddClientIDToOpenIDConnectProvider',
      { called: { ClientIdList: ['ClientIDList', 'ClientID'] } },
    ],
  }),
  ...service('wafv2', {
    'WAFv2::WebACL': ['CreateWebACL', 'UpdateWebACL', { names: ['Name', 'Scope'] }],
    'WAFv2::IPSet': ['CreateIPSet', 'UpdateIPSet', { names: ['Name', 'Scope'] }],
  }),
  ...service('apigateway', { 'ApiGateway::DomainName': ['CreateDomainName', WHOLE] }),
  ...service('cloudfront', {
    'CloudFront::VpcOrigin': ['CreateVpcOrigin', WHOLE],
    'CloudFront::CachePolicy': ['CreateCachePolicy', WHOLE],
    'CloudFront::OriginRequestPolicy': ['CreateOriginRequestPolicy', WHOLE],
    'CloudFront::ResponseHeadersPolicy': ['CreateResponseHeadersPolicy', WHOLE],
    'CloudFront::OriginAccessControl': ['CreateOriginAccessControl', WHOLE],
    'CloudFront::Function': ['CreateFunction', WHOLE],
    'CloudFront::Distribution': ['CreateDistribution', WHOLE],
  }),
  ...service('budgets', { 'Budgets::Budget': ['CreateBudget', WHOLE] }),
  ...service('s3', { 'S3::Bucket': ['CreateBucket', WHOLE] }),
  ...service('sqs', { 'SQS::Queue': ['CreateQueue', WHOLE] }),
  ...service('ssm', { 'SSM::Parameter': ['PutParameter', WHOLE] }),
];
