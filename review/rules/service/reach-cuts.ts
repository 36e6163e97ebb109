import { removed, switched, turned, turnedOff, turnedOffFromDefault } from '../../behaviours/limits/predicates';
import { Cut, DOCS } from './cut';

const CALLERS = 'Move all callers to another way in before this step; else keep the value.';

/** Who is outside is not let in any more, or does not find the way. */
export const REACH_CUTS: readonly Cut[] = [
  ...['AWS::RDS::DBInstance', 'AWS::Redshift::Cluster'].map((type): Cut => ({
    type,
    path: 'PubliclyAccessible',
    when: turnedOff,
    severity: 'caution',
    what: 'clients outside the VPC do not reach it any more',
    remedy: 'Let them come by a bastion, a VPN or Client VPN first.',
    source: `${DOCS}/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html`,
  })),
  ...['AWS::RDS::DBCluster', 'AWS::Redshift::Cluster'].map((type): Cut => ({
    type,
    path: 'Port',
    when: switched([5432, 5433]),
    severity: 'caution',
    what: 'clients that hold the old port are refused',
    remedy: 'Let clients take the port from configuration, and restart them with this step.',
    source: `${DOCS}/AmazonRDS/latest/APIReference/API_ModifyDBCluster.html`,
  })),
  ...['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'].map((type): Cut => ({
    type,
    path: 'EnableIAMDatabaseAuthentication',
    when: turnedOff,
    severity: 'caution',
    what: 'clients that connect by IAM are refused',
    remedy: CALLERS,
    source: `${DOCS}/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.Enabling.html`,
  })),
  {
    type: 'AWS::EC2::VPC',
    path: 'EnableDnsSupport',
    when: turnedOffFromDefault,
    severity: 'hazard',
    what: 'nothing in the VPC resolves a name any more by the server of the VPC',
    remedy: 'Keep it on, or give instances another name server first.',
    source: `${DOCS}/vpc/latest/userguide/vpc-dns-support.html`,
  },
  {
    type: 'AWS::EC2::VPC',
    path: 'EnableDnsHostnames',
    when: turnedOff,
    severity: 'caution',
    what: 'private names of VPC endpoints and private zones are not resolved any more',
    remedy: 'Keep it on.',
    source: `${DOCS}/vpc/latest/userguide/vpc-dns-support.html`,
  },
  {
    type: 'AWS::EC2::VPCEndpoint',
    path: 'PrivateDnsEnabled',
    when: turnedOff,
    severity: 'caution',
    what: 'clients that use the public name of the service go out of the VPC again, where there is a way',
    remedy: 'See that there is a NAT gateway, or let clients use the name of the endpoint.',
    source: `${DOCS}/vpc/latest/privatelink/create-interface-endpoint.html`,
  },
  {
    type: 'AWS::S3::Bucket',
    path: 'WebsiteConfiguration',
    when: removed({ IndexDocument: 'index.html' }),
    severity: 'hazard',
    what: 'its website address answers no more',
    remedy: 'Move its readers, and distributions that have it as their origin, first.',
    source: `${DOCS}/AmazonS3/latest/userguide/EnableWebsiteHosting.html`,
  },
  {
    type: 'AWS::EKS::Cluster',
    path: 'ResourcesVpcConfig.EndpointPublicAccess',
    when: turnedOffFromDefault,
    severity: 'caution',
    what: 'the Kubernetes API is reached from inside the VPC alone: pipelines and people outside are refused',
    remedy: 'Turn private access on first, and let them come from inside.',
    source: `${DOCS}/eks/latest/userguide/cluster-endpoint.html`,
  },
  {
    type: 'AWS::MSK::Cluster',
    path: 'BrokerNodeGroupInfo.ConnectivityInfo.PublicAccess.Type',
    when: turned(['SERVICE_PROVIDED_EIPS'], ['DISABLED']),
    severity: 'caution',
    what: 'clients outside the VPC do not reach it any more',
    remedy: CALLERS,
    source: `${DOCS}/msk/latest/developerguide/public-access.html`,
  },
];
