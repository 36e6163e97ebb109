import { Construct } from 'constructs';
import { checkArguments } from '../../internal/checks/types';
import { ContainerCompute } from '../containers/container-compute';
import { FunctionsCompute } from '../functions/functions-compute';
import { FunctionsOptions } from '../functions/functions-options';
import { InstancesCompute } from '../instances/instances-compute';
import { InstancesOptions } from '../instances/instances-options';
import { BoundCompute, ComputeContext, ComputeKind } from './compute-kind';
import { TierSettings } from './settings';
import { WebContainersOptions } from './web-service-props';

/**
 * What a web tier computes with. Users come in by the same load balancer, the app finds the same environment, and the
 * same alarms watch, so that a switch replaces compute only.
 *
 * | compute | the app is | the fewest cost | take it when |
 * |---|---|---|---|
 * | instances | a machine image | 12.26 $ a month for a t4g.small | the app does not fit in a container, or not yet |
 * | containers | an image | 7.21 $ a month for the smallest task | always, at first |
 * | functions | code that answers one request | nothing, then 0.20 $ a million requests and their time | requests are few, or come in bursts |
 *
 * (https://aws.amazon.com/ec2/pricing/on-demand/, https://aws.amazon.com/fargate/pricing/,
 * https://aws.amazon.com/lambda/pricing/; us-east-1)
 *
 * **One-way doors**: none between the kinds. Those of each kind are its own.
 *
 * @example
 * const compute = Compute.containers({
 *   image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:stable'),
 *   containerPort: 80,
 *   scaling: { minTasks: 2, maxTasks: 10 },
 * });
 */
export class Compute {
  /** Containers on ECS: on Fargate, or on instances under them (`Capacity.ec2()`). As a `WebService` has them. */
  public static containers(options: WebContainersOptions): Compute {
    checkArguments('Compute.containers', { options });
    return new Compute(new ContainerCompute(options));
  }

  /**
   * EC2 instances from a machine image, in an Auto Scaling group that follows the load. An instance serves when the app
   * on it answers the health check, and one that never does is given up; a new image, script or environment replaces
   * all of them, a new one before an old one.
   *
   * Instances have no SSH and no open port but the app's; Session Manager opens a shell.
   *
   * **Cost** (us-east-1): the instances, such as 12.26 $ a month for a t4g.small
   * (https://aws.amazon.com/ec2/pricing/on-demand/), 0.64 $ for a volume of 8 GiB on each
   * (https://aws.amazon.com/ebs/pricing/), 2.10 $ for its detailed metrics (https://aws.amazon.com/cloudwatch/pricing/).
   * An instance that waits in a warm pool costs its volume.
   *
   * **One-way doors**: `port`.
   */
  public static instances(options: InstancesOptions): Compute {
    checkArguments('Compute.instances', { options });
    return new Compute(new InstancesCompute(options));
  }

  /**
   * A Lambda function that the load balancer calls, one request at a time in each of its environments. It stands in the
   * tier's private subnets, as what it needs does.
   *
   * **Limits**: a request and an answer of 1 MB each, and no WebSockets
   * (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html).
   *
   * **Cost** (us-east-1, https://aws.amazon.com/lambda/pricing/): 0.20 $ a million requests and 0.0000133334 $ a GB
   * second on ARM; 0.0000033334 $ for each GB second that is kept ready.
   *
   * **One-way doors**: none.
   */
  public static functions(options: FunctionsOptions): Compute {
    checkArguments('Compute.functions', { options });
    return new Compute(new FunctionsCompute(options));
  }

  private constructor(
    private readonly kind: ComputeKind,
    private readonly beside?: Compute,
  ) {}

  /**
   * This compute, while another is made ready: all of the other is there and its health is asked, but users do not
   * reach it yet. The first step of a careful switch.
   *
   * @param next what users are to reach after the next step
   */
  public preparing(next: Compute): Compute {
    checkArguments('Compute.preparing', { next });
    return new Compute(this.kind, next);
  }

  /**
   * This compute, while what users reached before is still there and ready to take them back: that is to go back to
   * `preparing()`. The second step of a careful switch; the third is this compute alone.
   *
   * @param previous what users reached until this step
   */
  public movingFrom(previous: Compute): Compute {
    checkArguments('Compute.movingFrom', { previous });
    return new Compute(this.kind, previous);
  }

  /** Throws when values are not what a kind can work with. @internal */
  public _validate(scope: Construct, tier: TierSettings): void {
    for (const { kind } of this.all()) kind.validate(scope, tier);
  }

  /** What is wrong with a switch, in words. @internal */
  public _faults(): string[] {
    if (!this.beside) return [];
    const faults: string[] = [];
    if (this.beside.beside) faults.push('one switch at a time: the other compute is itself in one');
    if (this.beside.kind.name === this.kind.name)
      faults.push(`a switch is between two kinds: change the values of ${this.kind.name} instead`);
    return faults;
  }

  /** Makes all of it behind the entrance, what users reach first. @internal */
  public _bind(scope: Construct, context: Omit<ComputeContext, 'receivesUsers'>): BoundCompute[] {
    return this.all().map(({ kind, receivesUsers }) => kind.bind(scope, { ...context, receivesUsers }));
  }

  private all(): { kind: ComputeKind; receivesUsers: boolean }[] {
    const other = this.beside ? [{ kind: this.beside.kind, receivesUsers: false }] : [];
    return [{ kind: this.kind, receivesUsers: true }, ...other];
  }
}
