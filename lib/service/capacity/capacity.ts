import { Token } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { checkArguments } from '../../internal/checks/types';
import { CapacityKind, CapacityNeeds, CapacityTarget } from './capacity-kind';
import { Ec2Capacity } from './ec2-capacity';
import { Ec2CapacityOptions } from './ec2-capacity-options';
import { FargateCapacity, FargateCapacityOptions } from './fargate-capacity';
import { ManagedInstancesCapacity, ManagedInstancesCapacityOptions } from './managed-instances-capacity';

/** What a service runs on, once that is made. */
export interface BoundCapacity {
  readonly strategy: ecs.CapacityProviderStrategy[];
  /** Makes the service start its tasks anew when the strategy changes, and only then. */
  readonly forceNewDeployment: ecs.ForceNewDeployment;
  /** What people should be told of. */
  readonly alarms: cloudwatch.IAlarm[];
}

/**
 * What a service's tasks run on. A change of capacity is an update of the service's capacity provider strategy: ECS
 * starts new tasks on the new capacity and drains the old ones; nothing is replaced.
 *
 * | capacity | whose machines | a vCPU hour and 4 GB on ARM | take it when |
 * |---|---|---|---|
 * | fargate | nobody's | 0.047 $ | always, at first |
 * | ec2 | yours, patched by a refresh each week | 0.041 $, and with savings plans less | tasks fill instances, day and night |
 * | managedInstances | looked after by ECS | EC2's price and an eighth or so | you want EC2's types and discounts, and no machines |
 *
 * (https://aws.amazon.com/fargate/pricing/, https://aws.amazon.com/ec2/pricing/on-demand/ for m7g,
 * https://aws.amazon.com/ecs/pricing/; us-east-1). On demand, instances that are not nearly full cost more than Fargate;
 * `docs/capacity.md` has the figures by the shape of tasks.
 *
 * **One-way doors**: none, in steps: a provider that the service still uses cannot be taken away, so the way back from
 * instances has two, see `movingFrom()`.
 *
 * @example
 * const capacity = Capacity.ec2({ vCpus: 8, targetPercent: 90 });
 */
export class Capacity {
  /** Fargate: no machines to look after. */
  public static fargate(options: FargateCapacityOptions = {}): Capacity {
    checkArguments('Capacity.fargate', { options });
    return new Capacity(new FargateCapacity(options));
  }

  /**
   * EC2 instances under the tasks, in two dimensions: the tasks follow the load by their own policies, and the
   * instances follow the tasks. ECS adds instances for tasks that find no room and takes away empty ones, never one
   * with tasks; instances are drained before they are replaced, each week, by ones with the newest image.
   *
   * There is room for twice the tasks, as a blue/green deployment runs them. Instances have no public address, no SSH
   * and no ports that are open; tasks do not reach their role.
   *
   * **Cost** (us-east-1): the instances, such as 238 $ a month for an m7g.2xlarge of 8 vCPUs
   * (https://aws.amazon.com/ec2/pricing/on-demand/), and 4 $ for 50 GiB on each; three alarms 0.30 $
   * (https://aws.amazon.com/cloudwatch/pricing/).
   */
  public static ec2(options: Ec2CapacityOptions): Capacity {
    checkArguments('Capacity.ec2', { options });
    return new Capacity(new Ec2Capacity(options));
  }

  /**
   * EC2 instances that ECS starts, packs, patches and replaces by itself.
   *
   * **Cost**: the instances and a fee by type, such as 0.037 $ an hour for a c6a.2xlarge of 0.306 $
   * (https://aws.amazon.com/ecs/pricing/, September 2026).
   */
  public static managedInstances(options: ManagedInstancesCapacityOptions = {}): Capacity {
    checkArguments('Capacity.managedInstances', { options });
    return new Capacity(new ManagedInstancesCapacity(options));
  }

  private constructor(
    private readonly kind: CapacityKind,
    private readonly previous?: Capacity,
  ) {}

  /**
   * This capacity, while what the tasks ran on before is still there. ECS refuses to take a provider out of a cluster
   * while a service uses it, and CloudFormation changes the cluster before the service. So going from instances to
   * anything else takes two steps: first `movingFrom` the old capacity, which moves the tasks; then without it.
   *
   * @param previous what the tasks run on now, with a `minInstances` of 0 so that it becomes empty
   */
  public movingFrom(previous: Capacity): Capacity {
    checkArguments('Capacity.movingFrom', { previous });
    return new Capacity(this.kind, previous);
  }

  /**
   * Whether a task may have to wait for an instance that has to be started first.
   *
   * @internal
   */
  public get _startsInstances(): boolean {
    return this.kind.startsInstances;
  }

  /**
   * Makes what the capacity needs in the cluster.
   *
   * @internal
   */
  public _bind(scope: Construct, target: CapacityTarget): BoundCapacity {
    const previous = this.previous?.kind.bind(scope, target);
    const { strategy, alarms } = this.kind.bind(scope, target);
    return {
      strategy,
      forceNewDeployment: { enabled: true, nonce: this.nonceOf(strategy) },
      alarms: [...alarms, ...(previous?.alarms ?? [])],
    };
  }

  /**
   * ECS refuses another strategy in a call that does not force a new deployment ("you must force a new deployment"), and
   * nothing documents that CloudFormation's call does. So the template says it, by a word that is another one whenever
   * the strategy is, on the way back as well, and the same otherwise: kinds, bases and weights, and no name that
   * CloudFormation gives.
   *
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ecs-service-forcenewdeployment.html
   * @see https://github.com/aws/aws-cdk/issues/36563
   */
  private nonceOf(strategy: ecs.CapacityProviderStrategy[]): string {
    return strategy
      .map(({ capacityProvider, base, weight }) => {
        const name = Token.isUnresolved(capacityProvider) ? this.kind.name : capacityProvider;
        return `${name} base ${base ?? 0} weight ${weight ?? 0}`;
      })
      .join(', ');
  }

  /**
   * What is wrong with the values that this capacity was given, or what does not go with a service; none when all is
   * fine.
   *
   * @internal
   */
  public _faults(needs: CapacityNeeds): string[] {
    const kinds = this.previous ? [this.kind, this.previous.kind] : [this.kind];
    const faults = kinds.flatMap((kind) => kind.faults());
    if (this.previous?.kind.name === this.kind.name)
      faults.push(`movingFrom() is for another kind than ${this.kind.name}: change the values instead`);
    return faults.length > 0 ? faults : kinds.flatMap((kind) => kind.mismatches(needs));
  }
}
