import { formatCidr, Ipv4Range, sizeOf } from './cidr';

/** Where a tier's subnets lie in the VPC's range, so that no tier ever has to know the others. */
export interface Tier {
  /** `Public`, `Private`, `Isolated`: part of the logical IDs. */
  readonly name: string;
  /** How much longer a subnet's prefix is than the VPC's. */
  readonly prefixDelta: number;
  /** The start of the tier, in 64ths of the VPC's range. */
  readonly start: number;
}

/** A subnet of the plan. The same tier and zone position give the same subnet, whatever else is planned. */
export interface PlannedSubnet {
  readonly tier: string;
  /** Construct ID, hence logical ID: tier and position, never the zone's name. */
  readonly id: string;
  readonly cidr: string;
  readonly zoneId: string;
}

/** A tier has room for this many zones; the fourth is a reserve. */
export const MAX_ZONES = 4;

/** The longest VPC prefix whose smallest subnets (/26) still hold a load balancer, which wants /27 and 8 free addresses. */
export const LONGEST_VPC_PREFIX = 20;
/** AWS takes nothing larger. */
export const SHORTEST_VPC_PREFIX = 16;

/**
 * The map of the range, in 64ths: public 0–3, isolated 8–15, private 32–63; the rest is left for tiers to come.
 *
 * Private subnets are an eighth each, as every task has an address of its own; isolated ones a thirty-second, for
 * databases, caches and proxies; public ones a sixty-fourth, for NAT gateways and the tasks of the first stages.
 * Of 10.32.0.0/16 that is 8,187 addresses a private subnet, 2,043 an isolated and 1,019 a public one.
 * An entry, once released, never changes.
 */
export const TIERS: readonly Tier[] = [
  { name: 'Public', prefixDelta: 6, start: 0 },
  { name: 'Isolated', prefixDelta: 5, start: 8 },
  { name: 'Private', prefixDelta: 3, start: 32 },
];

/**
 * Cuts a VPC's range into subnets: pure, and stable under growth. Appending a zone or a tier adds subnets and leaves
 * every other one's range, zone and ID as they were.
 */
export function planSubnets(
  vpc: Ipv4Range,
  zoneIds: readonly string[],
  tiers: readonly Tier[] = TIERS,
): PlannedSubnet[] {
  if (zoneIds.length > MAX_ZONES) throw new Error(`A tier has room for ${MAX_ZONES} zones, not ${zoneIds.length}`);
  return tiers.flatMap((tier) => zoneIds.map((zoneId, position) => planSubnet(vpc, tier, zoneId, position)));
}

function planSubnet(vpc: Ipv4Range, tier: Tier, zoneId: string, position: number): PlannedSubnet {
  const prefix = vpc.prefix + tier.prefixDelta;
  const base = vpc.base + (sizeOf(vpc.prefix) / 64) * tier.start + sizeOf(prefix) * position;
  return { tier: tier.name, id: `${tier.name}Subnet${position + 1}`, cidr: formatCidr({ base, prefix }), zoneId };
}
