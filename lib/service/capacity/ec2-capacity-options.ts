import * as ec2 from 'aws-cdk-lib/aws-ec2';

/** The instances that a service's tasks run on. Every value changes in place. */
export interface Ec2CapacityOptions {
  /**
   * The vCPUs of one instance: 2, 4, 8, 16, 32, 48 or 64.
   */
  readonly vCpus: number;

  /**
   * GiB of memory for each vCPU: 2 as in the c families, 4 as in m, 8 as in r.
   *
   * @default 4
   */
  readonly memoryGiBPerVCpu?: number;

  /**
   * Instances that are kept, needed or not. 0 or more.
   *
   * @default 0 - as many as the tasks need
   */
  readonly minInstances?: number;

  /**
   * Instances at most. Less than what `maxTasks` need, twice where a deployment runs all tasks twice, is an error.
   *
   * @default - what the most tasks need, twice, spread among their zones
   */
  readonly maxInstances?: number;

  /**
   * How much of the instances the tasks fill, in percent, 1 to 100. Below 100 there are spare instances, on which tasks
   * start at once.
   *
   * @default 100
   */
  readonly targetPercent?: number;

  /**
   * The instance types, all of this size and this memory, for the processor that the service is built for, and offered
   * in the Region. EC2 takes the one with the lowest price of which there are some. Up to 40.
   *
   * @default - the sixth and seventh generation: c6g and c7g, m6g and m7g, r6g and r7g for ARM; c6a and c6i, m6a and
   * m6i, r6a and r6i for x86
   */
  readonly instanceTypes?: ec2.InstanceType[];

  /**
   * How many of the instances are spot instances, in percent, 0 to 100. They cost less, by an amount that changes with
   * the hour, and EC2 takes them back at two minutes' notice, in which ECS drains their tasks. For tasks that may stop.
   *
   * @default 0
   */
  readonly spotPercent?: number;

  /**
   * Whether the account setting `awsvpcTrunking` is on, so that tasks share network interfaces and an instance has room
   * for as many as its CPU and memory hold: `aws ecs put-account-setting-default --name awsvpcTrunking --value enabled`,
   * once in an account and Region, before the first instance starts. CloudFormation has no resource for it.
   *
   * @default false - an instance holds one task less than it has network interfaces
   */
  readonly awsvpcTrunking?: boolean;

  /**
   * The size of an instance's encrypted volume, for images and what tasks write, in GiB, 30 to 16384.
   *
   * @default 50
   */
  readonly volumeGiB?: number;

  /**
   * When all instances are replaced, one after the other, by ones with the newest ECS-optimised image, which EC2 looks
   * up as each starts: an expression of EventBridge Scheduler, in UTC.
   *
   * @default 'cron(0 4 ? * TUE *)' - each Tuesday at four
   */
  readonly refreshSchedule?: string;
}

/** Options with their defaults. */
export interface Ec2CapacitySettings extends Ec2CapacityOptions {
  readonly memoryGiBPerVCpu: number;
  readonly minInstances: number;
  readonly targetPercent: number;
  readonly spotPercent: number;
  readonly awsvpcTrunking: boolean;
  readonly volumeGiB: number;
  readonly refreshSchedule: string;
}

export function ec2SettingsOf(options: Ec2CapacityOptions): Ec2CapacitySettings {
  return {
    ...options,
    memoryGiBPerVCpu: options.memoryGiBPerVCpu ?? 4,
    minInstances: options.minInstances ?? 0,
    targetPercent: options.targetPercent ?? 100,
    spotPercent: options.spotPercent ?? 0,
    awsvpcTrunking: options.awsvpcTrunking ?? false,
    volumeGiB: options.volumeGiB ?? 50,
    refreshSchedule: options.refreshSchedule ?? 'cron(0 4 ? * TUE *)',
  };
}
