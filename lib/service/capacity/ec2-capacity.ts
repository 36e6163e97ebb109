import { Token } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { BoundKind, CapacityKind, CapacityNeeds, CapacityTarget, publicPlacement } from './capacity-kind';
import { Ec2CapacityOptions, Ec2CapacitySettings, ec2SettingsOf } from './ec2-capacity-options';
import { InstanceGroup } from './instance-group';
import { instancesFor, INSTANCE_VCPUS, tasksPerInstance } from './instance-plan';

const MEMORY_RATIOS = [2, 4, 8];

export class Ec2Capacity implements CapacityKind {
  public readonly name = 'Capacity.ec2()';
  public readonly startsInstances = true;
  private readonly settings: Ec2CapacitySettings;

  constructor(options: Ec2CapacityOptions) {
    this.settings = ec2SettingsOf(options);
  }

  public bind(scope: Construct, { cluster, needs }: CapacityTarget): BoundKind {
    const group = new InstanceGroup(scope, 'Instances', {
      settings: this.settings,
      // Told by `mismatches` where it is another.
      cluster: cluster as ecs.Cluster,
      vpc: needs.vpc,
      subnets: needs.placement.subnets,
      architecture: needs.architecture,
      maxInstances: this.settings.maxInstances ?? this.mostInstances(needs),
    });
    return {
      strategy: [{ capacityProvider: group.capacityProvider.capacityProviderName, weight: 1 }],
      alarms: group.alarms,
    };
  }

  public faults(): string[] {
    const { vCpus, memoryGiBPerVCpu, minInstances, maxInstances, targetPercent, volumeGiB } = this.settings;
    const faults: string[] = [];
    if (!INSTANCE_VCPUS.includes(vCpus)) faults.push(`vCpus ${vCpus} must be one of ${INSTANCE_VCPUS.join(', ')}`);
    if (!MEMORY_RATIOS.includes(memoryGiBPerVCpu))
      faults.push(`memoryGiBPerVCpu ${memoryGiBPerVCpu} must be one of ${MEMORY_RATIOS.join(', ')}`);
    if (!Number.isInteger(minInstances) || minInstances < 0)
      faults.push(`minInstances ${minInstances} must be a whole number of 0 or more`);
    if (maxInstances !== undefined && (!Number.isInteger(maxInstances) || maxInstances < Math.max(1, minInstances)))
      faults.push(`maxInstances ${maxInstances} must be a whole number of 1 or more, and not below minInstances`);
    if (!Number.isInteger(targetPercent) || targetPercent < 1 || targetPercent > 100)
      faults.push(`targetPercent ${targetPercent} must be a whole number from 1 to 100`);
    if (!Number.isInteger(volumeGiB) || volumeGiB < 30 || volumeGiB > 16384)
      faults.push(`volumeGiB ${volumeGiB} must be a whole number from 30 to 16384`);
    if (!/^(cron|rate)\(.+\)$/.test(this.settings.refreshSchedule))
      faults.push(`refreshSchedule '${this.settings.refreshSchedule}' must be a cron(…) or rate(…) expression`);
    return faults;
  }

  public mismatches(needs: CapacityNeeds): string[] {
    const { vCpus, memoryGiBPerVCpu, maxInstances } = this.settings;
    const mismatches = publicPlacement(this.name, needs);
    if (needs.cluster !== undefined && !(needs.cluster instanceof ecs.Cluster))
      mismatches.push(`${this.name} adds a provider to the cluster, so that must be one made in this app`);
    if (Token.isUnresolved([needs.cpu, needs.memoryMiB, needs.maxTasks])) {
      if (maxInstances === undefined)
        mismatches.push('the size or number of tasks is known at deployment only: give maxInstances');
      return mismatches;
    }
    const perInstance = this.tasksOnEach(needs);
    if (perInstance === 0) {
      mismatches.push(
        `an instance of ${vCpus} vCPUs and ${vCpus * memoryGiBPerVCpu} GiB has no room for a task of ${needs.cpu} CPU units and ${needs.memoryMiB} MiB: give it more vCpus or memoryGiBPerVCpu`,
      );
      return mismatches;
    }
    const least = this.leastInstances(needs);
    if (maxInstances !== undefined && maxInstances < least)
      mismatches.push(
        `maxInstances ${maxInstances} is too few: ${needs.doublesTasks ? `a deployment runs ${needs.maxTasks} tasks twice` : `${needs.maxTasks} tasks and a rolling deployment of them`}, ${perInstance} on an instance, need${needs.doublesTasks ? 's' : ''} ${least}`,
      );
    return mismatches;
  }

  private tasksOnEach(needs: CapacityNeeds): number {
    const { vCpus, memoryGiBPerVCpu, awsvpcTrunking } = this.settings;
    return tasksPerInstance({ vCpus, memoryMiB: vCpus * memoryGiBPerVCpu * 1024, trunking: awsvpcTrunking }, needs);
  }

  /** Room for every task twice, which a rolling deployment uses as well where it is there; for one if there are none. */
  private mostInstances(needs: CapacityNeeds): number {
    return Math.max(1, this.settings.minInstances, this.instances(needs, 2 * needs.maxTasks));
  }

  /** What a deployment cannot do without: rolling goes on, slower, with one instance to spare. */
  private leastInstances(needs: CapacityNeeds): number {
    return needs.doublesTasks ? this.instances(needs, 2 * needs.maxTasks) : this.instances(needs, needs.maxTasks) + 1;
  }

  private instances(needs: CapacityNeeds, tasks: number): number {
    const { subnets } = needs.vpc.selectSubnets(needs.placement.subnets);
    const zones = new Set(subnets.map((subnet) => subnet.availabilityZone)).size;
    return instancesFor({ tasks, zones, targetPercent: this.settings.targetPercent }, this.tasksOnEach(needs));
  }
}
