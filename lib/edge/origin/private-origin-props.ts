import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';

/** Properties of a `PrivateOrigin`. */
export interface PrivateOriginProps {
  /** The internal load balancer. It listens for plain HTTP on port 80, and it stands in the same stack. */
  readonly loadBalancer: elbv2.IApplicationLoadBalancer;
  /**
   * What the origin is called: 1 to 40 lower-case letters, digits and hyphens, such as the app's name.
   *
   * The name of a VPC origin must be unique in an account, over all Regions, so the Region is added to it. It is there
   * for good: keep out of it whatever may change, such as a growth stage.
   */
  readonly originName: string;
}
