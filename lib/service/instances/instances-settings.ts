import { Duration } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { TierSettings } from '../tier/settings';
import { InstanceRefreshOptions, InstancesOptions, WarmPoolOptions } from './instances-options';

/** Options with their defaults; what stays optional has no default. */
export interface InstancesSettings extends InstancesOptions {
  readonly instanceTypes: ec2.InstanceType[];
  readonly cpuPercent: number;
  readonly startTimeout: Duration;
  readonly refresh: InstanceRefreshOptions & { readonly minHealthyPercent: number; readonly maxHealthyPercent: number };
  readonly warmPool?: WarmPoolOptions & { readonly minSize: number; readonly reuseOnScaleIn: boolean };
  readonly maxInstanceLifetime: Duration;
  readonly volumeGiB: number;
  readonly rootDeviceName: string;
  readonly detailedMonitoring: boolean;
  readonly tier: TierSettings;
}

/** Resolves all defaults, once. */
export function instancesSettingsOf(options: InstancesOptions, tier: TierSettings): InstancesSettings {
  return {
    ...options,
    tier,
    instanceTypes: options.instanceTypes ?? [ec2.InstanceType.of(ec2.InstanceClass.T4G, ec2.InstanceSize.SMALL)],
    cpuPercent: options.cpuPercent ?? 60,
    startTimeout: options.startTimeout ?? Duration.minutes(10),
    refresh: {
      ...options.refresh,
      minHealthyPercent: options.refresh?.minHealthyPercent ?? 100,
      maxHealthyPercent: options.refresh?.maxHealthyPercent ?? 110,
    },
    warmPool: options.warmPool && {
      ...options.warmPool,
      minSize: options.warmPool.minSize ?? 1,
      reuseOnScaleIn: options.warmPool.reuseOnScaleIn ?? false,
    },
    maxInstanceLifetime: options.maxInstanceLifetime ?? Duration.days(30),
    volumeGiB: options.volumeGiB ?? 8,
    rootDeviceName: options.rootDeviceName ?? '/dev/xvda',
    detailedMonitoring: options.detailedMonitoring ?? true,
  };
}
