import { Duration, Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { TierSettings } from '../tier/settings';
import { FunctionsOptions, ProvisionedConcurrencyOptions } from './functions-options';

/** Options with their defaults; what stays optional has no default. */
export interface FunctionsSettings extends FunctionsOptions {
  readonly architecture: lambda.Architecture;
  readonly memoryMiB: number;
  readonly timeout: Duration;
  readonly provisionedConcurrency?: ProvisionedConcurrencyOptions & {
    readonly max: number;
    readonly usePercent: number;
  };
  readonly tier: TierSettings;
  /** The tier's variables, but for those that Lambda sets by itself to the same value. */
  readonly variables: { [name: string]: string };
}

/** Resolves all defaults, once. */
export function functionsSettingsOf(
  scope: Construct,
  options: FunctionsOptions,
  tier: TierSettings,
): FunctionsSettings {
  const provisioned = options.provisionedConcurrency;
  return {
    ...options,
    tier,
    variables: withoutRegion(tier.environment, Stack.of(scope).region),
    architecture: options.architecture ?? lambda.Architecture.ARM_64,
    memoryMiB: options.memoryMiB ?? 512,
    timeout: options.timeout ?? Duration.seconds(29),
    provisionedConcurrency: provisioned && {
      ...provisioned,
      max: provisioned.max ?? provisioned.min,
      usePercent: provisioned.usePercent ?? 70,
    },
  };
}

/** `AWS_REGION` is in the environment contract. Lambda sets it itself, and refuses it from others. */
function withoutRegion(environment: { [name: string]: string }, region: string): { [name: string]: string } {
  return Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => name !== 'AWS_REGION' || value !== region),
  );
}
