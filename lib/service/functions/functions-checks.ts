import { Check } from '../../internal/checks/check';
import { secondsCheck } from '../../internal/container-task-settings';
import { percentCheck, variableChecks } from '../tier/tier-checks';
import { FunctionsSettings } from './functions-settings';

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
const RESERVED =
  /^(_HANDLER|_X_AMZN_TRACE_ID|AWS_DEFAULT_REGION|AWS_REGION|AWS_EXECUTION_ENV|AWS_LAMBDA_(FUNCTION_NAME|FUNCTION_MEMORY_SIZE|FUNCTION_VERSION|INITIALIZATION_TYPE|LOG_GROUP_NAME|LOG_STREAM_NAME|RUNTIME_API)|AWS_ACCESS_KEY|AWS_ACCESS_KEY_ID|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|LAMBDA_TASK_ROOT|LAMBDA_RUNTIME_DIR)$/;

const reserved = (p: FunctionsSettings) => Object.keys(p.variables).filter((name) => RESERVED.test(name));
const positive = (value: number) => Number.isInteger(value) && value >= 1;

/** All that must hold of `Compute.functions()`. */
export const FUNCTIONS_CHECKS: readonly Check<FunctionsSettings>[] = [
  {
    prop: 'placement',
    value: (p) => (p.tier.placement.assignPublicIp ? 'public subnets' : 'private subnets'),
    broken: (p) => p.tier.placement.assignPublicIp,
    fix: () => 'a function has no public address: place it in private subnets, TaskPlacement.privateSubnets()',
  },
  {
    prop: 'memoryMiB',
    value: (p) => p.memoryMiB,
    broken: (p) => !Number.isInteger(p.memoryMiB) || p.memoryMiB < 128 || p.memoryMiB > 10240,
    fix: () => 'give a whole number from 128 to 10240',
  },
  secondsCheck('timeout', (p) => p.timeout, 1, 900),
  {
    prop: 'reservedConcurrency',
    value: (p) => p.reservedConcurrency,
    broken: (p) => p.reservedConcurrency !== undefined && !positive(p.reservedConcurrency),
    fix: () => 'give a whole number of at least 1: with 0 no request is answered',
  },
  {
    prop: 'provisionedConcurrency.min',
    value: (p) => p.provisionedConcurrency?.min,
    broken: (p) => p.provisionedConcurrency !== undefined && !positive(p.provisionedConcurrency.min),
    fix: () => 'give a whole number of at least 1, or leave provisionedConcurrency out',
  },
  {
    prop: 'provisionedConcurrency.min > provisionedConcurrency.max',
    value: (p) => p.provisionedConcurrency && [p.provisionedConcurrency.min, p.provisionedConcurrency.max],
    broken: (p) =>
      p.provisionedConcurrency !== undefined && p.provisionedConcurrency.min > p.provisionedConcurrency.max,
    fix: (p) => `give a max of ${p.provisionedConcurrency?.min} or more`,
  },
  percentCheck('provisionedConcurrency.usePercent', (p) => p.provisionedConcurrency?.usePercent),
  {
    prop: 'provisionedConcurrency.max > reservedConcurrency',
    value: (p) => p.provisionedConcurrency && [p.provisionedConcurrency.max, p.reservedConcurrency],
    broken: (p) =>
      p.provisionedConcurrency !== undefined &&
      p.reservedConcurrency !== undefined &&
      p.provisionedConcurrency.max > p.reservedConcurrency,
    fix: () => 'reserve as many at least: what is ready is taken from what is reserved',
  },
  {
    prop: 'environment',
    value: reserved,
    broken: (p) => reserved(p).length > 0,
    fix: () => "Lambda keeps these names for itself; AWS_REGION may be there with the stack's own Region, which it is",
  },
  ...variableChecks<FunctionsSettings>((p) => p.variables).map((rule) => ({
    ...rule,
    broken: (p: FunctionsSettings) => reserved(p).length === 0 && rule.broken(p),
  })),
];
