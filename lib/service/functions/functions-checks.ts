import { notAbove, targetPercent, whole, wholeUnits } from '../../internal/checks/blocks';
import { Check } from '../../internal/checks/check';
import { variableChecks } from '../tier/tier-checks';
import { FunctionsSettings } from './functions-settings';

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
const RESERVED =
  /^(_HANDLER|_X_AMZN_TRACE_ID|AWS_DEFAULT_REGION|AWS_REGION|AWS_EXECUTION_ENV|AWS_LAMBDA_(FUNCTION_NAME|FUNCTION_MEMORY_SIZE|FUNCTION_VERSION|INITIALIZATION_TYPE|LOG_GROUP_NAME|LOG_STREAM_NAME|RUNTIME_API)|AWS_ACCESS_KEY|AWS_ACCESS_KEY_ID|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|LAMBDA_TASK_ROOT|LAMBDA_RUNTIME_DIR)$/;

const reserved = (p: FunctionsSettings) => Object.keys(p.variables).filter((name) => RESERVED.test(name));

/** All that must hold of `Compute.functions()`. */
export const FUNCTIONS_CHECKS: readonly Check<FunctionsSettings>[] = [
  {
    prop: 'placement',
    value: (p) => (p.tier.placement.assignPublicIp ? 'public subnets' : 'private subnets'),
    broken: (p) => p.tier.placement.assignPublicIp,
    fix: () => 'a function has no public address: place it in private subnets, TaskPlacement.privateSubnets()',
  },
  whole('memoryMiB', (p) => p.memoryMiB, { least: 128, most: 10240 }, 'give a whole number from 128 to 10240'),
  wholeUnits('timeout', (p) => p.timeout, 'seconds', { least: 1, most: 900 }),
  whole(
    'reservedConcurrency',
    (p) => p.reservedConcurrency,
    { least: 1 },
    'give a whole number of at least 1: with 0 no request is answered',
  ),
  whole(
    'provisionedConcurrency.min',
    (p) => p.provisionedConcurrency?.min,
    { least: 1 },
    'give a whole number of at least 1, or leave provisionedConcurrency out',
  ),
  notAbove(
    'provisionedConcurrency.min > provisionedConcurrency.max',
    (p) => p.provisionedConcurrency?.min,
    (p) => p.provisionedConcurrency?.max,
    (p) => `give a max of ${p.provisionedConcurrency?.min} or more`,
  ),
  targetPercent('provisionedConcurrency.usePercent', (p) => p.provisionedConcurrency?.usePercent),
  notAbove(
    'provisionedConcurrency.max > reservedConcurrency',
    (p) => p.provisionedConcurrency?.max,
    (p) => p.reservedConcurrency,
    'reserve as many at least: what is ready is taken from what is reserved',
  ),
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
