/** The instances that a service's tasks run on. Every value changes in place. */
export interface Ec2CapacityOptions {
  /**
   * The vCPUs of one instance: 2, 4, 8, 16, 32, 48 or 64. EC2 picks the cheapest current types of this size, without
   * burstable and bare metal ones, for the processor that the service is built for.
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
   * Instance types to leave out, such as `m6gd.*`. Up to 400.
   *
   * @default - none
   */
  readonly excludedInstanceTypes?: string[];

  /**
   * Whether the account setting `awsvpcTrunking` is on for the instances' role, so that tasks share network interfaces
   * and more of them go on an instance: `aws ecs put-account-setting-default --name awsvpcTrunking --value enabled`,
   * once in an account and Region. CloudFormation cannot turn it on.
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
   * When all instances are replaced, one after the other, by ones with the newest ECS-optimised image: an expression of
   * EventBridge Scheduler, in UTC.
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
  readonly excludedInstanceTypes: string[];
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
    excludedInstanceTypes: options.excludedInstanceTypes ?? [],
    awsvpcTrunking: options.awsvpcTrunking ?? false,
    volumeGiB: options.volumeGiB ?? 50,
    refreshSchedule: options.refreshSchedule ?? 'cron(0 4 ? * TUE *)',
  };
}
