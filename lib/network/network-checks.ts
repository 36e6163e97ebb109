import { RemovalPolicy, Token } from 'aws-cdk-lib';
import { whole } from '../internal/checks/blocks';
import { Check } from '../internal/checks/check';
import { canonical, formatCidr, parseCidr } from './cidr';
import { rangeOf, regionsWithRange } from './ranges';
import { LONGEST_VPC_PREFIX, SHORTEST_VPC_PREFIX } from './subnets';
import { regionsWithZones, zoneIdsOf, zonePrefixOf } from './zone-ids';

/** What the rules look at: the props as given, and where the network is going to be. */
export interface NetworkInput {
  readonly region: string;
  readonly cidr?: string;
  readonly zoneIds?: readonly string[];
  readonly zonesInUse: number;
  readonly flowLogsReason?: string;
  readonly removalPolicy?: RemovalPolicy;
}

export const FEWEST_ZONES = 2;
export const MOST_ZONES = 3;

const ZONE_ID = /^[a-z]+\d+-az\d+$/;

const isKnown = (region: string) => !Token.isUnresolved(region);
const literal = (zoneIds: readonly string[] | undefined) => (zoneIds ?? []).filter((id) => !Token.isUnresolved(id));
const zonesOf = (input: NetworkInput) => input.zoneIds ?? zoneIdsOf(input.region);
const misplaced = (input: NetworkInput) => {
  const prefix = isKnown(input.region) ? zonePrefixOf(input.region) : undefined;
  return literal(input.zoneIds).filter((id) => ZONE_ID.test(id) && prefix !== undefined && !id.startsWith(prefix));
};

/** Subnets are cut at synth, so what decides their number and ranges has to be known then. */
const literalChecks: Check<NetworkInput>[] = (['cidr', 'zoneIds', 'zonesInUse'] as const).map((prop) => ({
  prop,
  value: () => '<token>',
  broken: (input) => Token.isUnresolved(input[prop]),
  fix: () => 'subnets are cut at synth: give a literal value, not one that only the deployment knows',
}));

const zoneChecks: Check<NetworkInput>[] = [
  {
    prop: 'zoneIds',
    value: (input) => input.zoneIds,
    broken: (input) => input.zoneIds === undefined && !isKnown(input.region),
    fix: () =>
      "the stack's Region is not known at synth, so its zones are not either: give the stack an env with a Region, or pass three zone IDs (such as use1-az2; `aws ec2 describe-availability-zones` lists them)",
  },
  {
    prop: 'zoneIds',
    value: (input) => input.zoneIds,
    broken: (input) => input.zoneIds === undefined && isKnown(input.region) && zoneIdsOf(input.region) === undefined,
    fix: (input) =>
      `there are no default zones for ${input.region}: pass three of its zone IDs (\`aws ec2 describe-availability-zones --region ${input.region}\` lists them). Regions with defaults: ${regionsWithZones().join(', ')}`,
  },
  {
    prop: 'zoneIds',
    value: (input) => input.zoneIds,
    broken: (input) =>
      input.zoneIds !== undefined && (input.zoneIds.length < FEWEST_ZONES || input.zoneIds.length > MOST_ZONES),
    fix: () =>
      'give three zone IDs, or two where the Region has no third; a load balancer and a Multi-AZ database want two',
  },
  {
    prop: 'zoneIds',
    value: (input) => input.zoneIds,
    broken: (input) => literal(input.zoneIds).some((id) => !ZONE_ID.test(id)),
    fix: (input) =>
      `${literal(input.zoneIds)
        .filter((id) => !ZONE_ID.test(id))
        .join(
          ', ',
        )} is no zone ID: give IDs such as use1-az2, not names such as us-east-1a, which mean another place in each account`,
  },
  {
    prop: 'zoneIds',
    value: (input) => input.zoneIds,
    broken: (input) => new Set(literal(input.zoneIds)).size < literal(input.zoneIds).length,
    fix: () => 'give each zone once',
  },
  {
    prop: 'zoneIds',
    value: (input) => input.zoneIds,
    broken: (input) => misplaced(input).length > 0,
    fix: (input) =>
      `${misplaced(input).join(', ')} is not in ${input.region}, whose zone IDs start with ${zonePrefixOf(input.region)}`,
  },
];

const useChecks: Check<NetworkInput>[] = [
  whole(
    'zonesInUse',
    (input) => input.zonesInUse,
    { least: FEWEST_ZONES, most: MOST_ZONES },
    'give 2 or 3; one zone is not enough, since a load balancer wants subnets in two',
  ),
  {
    prop: 'zonesInUse > zoneIds',
    value: (input) => [input.zonesInUse, zonesOf(input)],
    broken: (input) => input.zonesInUse === MOST_ZONES && zonesOf(input)?.length === FEWEST_ZONES,
    fix: (input) =>
      input.zoneIds === undefined
        ? `${input.region} has only two zones that CloudFront VPC origins, Fargate and RDS Proxy all serve: stay at 2 zones, or start in another Region`
        : 'stay at 2 zones, or append the ID of a third one (which creates its subnets and changes no other)',
  },
];

const rangeChecks: Check<NetworkInput>[] = [
  {
    prop: 'cidr',
    value: (input) => input.cidr,
    broken: (input) => input.cidr === undefined && !isKnown(input.region),
    fix: () =>
      "the stack's Region is not known at synth, and each Region has a range of its own: give the stack an env with a Region, or pass a range such as 10.200.0.0/16",
  },
  {
    prop: 'cidr',
    value: (input) => input.cidr,
    broken: (input) => input.cidr === undefined && isKnown(input.region) && rangeOf(input.region) === undefined,
    fix: (input) =>
      `there is no default range for ${input.region}: pass one that no other VPC of yours has, such as 10.200.0.0/16. Regions with defaults: ${regionsWithRange().join(', ')}`,
  },
  {
    prop: 'cidr',
    value: (input) => input.cidr,
    broken: (input) => input.cidr !== undefined && parseCidr(input.cidr) === undefined,
    fix: () => 'give an IPv4 range such as 10.32.0.0/16',
  },
  {
    prop: 'cidr',
    value: (input) => input.cidr,
    broken: (input) => {
      const range = parseCidr(input.cidr ?? '');
      return range !== undefined && (range.prefix < SHORTEST_VPC_PREFIX || range.prefix > LONGEST_VPC_PREFIX);
    },
    fix: () =>
      `give a range between /${SHORTEST_VPC_PREFIX} (the largest that a VPC takes) and /${LONGEST_VPC_PREFIX} (the smallest whose subnets hold load balancers), /16 if you can: its subnets cannot grow later`,
  },
  {
    prop: 'cidr',
    value: (input) => input.cidr,
    broken: (input) => {
      const range = parseCidr(input.cidr ?? '');
      return range !== undefined && canonical(range).base !== range.base;
    },
    fix: (input) => `the address has bits beyond its prefix: write ${formatCidr(canonical(parseCidr(input.cidr!)!))}`,
  },
];

const flowLogChecks: Check<NetworkInput>[] = [
  {
    prop: 'flowLogs',
    value: (input) => input.flowLogsReason,
    broken: (input) => input.flowLogsReason !== undefined && input.flowLogsReason.trim().length < 10,
    fix: () => 'FlowLogs.off() wants the reason why nothing needs to be recorded, in words that a reviewer can judge',
  },
];

const removalChecks: Check<NetworkInput>[] = [
  {
    prop: 'removalPolicy',
    value: (input) => input.removalPolicy,
    broken: (input) => input.removalPolicy === RemovalPolicy.SNAPSHOT,
    fix: () => 'there are no snapshots of a network: keep it (RETAIN) or delete it (DESTROY)',
  },
];

export const NETWORK_CHECKS: readonly Check<NetworkInput>[] = [
  ...literalChecks,
  ...zoneChecks,
  ...useChecks,
  ...rangeChecks,
  ...flowLogChecks,
  ...removalChecks,
];
