import { Key, named, overwritten, refused, templatePage } from '../key';

const IAM = 'https://docs.aws.amazon.com/IAM/latest/APIReference/';
const COGNITO = 'https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/';
const INLINE = 'an entity has one inline policy of a name';
const custom = (properties: Readonly<Record<string, unknown>>) => properties.CustomDomainConfig !== undefined;

export const ACCESS: Readonly<Record<string, readonly Key[]>> = {
  ...named(
    ['AWS::IAM::ManagedPolicy', 'ManagedPolicyName:case'],
    ['AWS::IAM::Role', 'RoleName:case'],
    ['AWS::IAM::User', 'UserName:case'],
    ['AWS::IAM::Group', 'GroupName:case'],
    ['AWS::IAM::InstanceProfile', 'InstanceProfileName:case'],
    ['AWS::IAM::SAMLProvider', 'Name'],
    ['AWS::SSO::PermissionSet', 'InstanceArn:resource Name'],
    ['AWS::IdentityStore::Group', 'IdentityStoreId:resource DisplayName:case'],
    ['AWS::IdentityStore::User', 'IdentityStoreId:resource UserName:case'],
    ['AWS::RAM::Permission', 'Name'],
    ['AWS::IAM::VirtualMFADevice', 'Path? VirtualMfaDeviceName'],
  ),
  'AWS::IAM::OIDCProvider': [
    refused(`${IAM}API_CreateOpenIDConnectProvider.html`, 'Url:dns', {
      because: 'an account has one provider of an issuer (EntityAlreadyExists)',
    }),
  ],
  'AWS::IAM::ServiceLinkedRole': [
    refused(`${IAM}API_CreateServiceLinkedRole.html`, 'AWSServiceName CustomSuffix?', {
      because: 'an account has one role of a service',
    }),
  ],
  'AWS::IAM::Policy': [
    overwritten(`${IAM}API_PutRolePolicy.html`, 'PolicyName @:resource', { each: 'Roles', because: INLINE }),
    overwritten(`${IAM}API_PutUserPolicy.html`, 'PolicyName @:resource', { each: 'Users', because: INLINE }),
    overwritten(`${IAM}API_PutGroupPolicy.html`, 'PolicyName @:resource', { each: 'Groups', because: INLINE }),
  ],
  'AWS::IAM::UserToGroupAddition': [
    overwritten(`${IAM}API_AddUserToGroup.html`, 'GroupName:resource @:resource', {
      each: 'Users',
      because: 'a user is in a group once',
    }),
  ],
  'AWS::Cognito::UserPoolDomain': [
    refused(`${COGNITO}API_CreateUserPoolDomain.html`, 'Domain:dns', {
      because: 'a domain belongs to one pool',
      scope: 'world',
    }),
    refused(`${COGNITO}API_CreateUserPoolDomain.html`, 'UserPoolId:resource', {
      because: 'a pool has one prefix domain',
      when: (properties) => !custom(properties),
      space: 'AWS::Cognito::UserPoolDomain prefix',
    }),
    refused(`${COGNITO}API_CreateUserPoolDomain.html`, 'UserPoolId:resource', {
      because: 'a pool has one custom domain',
      when: custom,
      space: 'AWS::Cognito::UserPoolDomain custom',
    }),
  ],
  'AWS::Cognito::IdentityPoolRoleAttachment': [
    overwritten(
      'https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetIdentityPoolRoles.html',
      'IdentityPoolId:resource',
      { because: 'an identity pool has one set of roles' },
    ),
  ],
  'AWS::Lambda::Permission': [],
  'AWS::IoT::PolicyPrincipalAttachment': [
    overwritten(
      'https://docs.aws.amazon.com/iot/latest/apireference/API_AttachPolicy.html',
      'PolicyName:resource Principal:resource',
      {
        because: 'attaching a policy again changes nothing',
      },
    ),
  ],
  'AWS::IoT::ThingPrincipalAttachment': [
    overwritten(
      'https://docs.aws.amazon.com/iot/latest/apireference/API_AttachThingPrincipal.html',
      'ThingName:resource Principal:resource',
      {
        because: 'attaching a principal again changes nothing',
      },
    ),
  ],
  'AWS::LakeFormation::Permissions': [
    overwritten(
      'https://docs.aws.amazon.com/lake-formation/latest/APIReference/API_GrantPermissions.html',
      'DataLakePrincipal Resource Permissions',
      { because: 'granting a permission again changes nothing' },
    ),
  ],
  'AWS::LakeFormation::PrincipalPermissions': [
    overwritten(
      'https://docs.aws.amazon.com/lake-formation/latest/APIReference/API_GrantPermissions.html',
      'Principal Resource Permissions',
      { because: 'granting a permission again changes nothing' },
    ),
  ],
  'AWS::LakeFormation::Resource': [refused(templatePage('AWS::LakeFormation::Resource'), 'ResourceArn:resource')],
  'AWS::Organizations::OrganizationalUnit': [
    refused(
      'https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateOrganizationalUnit.html',
      'ParentId:resource Name',
    ),
  ],
  'AWS::Organizations::Policy': [
    refused('https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreatePolicy.html', 'Type Name'),
  ],
  'AWS::Organizations::Account': [
    refused('https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateAccount.html', 'Email:case', {
      because: 'an address belongs to one account of AWS',
      scope: 'world',
    }),
  ],
};
