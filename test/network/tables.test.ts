import { isPrivate, overlaps, parseCidr } from '../../lib/network/cidr';
import { rangeOf, regionsWithRange } from '../../lib/network/ranges';
import { missingIn, regionsWithZones, zoneIdsOf, zonePrefixOf } from '../../lib/network/zone-ids';

/** As released. Regions may be added below; an entry that is here never changes, as VPCs were made from it. */
const RELEASED: Record<string, { range: string; zones?: string[] }> = {
  'us-east-1': { range: '10.32.0.0/16', zones: ['use1-az2', 'use1-az4', 'use1-az6'] },
  'us-east-2': { range: '10.33.0.0/16', zones: ['use2-az1', 'use2-az2', 'use2-az3'] },
  'us-west-1': { range: '10.34.0.0/16', zones: ['usw1-az1', 'usw1-az3'] },
  'us-west-2': { range: '10.35.0.0/16', zones: ['usw2-az1', 'usw2-az2', 'usw2-az3'] },
  'ca-central-1': { range: '10.36.0.0/16', zones: ['cac1-az1', 'cac1-az2', 'cac1-az4'] },
  'ca-west-1': { range: '10.37.0.0/16', zones: ['caw1-az1', 'caw1-az2', 'caw1-az3'] },
  'mx-central-1': { range: '10.38.0.0/16', zones: ['mxc1-az1', 'mxc1-az2', 'mxc1-az3'] },
  'sa-east-1': { range: '10.39.0.0/16', zones: ['sae1-az1', 'sae1-az2', 'sae1-az3'] },
  'eu-central-1': { range: '10.40.0.0/16', zones: ['euc1-az1', 'euc1-az2', 'euc1-az3'] },
  'eu-central-2': { range: '10.41.0.0/16', zones: ['euc2-az1', 'euc2-az2', 'euc2-az3'] },
  'eu-north-1': { range: '10.42.0.0/16', zones: ['eun1-az1', 'eun1-az2', 'eun1-az3'] },
  'eu-south-1': { range: '10.43.0.0/16', zones: ['eus1-az1', 'eus1-az2', 'eus1-az3'] },
  'eu-south-2': { range: '10.44.0.0/16', zones: ['eus2-az1', 'eus2-az2', 'eus2-az3'] },
  'eu-west-1': { range: '10.45.0.0/16', zones: ['euw1-az1', 'euw1-az2', 'euw1-az3'] },
  'eu-west-2': { range: '10.46.0.0/16', zones: ['euw2-az1', 'euw2-az2', 'euw2-az3'] },
  'eu-west-3': { range: '10.47.0.0/16', zones: ['euw3-az1', 'euw3-az2', 'euw3-az3'] },
  'il-central-1': { range: '10.48.0.0/16', zones: ['ilc1-az1', 'ilc1-az2', 'ilc1-az3'] },
  'me-central-1': { range: '10.49.0.0/16', zones: ['mec1-az1', 'mec1-az2', 'mec1-az3'] },
  'me-south-1': { range: '10.50.0.0/16', zones: ['mes1-az1', 'mes1-az2', 'mes1-az3'] },
  'af-south-1': { range: '10.51.0.0/16', zones: ['afs1-az1', 'afs1-az2', 'afs1-az3'] },
  'ap-east-1': { range: '10.52.0.0/16', zones: ['ape1-az1', 'ape1-az2', 'ape1-az3'] },
  'ap-east-2': { range: '10.53.0.0/16', zones: ['ape2-az1', 'ape2-az2', 'ape2-az3'] },
  'ap-northeast-1': { range: '10.54.0.0/16', zones: ['apne1-az1', 'apne1-az4', 'apne1-az2'] },
  'ap-northeast-2': { range: '10.55.0.0/16', zones: ['apne2-az3', 'apne2-az2', 'apne2-az4'] },
  'ap-northeast-3': { range: '10.56.0.0/16', zones: ['apne3-az1', 'apne3-az2', 'apne3-az3'] },
  'ap-south-1': { range: '10.57.0.0/16', zones: ['aps1-az1', 'aps1-az2', 'aps1-az3'] },
  'ap-south-2': { range: '10.58.0.0/16', zones: ['aps2-az1', 'aps2-az2', 'aps2-az3'] },
  'ap-southeast-1': { range: '10.59.0.0/16', zones: ['apse1-az1', 'apse1-az2', 'apse1-az3'] },
  'ap-southeast-2': { range: '10.60.0.0/16', zones: ['apse2-az1', 'apse2-az2', 'apse2-az3'] },
  'ap-southeast-3': { range: '10.61.0.0/16', zones: ['apse3-az1', 'apse3-az2', 'apse3-az3'] },
  'ap-southeast-4': { range: '10.62.0.0/16', zones: ['apse4-az1', 'apse4-az2', 'apse4-az3'] },
  'ap-southeast-5': { range: '10.63.0.0/16', zones: ['apse5-az1', 'apse5-az2', 'apse5-az3'] },
  'ap-southeast-6': { range: '10.64.0.0/16' },
  'ap-southeast-7': { range: '10.65.0.0/16', zones: ['apse7-az1', 'apse7-az2', 'apse7-az3'] },
};

test.each(Object.entries(RELEASED))('%s is as released', (region, { range, zones }) => {
  expect(rangeOf(region)).toBe(range);
  expect(zoneIdsOf(region)).toEqual(zones);
});

test('no two Regions share a range, and all ranges are private', () => {
  const ranges = regionsWithRange().map((region) => parseCidr(rangeOf(region)!)!);
  ranges.forEach((range, index) => {
    expect(isPrivate(range)).toBe(true);
    ranges.slice(index + 1).forEach((other) => expect(overlaps(range, other)).toBe(false));
  });
});

test('every Region with zones has a range, and two or three zones of its own that serve everything', () => {
  for (const region of regionsWithZones()) {
    const zones = zoneIdsOf(region)!;
    expect(rangeOf(region)).toBeDefined();
    expect(new Set(zones).size).toBe(region === 'us-west-1' ? 2 : 3);
    for (const zone of zones) {
      expect(zone).toMatch(/^[a-z]+\d-az\d$/);
      expect(zone.startsWith(zonePrefixOf(region)!)).toBe(true);
      expect(missingIn(zone)).toBeUndefined();
    }
  }
  const prefixes = regionsWithZones().map(zonePrefixOf);
  expect(new Set(prefixes).size).toBe(prefixes.length);
});

test.each(['xx-nowhere-1', 'constructor', '__proto__', ''])('%j is in no table', (region) => {
  expect(rangeOf(region)).toBeUndefined();
  expect(zoneIdsOf(region)).toBeUndefined();
  expect(missingIn(region)).toBeUndefined();
});
