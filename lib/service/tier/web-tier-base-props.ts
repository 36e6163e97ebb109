import { Duration } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { TaskPlacement } from '../containers/task-placement';
import { WorkloadOptions } from '../containers/workload-options';

/** What is the same of a web tier, whatever it computes with and wherever it stands. Each value changes in place. */
export interface WebTierOptions extends WorkloadOptions {
  /**
   * The path that the load balancer asks for to see whether the app is healthy. It answers within 5 seconds, with one
   * of `healthCheckCodes`, and should not ask the database: a slow database would take everything out at once.
   *
   * @default '/'
   */
  readonly healthCheckPath?: string;

  /**
   * How often the load balancer asks each task or instance, 6 to 300 seconds. Two good answers make it healthy, three
   * bad ones unhealthy.
   *
   * @default - 15 seconds
   */
  readonly healthCheckInterval?: Duration;

  /**
   * The status codes by which an answer is healthy: codes and ranges from 200 to 499, such as `200-299,401`. A smoke
   * test without `paths` of its own asks the same path and takes 200 to 299 alone.
   *
   * @default '200-299'
   */
  readonly healthCheckCodes?: string;

  /**
   * How long a stopping task or instance still finishes the requests it has, 0 to 3600 seconds.
   *
   * @default - 30 seconds
   */
  readonly deregistrationDelay?: Duration;

  /**
   * A bucket for the load balancer's access logs, in the same Region, encrypted with S3 managed keys.
   *
   * @default - no access logs: CloudFront in front can log each request
   */
  readonly accessLogs?: s3.IBucket;

  /**
   * How long a connection through the load balancer may be idle, 1 to 4000 seconds.
   *
   * @default - 60 seconds
   */
  readonly idleTimeout?: Duration;

  /**
   * Whether the load balancer refuses to be deleted. Turn it on once the first deployment has gone through.
   *
   * @default false
   */
  readonly deletionProtection?: boolean;
}

/** What is the same of a web tier, whatever it computes with. */
export interface WebTierBaseProps extends WebTierOptions {
  /** The VPC of the load balancer and what is behind it. It has an internet gateway, which CloudFront VPC origins want. */
  readonly vpc: ec2.IVpc;

  /** The internal load balancer's subnets, in at least two zones: private or isolated ones. */
  readonly loadBalancerSubnets: ec2.SubnetSelection;

  /** The subnets of what is behind the load balancer, and whether each task or instance has a public address. */
  readonly placement: TaskPlacement;

  /** Who may call the load balancer: `OriginFacing.peer(this)`, CloudFront's origin-facing managed prefix list. */
  readonly originFacing: ec2.IPeer;
}
