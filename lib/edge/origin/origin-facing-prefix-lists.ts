import { Stack, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { checkArguments } from '../../internal/checks/types';

const PREFIX_LIST_NAME = 'com.amazonaws.global.cloudfront.origin-facing';
const REMEDY = "`originFacingPrefixListId` of the app, or `OriginFacing.peer(scope, 'pl-…')` for a service";

/**
 * The ID of CloudFront's origin-facing managed prefix list in each Region. An ID differs by Region and never changes
 * within one; AWS publishes the name only, so each ID here was found in at least two public places that agree:
 *
 * - https://dev.to/kaspersfranz/limit-traffic-to-only-cloudfront-traffic-in-aws-alb-3c6 (all but ap-northeast-3), and
 *   templates and settings in public repositories, among them one in ap-northeast-3 and one each in af-south-1,
 *   ap-east-1 and eu-south-1 that run with the ID;
 * - https://github.com/turbot/steampipe-plugin-aws/pull/1577, the service's own answer with the Region in each ARN
 *   (ap-south-1 and me-south-1).
 *
 * Newer Regions are left out until two places agree on theirs. The list is not offered in ap-southeast-3
 * (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/LocationsOfEdgeServers.html).
 */
const PREFIX_LIST_IDS: Readonly<Record<string, string>> = {
  'af-south-1': 'pl-c0aa4fa9',
  'ap-east-1': 'pl-14b2577d',
  'ap-northeast-1': 'pl-58a04531',
  'ap-northeast-2': 'pl-22a6434b',
  'ap-northeast-3': 'pl-31a14458',
  'ap-south-1': 'pl-9aa247f3',
  'ap-southeast-1': 'pl-31a34658',
  'ap-southeast-2': 'pl-b8a742d1',
  'ca-central-1': 'pl-38a64351',
  'eu-central-1': 'pl-a3a144ca',
  'eu-north-1': 'pl-fab65393',
  'eu-south-1': 'pl-1bbc5972',
  'eu-west-1': 'pl-4fa04526',
  'eu-west-2': 'pl-93a247fa',
  'eu-west-3': 'pl-75b1541c',
  'me-south-1': 'pl-17b2577e',
  'sa-east-1': 'pl-5da64334',
  'us-east-1': 'pl-3b927c52',
  'us-east-2': 'pl-b6a144df',
  'us-west-1': 'pl-4ea04527',
  'us-west-2': 'pl-82a045eb',
};

/**
 * CloudFront's servers that talk to origins, as a peer for security group rules: the managed prefix list
 * `com.amazonaws.global.cloudfront.origin-facing`. Nothing is looked up, neither at synth nor at deployment.
 *
 * The list weighs 55 of the 60 rules that a security group has by default, so a group holds one such rule, for one
 * port (https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html).
 *
 * @example
 * declare const loadBalancer: elbv2.ApplicationLoadBalancer;
 * loadBalancer.connections.allowFrom(
 *   OriginFacing.peer(this),
 *   ec2.Port.tcp(80),
 *   'CloudFront to the load balancer',
 * );
 */
export class OriginFacing {
  /** The Regions whose prefix list ID is known here. */
  public static knownRegions(): string[] {
    return Object.keys(PREFIX_LIST_IDS);
  }

  /**
   * The ID of the prefix list in a Region.
   *
   * @param region the Region of the security group
   * @param override the ID to use instead of the table's, for a Region that the table does not have
   * @throws where neither the table nor the caller knows the ID
   */
  public static prefixListId(region: string, override?: string): string {
    checkArguments('OriginFacing.prefixListId', { region, override });
    if (override !== undefined) return OriginFacing.checked(override);
    if (Token.isUnresolved(region))
      throw new Error(
        'the Region of the stack is not known at synth: set `env.region` of the stack, or pass the ID of the managed ' +
          `prefix list ${PREFIX_LIST_NAME} in its Region: ${REMEDY}`,
      );
    const id = PREFIX_LIST_IDS[region];
    if (id !== undefined) return id;
    throw new Error(
      `the ID of the managed prefix list ${PREFIX_LIST_NAME} in ${region} is not known here: pass it: ${REMEDY}. ` +
        `To find it: aws ec2 describe-managed-prefix-lists --region ${region} ` +
        `--filters Name=prefix-list-name,Values=${PREFIX_LIST_NAME}`,
    );
  }

  /**
   * The prefix list of the Region that a construct's stack is in, as a peer.
   *
   * @param scope a construct of the stack that holds the security group
   * @param override the ID to use instead of the table's
   */
  public static peer(scope: Construct, override?: string): ec2.IPeer {
    checkArguments('OriginFacing.peer', { scope, override });
    return ec2.Peer.prefixList(OriginFacing.prefixListId(Stack.of(scope).region, override));
  }

  private static checked(id: string): string {
    if (Token.isUnresolved(id) || /^pl-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id)) return id;
    throw new Error(`the override is ${JSON.stringify(id)}: give the ID of a prefix list, such as "pl-3b927c52"`);
  }

  private constructor() {}
}
