import { specifiedIdentity } from '../compare/spec';
import { Mechanism, Severity } from '../model';
import { typesOf } from './because';
import { IN_SERVICE_OF_DATA } from './in-service-of-data';

/** What is felt outside of the stacks when another resource takes a resource's place, though no data is lost. */
export interface Service {
  readonly severity: Severity;
  readonly consequence: string;
  /** What that is, where it is not what the rule calls it. */
  readonly mechanism?: Mechanism;
}

const hazard = (consequence: string): Service => ({ severity: 'hazard', consequence });
const caution = (consequence: string): Service => ({ severity: 'caution', consequence });
const each = (services: Readonly<Record<string, string>>, service: Service): Record<string, Service> =>
  Object.fromEntries(typesOf(services).map((type) => [type, service]));

/** What more than an address goes, or less; and what has no address and is missed all the same. */
const TABLE: Readonly<Record<string, Service>> = {
  ...IN_SERVICE_OF_DATA,
  'AWS::ElasticLoadBalancingV2::LoadBalancer': hazard(
    'its DNS name becomes another, and its target groups cannot be attached to the new one while the old one has them',
  ),
  'AWS::ElasticLoadBalancingV2::TargetGroup': hazard(
    'listeners forward to an empty target group until tasks have registered with the new one',
  ),
  'AWS::ECS::Service': hazard(
    'the new service starts with the desired count of the template, not with what autoscaling reached, and the old one is stopped',
  ),
  'AWS::ECS::Cluster': hazard('every service in it is replaced with it'),
  'AWS::EKS::Nodegroup': caution('what runs on its nodes is moved to the nodes of the new one'),
  'AWS::AutoScaling::AutoScalingGroup': caution('its instances are stopped once those of the new one run'),
  'AWS::CloudFront::Distribution': hazard(
    'its domain name becomes another, and its alternate domain names are refused while the old one has them',
  ),
  'AWS::EC2::VPC': hazard('everything in it is replaced or left behind in the old one'),
  'AWS::EC2::Subnet': hazard(
    'what runs in it is moved, and the old subnet cannot be deleted while network interfaces are in it',
  ),
  'AWS::EC2::NatGateway': caution(
    'connections through it are cut, and its public address becomes another unless it keeps its EIP',
  ),
  'AWS::EC2::EIP': hazard('the public address becomes another, which firewalls and DNS of others may name'),
  'AWS::EC2::SecurityGroup': caution(
    'instances that run, and who was given its ID, keep the old one, which cannot be deleted before they let go',
  ),
  'AWS::EC2::VPCEndpoint': caution('what is in the VPC is without it until the new one is ready'),
  'AWS::EC2::VPCEndpointService': hazard('its service name becomes another, to which the endpoints of others lead'),
  'AWS::CertificateManager::Certificate': caution('the new one must be validated first'),
  'AWS::RDS::DBProxy': hazard('its endpoint becomes another, and open connections are cut'),
  ...each(
    { ApiGateway: 'RestApi', ApiGatewayV2: 'Api', AppSync: 'GraphQLApi Api', Lambda: 'Url' },
    hazard('its URL becomes another'),
  ),
  ...each(
    { ApiGateway: 'DomainName DomainNameV2', ApiGatewayV2: 'DomainName', AppSync: 'DomainName' },
    hazard('the name that the DNS records of the domain lead to becomes another'),
  ),
  ...each(
    { ApiGateway: 'Stage', ApiGatewayV2: 'Stage' },
    hazard('the URL of the API has another stage in it, and who has the old one is refused'),
  ),
  'AWS::StepFunctions::StateMachine': hazard(
    'its running executions are ended, and who starts the old one by its ARN is refused',
  ),
  'AWS::Events::EventBus': hazard('what is sent to the old one is lost, and rules of others on it go with it'),
  ...each(
    { CodeStarConnections: 'Connection', CodeConnections: 'Connection' },
    hazard('the new one is pending, and pipelines read no source, until a person completes it in the console'),
  ),
  'AWS::EC2::VPCPeeringConnection': caution(
    'routes through it lead nowhere until the new one is accepted, by the other side where it is another account',
  ),
  'AWS::EC2::TransitGatewayPeeringAttachment': hazard(
    'the other side has to accept the new one before it carries traffic',
  ),
  'AWS::ApiGateway::ApiKey': hazard('callers that have the value of the old one are refused'),
  'AWS::AppSync::ApiKey': hazard('callers that have the value of the old one are refused'),
  'AWS::Cognito::UserPoolClient': hazard(
    'its client ID becomes another, and apps that have the old one cannot sign in',
  ),
  'AWS::Cognito::UserPoolDomain': hazard('sign-in pages and links under it are gone until the new one is ready'),
  'AWS::IAM::AccessKey': hazard('what has the old access key is refused'),
  'AWS::IAM::User': hazard('its passwords and access keys go with the old one'),
  'AWS::IAM::OIDCProvider': hazard('who signs in through it is refused while there is none'),
  'AWS::IAM::SAMLProvider': hazard('who signs in through it is refused while there is none'),
  'AWS::IAM::ServerCertificate': caution('what serves it holds the old one until it is deployed'),
  'AWS::EC2::KeyPair': caution('instances accept the old key, and nobody has its private half any more'),
  'AWS::Transfer::Server': hazard('its endpoint and host key become others, which clients hold'),
  'AWS::Transfer::WebApp': hazard('its endpoint becomes another'),
  'AWS::Connect::Instance': hazard('its phone numbers, users and address are lost'),
  'AWS::Connect::PhoneNumber': hazard('the number goes back to the carrier'),
  'AWS::SMSVOICE::PhoneNumber': hazard('the number goes back to the carrier'),
  'AWS::SES::EmailIdentity': hazard('its DKIM tokens become others, and mail is not signed until DNS has them'),
  'AWS::SES::MailManagerIngressPoint': hazard('the host that mail is sent to becomes another'),
  'AWS::SES::DedicatedIpPool': caution('its addresses, and the reputation that they have, go with it'),
  'AWS::Route53::DelegationSet': hazard('its name servers become others, which domains point to'),
  'AWS::RUM::AppMonitor': caution('pages that carry the ID of the old one send to nothing'),
  'AWS::Location::APIKey': hazard('callers that have the value of the old one are refused'),
  'AWS::IoT::Certificate': hazard('devices that have the old one are refused'),
  'AWS::IoT::CACertificate': hazard('devices whose certificates were signed by it are refused'),
  'AWS::RolesAnywhere::TrustAnchor': caution('profiles and workloads that name its ARN are refused'),
  'AWS::CloudFront::PublicKey': caution('links that were signed for the old key are refused once it is gone'),
  ...each(
    {
      EC2: 'VPNConnection CustomerGateway VPNGateway TransitGateway ClientVpnEndpoint',
      DirectConnect:
        'Connection Lag DirectConnectGateway PrivateVirtualInterface PublicVirtualInterface TransitVirtualInterface',
      NetworkManager: 'CoreNetwork',
    },
    hazard('the other side of the connection is set up for the old one'),
  ),
  ...each(
    { MediaLive: 'Input Channel', MediaPackage: 'Channel', IVS: 'StreamKey', IVSChat: 'Room' },
    hazard('encoders and players are set up for the old one'),
  ),
  ...each({ Lightsail: 'LoadBalancer Distribution' }, hazard('its address becomes another')),
  ...each({ EC2: 'NetworkInterface' }, caution('its addresses become others')),
};

/** Attributes by which others reach a resource or prove themselves to it. */
const HELD_BY_OTHERS =
  /(^|\.|[a-z0-9])(Url|URL|Urls|URLs|Endpoint|Endpoints|DNSName|DnsName|Dns|DomainName|DefaultDomain|EgressDomain|NameServers|ClientId|ApiKey|SecretAccessKey|PublicIp|IpAddress|IpAddresses|Ipv4Addresses|IPv4Addresses|IngestIp|EgressIp|HostName|ARecord|Alias)$/;

/** Attributes that are called so and reach nothing. */
const NOT_AN_ADDRESS =
  /(Console|Documentation|Authorization|Callback|Discovery|Approval|Attachment|Oci|Retrieval)\w*$|OwnerAlias$/;

/** Types that have such an attribute, which nobody outside needs to keep. */
const NOBODY_HOLDS: ReadonlySet<string> = new Set(
  typesOf({
    AppStream: 'ImageBuilder',
    BedrockAgentCore: 'ApiKeyCredentialProvider OAuth2CredentialProvider',
    Invoicing: 'ProcurementPortalPreference',
    MPA: 'IdentitySource',
    ODB: 'OdbNetwork',
    SecurityLake: 'SubscriberNotification',
    SMSVOICE: 'RegistrationAttachment',
    VpcLattice: 'ServiceNetworkServiceAssociation',
  }),
);

const known = new Map<string, Service | undefined>();

/** What others miss of a resource of this type, by the table or by the attributes of which the specification tells. */
export function inService(type: string): Service | undefined {
  if (!known.has(type)) known.set(type, Object.hasOwn(TABLE, type) ? TABLE[type] : byAttributes(type));
  return known.get(type);
}

/** The attributes of a type that others hold. */
export function heldByOthers(type: string): string[] {
  if (NOBODY_HOLDS.has(type)) return [];
  const attributes = specifiedIdentity(type)?.attributes ?? [];
  return attributes.filter((name) => HELD_BY_OTHERS.test(name) && !NOT_AN_ADDRESS.test(name));
}

function byAttributes(type: string): Service | undefined {
  const [first] = heldByOthers(type);
  return first === undefined
    ? undefined
    : hazard(`its ${first} becomes another, and who has the old one does not reach it`);
}
