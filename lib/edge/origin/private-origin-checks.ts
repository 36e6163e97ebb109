import { Stack } from 'aws-cdk-lib';
import { text } from '../../internal/checks/blocks';
import { Check } from '../../internal/checks/check';
import { PrivateOriginProps } from './private-origin-props';

const NAME = /^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/;

/** The checks of a `PrivateOrigin`. */
export const PRIVATE_ORIGIN_CHECKS: readonly Check<PrivateOriginProps & { readonly stack: Stack }>[] = [
  text(
    'originName',
    (p) => p.originName,
    NAME,
    'give 1 to 40 lower-case letters, digits and hyphens, the same for good, such as "acme-web": CloudFront refuses to rename it',
  ),
  {
    prop: 'loadBalancer',
    value: (p) => Stack.of(p.loadBalancer).stackName,
    broken: (p) => Stack.of(p.loadBalancer) !== p.stack,
    fix: (p) =>
      `the load balancer is in another stack than this ('${p.stack.stackName}'): make the PrivateOrigin in the load balancer's stack and give only the origin to other stacks`,
  },
];
