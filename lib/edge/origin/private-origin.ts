import { Annotations, AspectPriority, Aspects, IAspect, Stack } from 'aws-cdk-lib';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import { Construct, IConstruct } from 'constructs';
import { checkProps } from '../../internal/checks/check';
import { checkArguments, checkTypes } from '../../internal/checks/types';
import { PRIVATE_ORIGIN_CHECKS } from './private-origin-checks';
import { PrivateOriginProps } from './private-origin-props';

/** A load balancer in a VPC that CloudFront reaches privately. Any number of distributions may share one. */
export interface IPrivateOrigin {
  /** The ID of the CloudFront VPC origin. */
  readonly vpcOriginId: string;
  /** The DNS name of the load balancer. */
  readonly domainName: string;
}

/** What is known of a `PrivateOrigin` that another app made. */
export interface PrivateOriginAttributes {
  /** The ID of the CloudFront VPC origin, `vo_…`. */
  readonly vpcOriginId: string;
  /** The DNS name of the load balancer. */
  readonly domainName: string;
}

/**
 * A CloudFront VPC origin for an internal Application Load Balancer: the way in for users, and the only one.
 *
 * CloudFront refuses **any** update of a VPC origin that a distribution uses (409, even for a tag: aws/aws-cdk#34629,
 * aws/aws-cdk#35765), so this one is made never to change: plain HTTP on port 80 inside the VPC for good, a constant
 * name, and no tags. Tags that an app or a stack construct gives to all of its resources (`Tags.of(app).add(…)`) do not
 * reach it. Tags that CloudFormation itself hands on do: those of `new Stack(…, { tags })`, of `cdk deploy --tags`, and
 * of `Tags.of(app)` without the feature flag `@aws-cdk/core:explicitStackTags`. Give this stack none, or never change
 * them; a stack that has some gets the warning `cdk-scaling-patterns:stackTagsReachVpcOrigin`.
 *
 * Viewers talk TLS to CloudFront; from there the request travels on AWS's network to an interface in the VPC.
 *
 * **Cost**: none of its own (https://aws.amazon.com/cloudfront/pricing/).
 *
 * **One-way doors**: everything about it. Another port, protocol, name or load balancer is another `PrivateOrigin`
 * with another id and name: add it, point the distributions at it, then remove the first. Deleting one that is in use
 * is refused as well, so a load balancer cannot be replaced under its users by accident.
 *
 * The VPC needs an internet gateway, and the load balancer a subnet in a zone that VPC origins serve
 * (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html).
 *
 * @example
 * declare const loadBalancer: elbv2.ApplicationLoadBalancer;
 * const origin = new PrivateOrigin(this, 'Origin', { loadBalancer, originName: 'acme-web' });
 */
export class PrivateOrigin extends Construct implements IPrivateOrigin {
  /** A private origin that was made elsewhere, for one more distribution in front of it. */
  public static fromPrivateOriginAttributes(attributes: PrivateOriginAttributes): IPrivateOrigin {
    checkArguments('PrivateOrigin.fromPrivateOriginAttributes', { attributes });
    return { vpcOriginId: attributes.vpcOriginId, domainName: attributes.domainName };
  }

  public readonly vpcOriginId: string;
  public readonly domainName: string;
  /** The resource. */
  public readonly vpcOrigin: cloudfront.IVpcOrigin;

  constructor(scope: Construct, id: string, props: PrivateOriginProps) {
    super(scope, id);
    checkTypes(this, 'PrivateOrigin', props);
    checkProps(this, 'PrivateOrigin', { ...props, stack: Stack.of(this) }, PRIVATE_ORIGIN_CHECKS);

    // Every value is explicit, so that no new default of the CDK becomes an update that CloudFront refuses.
    const vpcOrigin = new cloudfront.VpcOrigin(this, 'Resource', {
      endpoint: cloudfront.VpcOriginEndpoint.applicationLoadBalancer(props.loadBalancer),
      vpcOriginName: `${props.originName}-${Stack.of(this).region}`,
      protocolPolicy: cloudfront.OriginProtocolPolicy.HTTP_ONLY,
      httpPort: 80,
      httpsPort: 443,
      originSslProtocols: [cloudfront.OriginSslPolicy.TLS_V1_2],
    });
    // The override is applied to the rendered template, after every tag that an aspect may have added.
    const resource = vpcOrigin.node.defaultChild as cloudfront.CfnVpcOrigin;
    resource.addPropertyDeletionOverride('Tags');

    Aspects.of(this).add(new StackTagsWarning(), { priority: AspectPriority.READONLY });

    this.vpcOrigin = vpcOrigin;
    this.vpcOriginId = vpcOrigin.vpcOriginId;
    this.domainName = props.loadBalancer.loadBalancerDnsName;
  }
}

/** Warns of tags that the template does not show. They are known once every aspect that adds some has run. */
class StackTagsWarning implements IAspect {
  public visit(node: IConstruct): void {
    if (!(node instanceof PrivateOrigin)) return;
    const names = Object.keys(Stack.of(node).tags.tagValues());
    if (names.length === 0) return;
    Annotations.of(node).addWarningV2(
      'cdk-scaling-patterns:stackTagsReachVpcOrigin',
      `CloudFormation gives the tags of the stack (${names.join(', ')}) to the VPC origin, and CloudFront refuses any ` +
        'change of them (409) while a distribution uses it: take them off the stack before its first deployment ' +
        '(set @aws-cdk/core:explicitStackTags), or never change them and acknowledge this',
    );
  }
}
