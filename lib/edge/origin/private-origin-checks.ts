import { Stack } from 'aws-cdk-lib';
import { Rule } from '../../internal/validation';
import { PrivateOriginProps } from './private-origin-props';

const NAME = /^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/;

/** The rules of a `PrivateOrigin`. */
export const PRIVATE_ORIGIN_RULES: readonly Rule<PrivateOriginProps & { readonly stack: Stack }>[] = [
  {
    prop: 'originName',
    value: (p) => p.originName,
    broken: (p) => !NAME.test(p.originName),
    fix: () =>
      'give 1 to 40 lower-case letters, digits and hyphens, the same for good, such as "acme-web": CloudFront refuses to rename it',
  },
  {
    prop: 'loadBalancer',
    value: (p) => Stack.of(p.loadBalancer).stackName,
    broken: (p) => Stack.of(p.loadBalancer) !== p.stack,
    fix: (p) =>
      `the load balancer is in another stack than this ('${p.stack.stackName}'): make the PrivateOrigin in the load balancer's stack and give only the origin to other stacks`,
  },
];
