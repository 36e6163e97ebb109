import {
  becomesZero,
  itemLost,
  removed,
  turned,
  turnedOff,
  turnedOffFromDefault,
  turnedOn,
} from '../../behaviours/limits/predicates';
import { Predicate } from '../../behaviours/limits/update-limit';
import { Cut, DOCS } from './cut';

const CALLERS = 'Move all callers to another way in before this step; else keep the value.';

/** A list of one endpoint type, which becomes private. */
const madePrivate: Predicate = {
  says: 'becomes PRIVATE',
  example: [['REGIONAL'], ['PRIVATE']],
  oneWay: true,
  holds: (before, after) => !isPrivate(before) && isPrivate(after),
};

const isPrivate = (types: unknown): boolean =>
  Array.isArray(types) && types.length > 0 && types.every((type) => type === 'PRIVATE');

const blocked: Predicate = {
  says: 'goes from allowing to blocking',
  example: [{ Allow: {} }, { Block: {} }],
  oneWay: true,
  holds: (before, after) => has(before, 'Allow') && has(after, 'Block'),
};

const has = (value: unknown, key: string): boolean => typeof value === 'object' && value !== null && key in value;

/** The door is closed. */
export const DOOR_CUTS: readonly Cut[] = [
  {
    type: 'AWS::ApiGateway::RestApi',
    path: 'EndpointConfiguration.Types',
    when: madePrivate,
    severity: 'hazard',
    what: 'it is reached from VPCs with an endpoint and a policy alone, and every other client is refused',
    remedy: 'Create a private API beside this one, and let clients change over first.',
    source: `${DOCS}/apigateway/latest/developerguide/apigateway-api-migration.html`,
  },
  ...['AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api'].map((type): Cut => ({
    type,
    path: 'DisableExecuteApiEndpoint',
    when: turnedOn,
    severity: 'caution',
    what: 'clients that use its own address, and not a custom domain, are refused',
    remedy: CALLERS,
    source: `${DOCS}/apigateway/latest/developerguide/rest-api-disable-default-endpoint.html`,
  })),
  {
    type: 'AWS::ApiGatewayV2::Stage',
    path: 'DefaultRouteSettings.ThrottlingRateLimit',
    when: becomesZero(),
    severity: 'hazard',
    what: 'every request is throttled',
    remedy: 'Set the rate that the backend carries.',
    source: `${DOCS}/apigateway/latest/developerguide/http-api-throttling.html`,
  },
  {
    type: 'AWS::ApiGateway::UsagePlan',
    path: 'Throttle.RateLimit',
    when: becomesZero(),
    severity: 'hazard',
    what: 'every request under the plan is throttled',
    remedy: 'Set the rate that its customers have.',
    source: `${DOCS}/apigateway/latest/developerguide/api-gateway-api-usage-plans.html`,
  },
  {
    type: 'AWS::ApiGateway::ApiKey',
    path: 'Enabled',
    when: turnedOff,
    severity: 'caution',
    what: 'clients with this key are refused',
    remedy: CALLERS,
    source: `${DOCS}/apigateway/latest/developerguide/api-gateway-setup-api-keys.html`,
  },
  {
    type: 'AWS::Lambda::Url',
    path: 'AuthType',
    when: turned(['NONE'], ['AWS_IAM']),
    severity: 'hazard',
    what: 'requests that are not signed are refused',
    remedy: 'Let all callers sign their requests first; or put a second URL on an alias beside this one.',
    source: `${DOCS}/lambda/latest/dg/urls-auth.html`,
  },
  {
    type: 'AWS::CloudFront::Distribution',
    path: 'DistributionConfig.Enabled',
    when: turnedOff,
    severity: 'hazard',
    what: 'CloudFront answers no request for it any more',
    remedy: 'Move its names to another distribution first.',
    source: `${DOCS}/AmazonCloudFront/latest/DeveloperGuide/distribution-web-values-specify.html`,
  },
  {
    type: 'AWS::GlobalAccelerator::Accelerator',
    path: 'Enabled',
    when: turnedOffFromDefault,
    severity: 'hazard',
    what: 'it takes no traffic any more',
    remedy: 'Move clients to another address first.',
    source: `${DOCS}/global-accelerator/latest/dg/about-accelerators.html`,
  },
  {
    type: 'AWS::GlobalAccelerator::EndpointGroup',
    path: 'TrafficDialPercentage',
    when: becomesZero(100),
    severity: 'caution',
    what: 'all its traffic goes to other Regions',
    remedy: 'See that they carry it.',
    source: `${DOCS}/global-accelerator/latest/dg/about-endpoint-groups-traffic-dial.html`,
  },
  {
    type: 'AWS::WAFv2::WebACL',
    path: 'DefaultAction',
    when: blocked,
    severity: 'hazard',
    what: 'every request that no rule allows is refused',
    remedy: 'First count what the rules would refuse, then block by rules, and keep Allow as the default.',
    source: `${DOCS}/waf/latest/developerguide/web-acl-default-action.html`,
  },
  {
    type: 'AWS::Route53::RecordSet',
    path: 'Weight',
    when: becomesZero(),
    severity: 'caution',
    what: 'the records beside it take its share; where all have the weight 0 they take equal ones',
    remedy: 'See that what the others point to carries the load.',
    source: `${DOCS}/Route53/latest/DeveloperGuide/resource-record-sets-values-weighted.html`,
  },
  {
    type: 'AWS::Cognito::UserPoolClient',
    path: 'ExplicitAuthFlows',
    when: itemLost([['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_PASSWORD_AUTH'], ['ALLOW_USER_SRP_AUTH']]),
    severity: 'caution',
    what: 'applications that sign in by that flow are refused',
    remedy: CALLERS,
    source: `${DOCS}/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPoolClient.html`,
  },
  {
    type: 'AWS::Cognito::UserPoolClient',
    path: 'CallbackURLs',
    when: itemLost([['https://a.example', 'https://b.example'], ['https://a.example']]),
    severity: 'caution',
    what: 'applications that return there after sign-in are refused',
    remedy: CALLERS,
    source: `${DOCS}/cognito/latest/developerguide/user-pool-settings-client-apps.html`,
  },
  {
    type: 'AWS::Cognito::UserPoolClient',
    path: 'AllowedOAuthFlows',
    when: removed(['code']),
    severity: 'hazard',
    what: 'managed login refuses every application of this client',
    remedy: CALLERS,
    source: `${DOCS}/cognito/latest/developerguide/user-pool-settings-client-apps.html`,
  },
  {
    type: 'AWS::SES::ConfigurationSet',
    path: 'SendingOptions.SendingEnabled',
    when: turnedOffFromDefault,
    severity: 'caution',
    what: 'mail that names this set is refused',
    remedy: CALLERS,
    source: `${DOCS}/ses/latest/dg/configuration-sets-sending.html`,
  },
  {
    type: 'AWS::IAM::AccessKey',
    path: 'Status',
    when: turned(['Active'], ['Inactive'], 'Active'),
    severity: 'caution',
    what: 'who signs with this key is refused',
    remedy: CALLERS,
    source: `${DOCS}/IAM/latest/UserGuide/id_credentials_access-keys.html`,
  },
];
