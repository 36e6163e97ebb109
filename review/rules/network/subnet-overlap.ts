import { Rule, RuleContext, RuleFinding } from '../../model';
import { after, changesOfType, describe, propertyChange, resourcesOf, same, valueAt } from '../support';

interface Range {
  readonly first: number;
  readonly last: number;
}

/** The addresses of an IPv4 CIDR; undefined for what is not known before deployment. */
export function rangeOf(cidr: unknown): Range | undefined {
  const match = typeof cidr === 'string' ? /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(cidr) : null;
  if (!match) return undefined;
  const [a, b, c, d, bits] = match.slice(1).map(Number);
  const size = 2 ** (32 - bits);
  const first = Math.floor((a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d) / size) * size;
  return { first, last: first + size - 1 };
}

const overlap = (a: Range, b: Range): boolean => a.first <= b.last && b.first <= a.last;

function find(context: RuleContext): RuleFinding[] {
  const old = resourcesOf(context.from, 'AWS::EC2::Subnet');
  return changesOfType(context, 'AWS::EC2::Subnet')
    .filter(({ change }) => change.action === 'create' || change.action === 'replace')
    .flatMap((located) => {
      const { stack, change } = located;
      const properties = after(context, located)?.Properties;
      const range = rangeOf(valueAt(properties, 'CidrBlock'));
      // In a VPC that is replaced with it, nothing is taken yet.
      if (!range || propertyChange(change, 'VpcId') !== undefined) return [];
      const taken = old.find((other) => {
        const theirs = rangeOf(valueAt(other.resource.Properties, 'CidrBlock'));
        const sameVpc =
          other.stack.id === context.stackAfter(stack)?.id &&
          same(valueAt(other.resource.Properties, 'VpcId'), valueAt(properties, 'VpcId'));
        return sameVpc && theirs !== undefined && overlap(range, theirs);
      });
      if (!taken) return [];
      return [
        {
          severity: 'hazard' as const,
          stack,
          logicalId: change.logicalId,
          message: `${describe(change)} is created with ${String(valueAt(properties, 'CidrBlock'))} while ${taken.logicalId} still has ${String(valueAt(taken.resource.Properties, 'CidrBlock'))} in the same VPC: CloudFormation creates before it deletes, and EC2 refuses ranges that overlap`,
          remedy:
            'Cut the ranges of all zones and tiers at the first stage, so that later ones only use more of them. Where they must change, add subnets in free ranges and empty the old ones first.',
        },
      ];
    });
}

export const subnetOverlap: Rule = {
  id: 'subnet-overlap',
  mechanism: 'refused',
  severities: ['hazard'],
  summary: 'A new or replaced subnet takes addresses that a subnet of the same VPC has until the end of the update.',
  source: 'https://github.com/aws/aws-cdk/issues/6683',
  check: find,
};
