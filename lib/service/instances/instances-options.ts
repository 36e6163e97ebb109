import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';

/** Instances that have started once and wait, stopped, until they are needed. */
export interface WarmPoolOptions {
  /**
   * How many wait at least.
   *
   * @default 1
   */
  readonly minSize?: number;

  /**
   * How many instances there are at most, those in service and those that wait together.
   *
   * @default - `maxInstances`
   */
  readonly maxPrepared?: number;

  /**
   * Whether instances that are no longer needed go back to the pool. What they have in memory is gone, what is on their
   * volume stays.
   *
   * @default false - they are terminated
   */
  readonly reuseOnScaleIn?: boolean;
}

/** How instances are replaced when their image, user data, environment or type changes. */
export interface InstanceRefreshOptions {
  /**
   * How many stay in service while others are replaced, in percent of those that there should be, 0 to 100.
   *
   * @default 100 - a new one comes before an old one goes
   */
  readonly minHealthyPercent?: number;

  /**
   * How many there may be while some are replaced, in percent, 100 to 200, at most 100 above `minHealthyPercent`.
   *
   * @default 110 - one in ten at a time, and at least one
   */
  readonly maxHealthyPercent?: number;

  /**
   * How long all new instances serve before the deployment is over.
   *
   * @default - no longer than it takes to replace them
   */
  readonly bakeTime?: Duration;

  /**
   * Alarms that end the refresh, and the deployment with it, which CloudFormation then takes back. Up to 10.
   *
   * @default - only instances that do not become ready end it
   */
  readonly alarms?: cloudwatch.IAlarm[];
}

/** What instances behind a load balancer are made from. Everything but `port` changes in place. */
export interface InstancesOptions {
  /**
   * The image: Linux with systemd, curl and the AWS CLI, as Amazon Linux 2023 has them. One of a parameter
   * (`ec2.MachineImage.fromSsmParameter`) is the newest that there is at a deployment, which replaces the instances
   * where it is another. One that is resolved at launch (`resolveSsmParameterAtLaunch`) is an error: EC2 Auto Scaling
   * refuses a warm pool over it, and a refresh that leaves alone what is up to date.
   */
  readonly machineImage: ec2.IMachineImage;

  /** The port that the app listens on, 1 to 65535. Final: another port replaces the target group. */
  readonly port: number;

  /**
   * A shell script that installs and starts the app, as root, at the first start of an instance. It finds the
   * environment in `/etc/web-tier/environment`. An app that is in the image already, as a systemd unit with
   * `EnvironmentFile=/etc/web-tier/environment`, needs none. No secrets: they can be read in the console.
   *
   * @default - none: the image starts the app by itself
   */
  readonly userData?: ec2.UserData;

  /**
   * The types of instance, in order of preference, all with the processor that the image is for.
   *
   * @default - t4g.small: 2 ARM vCPUs and 2 GiB
   */
  readonly instanceTypes?: ec2.InstanceType[];

  /** The fewest instances, at least 1. Two or more let the tier outlive a zone. */
  readonly minInstances: number;

  /** The most instances, `minInstances` or more. */
  readonly maxInstances: number;

  /**
   * The average CPU use to hold, in percent, 10 to 90.
   *
   * @default 60
   */
  readonly cpuPercent?: number;

  /**
   * The requests that one instance answers well in a minute, by which instances come before the CPU is busy.
   *
   * @default - the number of requests does not scale the tier
   */
  readonly requestsPerInstancePerMinute?: number;

  /**
   * How long an instance may take from its start until the app answers the health check, 1 to 120 minutes. One that
   * takes longer is given up, before users reach it.
   *
   * @default - 10 minutes
   */
  readonly startTimeout?: Duration;

  /**
   * How instances are replaced.
   *
   * @default - a new one is ready before an old one goes, one in ten at a time
   */
  readonly refresh?: InstanceRefreshOptions;

  /**
   * Instances that wait, stopped, for a load that comes faster than one can start. With one instance type only.
   *
   * @default - none: new instances start from the image
   */
  readonly warmPool?: WarmPoolOptions;

  /**
   * The age at which an instance is replaced by one with the image of the last deployment, 1 to 365 days.
   *
   * @default - 30 days
   */
  readonly maxInstanceLifetime?: Duration;

  /**
   * The size of the encrypted root volume in GiB, 8 to 16384, and not below that of the image.
   *
   * @default 8
   */
  readonly volumeGiB?: number;

  /**
   * What the image calls its root volume; another name would add a second volume.
   *
   * @default '/dev/xvda' - as Amazon Linux calls it; Ubuntu has '/dev/sda1'
   */
  readonly rootDeviceName?: string;

  /**
   * Whether metrics of instances come each minute, not every five, by which scaling sees a load five times sooner.
   *
   * @default true - 2.10 $ a month for each instance
   */
  readonly detailedMonitoring?: boolean;
}
