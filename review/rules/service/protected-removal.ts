import { Resource } from '../../model';
import { typesOf } from '../../types/because';

/**
 * Types that their service does not delete while something uses them, so that what goes was in nobody's use; each by
 * the error of its delete operation.
 */
const KEPT_WHILE_IN_USE: ReadonlySet<string> = new Set(
  typesOf({
    // DependencyViolation: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html (2026-12-01)
    EC2: 'SecurityGroup Subnet VPC CustomerGateway',
    // ResourceInUseException: https://docs.aws.amazon.com/acm/latest/APIReference/API_DeleteCertificate.html (2026-12-01)
    CertificateManager: 'Certificate',
    // ResourceInUse: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DeleteTargetGroup.html (2026-12-01)
    ElasticLoadBalancingV2: 'TargetGroup',
    // DeleteConflict: https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteServerCertificate.html (2026-12-01)
    IAM: 'ServerCertificate',
    // PublicKeyInUse: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DeletePublicKey.html (2026-12-01)
    CloudFront: 'PublicKey',
  }),
);

export const isKeptWhileInUse = (type: string): boolean => KEPT_WHILE_IN_USE.has(type);

/** Properties by which a resource is a part of another: with that one it goes. */
const PART_OF = [
  'ApiId',
  'ListenerArn',
  'LoadBalancerArn',
  'RestApiId',
  'RouteTableId',
  'UserPoolId',
  'VpcId',
  'Cluster',
  'ServerId',
];

/** The values that say what a resource is a part of. */
export function wholesOf({ Properties: properties = {} }: Resource): unknown[] {
  return PART_OF.map((name) => properties[name]).filter((value) => value !== undefined);
}
