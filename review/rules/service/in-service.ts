import { Severity } from '../../model';

/** What traffic passes through, so that a replacement is felt though no data is lost. */
export const IN_SERVICE: Readonly<Record<string, { severity: Severity; consequence: string }>> = {
  'AWS::ElasticLoadBalancingV2::LoadBalancer': {
    severity: 'hazard',
    consequence:
      'its DNS name becomes another, and its target groups cannot be attached to the new one while the old one has them',
  },
  'AWS::ElasticLoadBalancingV2::TargetGroup': {
    severity: 'hazard',
    consequence: 'listeners forward to an empty target group until tasks have registered with the new one',
  },
  'AWS::ECS::Service': {
    severity: 'hazard',
    consequence:
      'the new service starts with the desired count of the template, not with what autoscaling reached, and the old one is stopped',
  },
  'AWS::ECS::Cluster': { severity: 'hazard', consequence: 'every service in it is replaced with it' },
  'AWS::CloudFront::Distribution': {
    severity: 'hazard',
    consequence:
      'its domain name becomes another, and its alternate domain names are refused while the old one has them',
  },
  'AWS::EC2::VPC': { severity: 'hazard', consequence: 'everything in it is replaced or left behind in the old one' },
  'AWS::EC2::Subnet': {
    severity: 'hazard',
    consequence: 'what runs in it is moved, and the old subnet cannot be deleted while network interfaces are in it',
  },
  'AWS::ApiGateway::RestApi': { severity: 'hazard', consequence: 'its URL becomes another' },
  'AWS::ApiGatewayV2::Api': { severity: 'hazard', consequence: 'its URL becomes another' },
  'AWS::AppSync::GraphQLApi': { severity: 'hazard', consequence: 'its URL becomes another' },
  'AWS::Lambda::Url': { severity: 'hazard', consequence: 'its URL becomes another' },
  'AWS::RDS::DBProxy': {
    severity: 'hazard',
    consequence: 'its endpoint becomes another, and open connections are cut',
  },
  'AWS::EC2::NatGateway': {
    severity: 'caution',
    consequence: 'connections through it are cut, and its public address becomes another unless it keeps its EIP',
  },
  'AWS::EC2::EIP': { severity: 'caution', consequence: 'the public address becomes another' },
  'AWS::EC2::SecurityGroup': {
    severity: 'caution',
    consequence: 'rules and stacks that hold its ID keep the old one until they are deployed',
  },
  'AWS::CertificateManager::Certificate': { severity: 'caution', consequence: 'the new one must be validated first' },
};
