import * as fc from 'fast-check';
import { canonical, contains, formatCidr, Ipv4Range, overlaps, parseCidr, sizeOf } from '../../lib/network/cidr';
import {
  LONGEST_VPC_PREFIX,
  MAX_ZONES,
  planSubnets,
  PlannedSubnet,
  SHORTEST_VPC_PREFIX,
  TIERS,
} from '../../lib/network/subnets';

const ranges = fc
  .record({
    base: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    prefix: fc.integer({ min: SHORTEST_VPC_PREFIX, max: LONGEST_VPC_PREFIX }),
  })
  .map(canonical);
const zoneLists = fc
  .uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: MAX_ZONES })
  .map((numbers) => numbers.map((number) => `use1-az${number}`));
/** Tiers in any order and number, as they may come with later releases. */
const tierLists = fc.shuffledSubarray([...TIERS], { minLength: 1 });
const rangeOfSubnet = (subnet: PlannedSubnet): Ipv4Range => parseCidr(subnet.cidr)!;

test('a plan is what the documentation says', () => {
  expect(
    planSubnets(parseCidr('10.32.0.0/16')!, ['a', 'b', 'c']).map(({ id, cidr, zoneId }) => [id, cidr, zoneId]),
  ).toEqual([
    ['PublicSubnet1', '10.32.0.0/22', 'a'],
    ['PublicSubnet2', '10.32.4.0/22', 'b'],
    ['PublicSubnet3', '10.32.8.0/22', 'c'],
    ['IsolatedSubnet1', '10.32.32.0/21', 'a'],
    ['IsolatedSubnet2', '10.32.40.0/21', 'b'],
    ['IsolatedSubnet3', '10.32.48.0/21', 'c'],
    ['PrivateSubnet1', '10.32.128.0/19', 'a'],
    ['PrivateSubnet2', '10.32.160.0/19', 'b'],
    ['PrivateSubnet3', '10.32.192.0/19', 'c'],
  ]);
});

test('growing zones and tiers changes no existing subnet', () => {
  fc.assert(
    fc.property(ranges, zoneLists, tierLists, fc.nat(), fc.nat(), (vpc, zones, tiers, fewerZones, fewerTiers) => {
      const before = planSubnets(
        vpc,
        zones.slice(0, 1 + (fewerZones % zones.length)),
        tiers.slice(0, 1 + (fewerTiers % tiers.length)),
      );
      const after = planSubnets(vpc, zones, tiers);
      const grown = new Map(after.map((subnet) => [subnet.id, subnet]));
      for (const subnet of before) expect(grown.get(subnet.id)).toEqual(subnet);
    }),
  );
});

test('subnets keep apart, inside the VPC, on their boundaries and within the bounds of AWS', () => {
  fc.assert(
    fc.property(ranges, zoneLists, (vpc, zones) => {
      const subnets = planSubnets(vpc, zones).map(rangeOfSubnet);
      subnets.forEach((subnet, index) => {
        expect(contains(vpc, subnet)).toBe(true);
        expect(canonical(subnet)).toEqual(subnet);
        expect(subnet.prefix).toBeGreaterThanOrEqual(16);
        // AWS takes /28; a load balancer wants /27.
        expect(subnet.prefix).toBeLessThanOrEqual(27);
        subnets.slice(index + 1).forEach((other) => expect(overlaps(subnet, other)).toBe(false));
      });
    }),
  );
});

test('logical IDs are one to a subnet', () => {
  const ids = planSubnets(parseCidr('10.32.0.0/16')!, ['a', 'b', 'c', 'd']).map((subnet) => subnet.id);
  expect(new Set(ids).size).toBe(TIERS.length * MAX_ZONES);
});

test('a fifth zone has no room', () => {
  expect(() => planSubnets(parseCidr('10.32.0.0/16')!, ['a', 'b', 'c', 'd', 'e'])).toThrow(
    new Error('A tier has room for 4 zones, not 5'),
  );
});

test('reading and writing a range are inverse', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 0, max: 32 }), (base, prefix) => {
      expect(parseCidr(formatCidr({ base, prefix }))).toEqual({ base, prefix });
    }),
  );
});

test.each(['', '10.0.0.0', '10.0.0/16', '10.0.0.256/16', '10.0.0.0/33', '10.0.0.0/16 ', 'fd00::/8', 'a.b.c.d/16'])(
  '%j is no range',
  (text) => expect(parseCidr(text)).toBeUndefined(),
);

test('a range holds as many addresses as its prefix says', () => {
  expect([16, 20, 28, 32].map(sizeOf)).toEqual([65536, 4096, 16, 1]);
});
