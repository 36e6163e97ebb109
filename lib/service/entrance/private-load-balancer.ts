import { Duration, Stack, Token, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { checkProps } from '../../internal/checks/check';
import { checkTypes } from '../../internal/checks/types';
import { LOAD_BALANCER_CHECKS } from './private-load-balancer-checks';

/** The one port of the load balancer, for good: a CloudFront VPC origin cannot change its port while it is used. */
const HTTP_PORT = 80;

/** What a `PrivateLoadBalancer` is made from. */
export interface PrivateLoadBalancerProps {
  /** The VPC. CloudFront reaches it only if it has an internet gateway attached, though nothing is routed there. */
  readonly vpc: ec2.IVpc;

  /**
   * The load balancer's subnets, in at least two zones, one subnet a zone: private or isolated ones, each with eight
   * free addresses. A third zone is added in place.
   */
  readonly subnets: ec2.SubnetSelection;

  /**
   * Who may call: CloudFront's origin-facing managed prefix list,
   * `OriginFacing.peer(this)`. The VPC's own range does not admit a VPC origin.
   */
  readonly originFacing: ec2.IPeer;

  /**
   * A bucket for access logs, in the same Region, encrypted with S3 managed keys. Its policy is extended, which needs
   * a stack with a known Region.
   *
   * @default - no access logs: CloudFront in front can log each request
   */
  readonly accessLogs?: s3.IBucket;

  /**
   * How long a connection may be idle, 1 to 4000 seconds. The app's own keep-alive must be longer, or users see 502.
   *
   * @default - 60 seconds
   */
  readonly idleTimeout?: Duration;

  /**
   * Whether the load balancer refuses to be deleted. Turn it on once the first deployment has gone through: before,
   * it only keeps CloudFormation from rolling that back.
   *
   * @default false
   */
  readonly deletionProtection?: boolean;
}

/**
 * An internal Application Load Balancer that CloudFront alone reaches, by a VPC origin. One listener, plain HTTP on
 * port 80, answers 503 until a rule forwards; its security group admits one port from one source.
 *
 * **Cost** (us-east-1, https://aws.amazon.com/elasticloadbalancing/pricing/): 16.43 $ a month, and 5.84 $ for each
 * load balancer capacity unit used on average (25 new connections a second, or 1 GB an hour).  No public addresses.
 *
 * **One-way doors**: the scheme (internal), type and listener are final; the security group's description and VPC
 * too. Subnets, zones, timeouts, logs and protection change in place.
 *
 * @example
 * declare const vpc: ec2.IVpc;
 * new PrivateLoadBalancer(this, 'Entrance', {
 *   vpc,
 *   subnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
 *   originFacing: OriginFacing.peer(this),
 * });
 */
export class PrivateLoadBalancer extends Construct implements ec2.IConnectable {
  /** The load balancer. */
  public readonly loadBalancer: elbv2.ApplicationLoadBalancer;
  /** The listener on port 80, which answers 503 where no rule matches. */
  public readonly listener: elbv2.ApplicationListener;
  /** The load balancer's security group. */
  public readonly securityGroup: ec2.SecurityGroup;
  /** The load balancer's network connections. */
  public readonly connections: ec2.Connections;

  constructor(scope: Construct, id: string, props: PrivateLoadBalancerProps) {
    super(scope, id);
    checkTypes(this, 'PrivateLoadBalancer', props);
    const idleTimeout = props.idleTimeout ?? Duration.seconds(60);
    const { subnets } = props.vpc.selectSubnets(props.subnets);
    const settings = {
      subnetCount: subnets.length,
      idleTimeout,
      accessLogs: props.accessLogs !== undefined,
      regionKnown: !Token.isUnresolved(Stack.of(this).region),
    };
    checkProps(this, 'PrivateLoadBalancer', settings, LOAD_BALANCER_CHECKS);

    this.securityGroup = this.makeSecurityGroup(props);
    this.loadBalancer = new elbv2.ApplicationLoadBalancer(this, 'LoadBalancer', {
      vpc: props.vpc,
      vpcSubnets: { subnets },
      internetFacing: false,
      ipAddressType: elbv2.IpAddressType.IPV4,
      securityGroup: this.securityGroup,
      dropInvalidHeaderFields: true,
      desyncMitigationMode: elbv2.DesyncMitigationMode.DEFENSIVE,
      idleTimeout,
      deletionProtection: props.deletionProtection ?? false,
    });
    this.logTo(props.accessLogs);
    this.listener = this.loadBalancer.addListener('Listener', {
      port: HTTP_PORT,
      protocol: elbv2.ApplicationProtocol.HTTP,
      open: false,
      defaultAction: elbv2.ListenerAction.fixedResponse(503, {
        contentType: 'text/plain',
        messageBody: 'Service unavailable',
      }),
    });
    this.connections = this.loadBalancer.connections;
  }

  private logTo(bucket: s3.IBucket | undefined): void {
    if (bucket !== undefined) this.loadBalancer.logAccessLogs(bucket, 'load-balancer');
    else
      Validations.of(this.loadBalancer).acknowledge({
        id: 'AwsSolutions-ELB2',
        reason: 'Only CloudFront reaches this load balancer and can log each request; accessLogs adds a second record.',
      });
  }

  private makeSecurityGroup(props: PrivateLoadBalancerProps): ec2.SecurityGroup {
    const group = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc: props.vpc,
      description: 'Load balancer, reached by CloudFront only',
      allowAllOutbound: false,
    });
    // The list counts as 55 of the 60 rules that a security group has by quota, so this is the only one.
    group.addIngressRule(props.originFacing, ec2.Port.tcp(HTTP_PORT), 'HTTP from the CloudFront VPC origin');
    return group;
  }
}
