/**
 * Three zones per Region, by ID: an ID names the same place in every account, a name (us-east-1a) does not.
 *
 * Zones that CloudFront VPC origins, Fargate or RDS Proxy do not serve are left out (see `UNSERVED_ZONES`), which leaves
 * two in us-west-1. Regions without VPC origins are left out whole. The order is part of the contract: position decides
 * a subnet's range, and the zone of a subnet can only change by replacing it. So an entry, once released, is never
 * edited; a zone may only be appended.
 *
 * Where a Region has more zones than three, those stand first that services in few zones name (WorkSpaces lists them).
 *
 * Sources:
 * - zones: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
 * - VPC origins: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html
 * - Fargate: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/AWS_Fargate-Regions.html
 * - WorkSpaces: https://docs.aws.amazon.com/workspaces/latest/adminguide/azs-workspaces.html
 */
const ZONE_IDS: Readonly<Record<string, readonly string[]>> = {
  'us-east-1': ['use1-az2', 'use1-az4', 'use1-az6'],
  'us-east-2': ['use2-az1', 'use2-az2', 'use2-az3'],
  'us-west-1': ['usw1-az1', 'usw1-az3'],
  'us-west-2': ['usw2-az1', 'usw2-az2', 'usw2-az3'],
  'ca-central-1': ['cac1-az1', 'cac1-az2', 'cac1-az4'],
  'ca-west-1': ['caw1-az1', 'caw1-az2', 'caw1-az3'],
  'mx-central-1': ['mxc1-az1', 'mxc1-az2', 'mxc1-az3'],
  'sa-east-1': ['sae1-az1', 'sae1-az2', 'sae1-az3'],
  'eu-central-1': ['euc1-az1', 'euc1-az2', 'euc1-az3'],
  'eu-central-2': ['euc2-az1', 'euc2-az2', 'euc2-az3'],
  'eu-north-1': ['eun1-az1', 'eun1-az2', 'eun1-az3'],
  'eu-south-1': ['eus1-az1', 'eus1-az2', 'eus1-az3'],
  'eu-south-2': ['eus2-az1', 'eus2-az2', 'eus2-az3'],
  'eu-west-1': ['euw1-az1', 'euw1-az2', 'euw1-az3'],
  'eu-west-2': ['euw2-az1', 'euw2-az2', 'euw2-az3'],
  'eu-west-3': ['euw3-az1', 'euw3-az2', 'euw3-az3'],
  'il-central-1': ['ilc1-az1', 'ilc1-az2', 'ilc1-az3'],
  'me-central-1': ['mec1-az1', 'mec1-az2', 'mec1-az3'],
  'me-south-1': ['mes1-az1', 'mes1-az2', 'mes1-az3'],
  'af-south-1': ['afs1-az1', 'afs1-az2', 'afs1-az3'],
  'ap-east-1': ['ape1-az1', 'ape1-az2', 'ape1-az3'],
  'ap-east-2': ['ape2-az1', 'ape2-az2', 'ape2-az3'],
  'ap-northeast-1': ['apne1-az1', 'apne1-az4', 'apne1-az2'],
  'ap-northeast-2': ['apne2-az3', 'apne2-az2', 'apne2-az4'],
  'ap-northeast-3': ['apne3-az1', 'apne3-az2', 'apne3-az3'],
  'ap-south-1': ['aps1-az1', 'aps1-az2', 'aps1-az3'],
  'ap-south-2': ['aps2-az1', 'aps2-az2', 'aps2-az3'],
  'ap-southeast-1': ['apse1-az1', 'apse1-az2', 'apse1-az3'],
  'ap-southeast-2': ['apse2-az1', 'apse2-az2', 'apse2-az3'],
  'ap-southeast-3': ['apse3-az1', 'apse3-az2', 'apse3-az3'],
  'ap-southeast-4': ['apse4-az1', 'apse4-az2', 'apse4-az3'],
  'ap-southeast-5': ['apse5-az1', 'apse5-az2', 'apse5-az3'],
  'ap-southeast-7': ['apse7-az1', 'apse7-az2', 'apse7-az3'],
};

/** Zones that exist but do not serve everything that a growing application needs, and what is missing there. */
const UNSERVED_ZONES: Readonly<Record<string, string>> = {
  'use1-az3': 'CloudFront VPC origins and RDS Proxy',
  'usw1-az2': 'CloudFront VPC origins and Fargate',
  'apne1-az3': 'CloudFront VPC origins and Fargate',
  // The guide named this zone until 2025 and no longer does; three others are there, so it stays out.
  'apne2-az1': 'CloudFront VPC origins (as first documented)',
  'cac1-az3': 'CloudFront VPC origins',
};

/** The default zones of a Region, `undefined` where the table does not know the Region. */
export function zoneIdsOf(region: string): readonly string[] | undefined {
  return Object.hasOwn(ZONE_IDS, region) ? ZONE_IDS[region] : undefined;
}

/** What a zone does not serve, `undefined` where nothing is known to be missing. */
export function missingIn(zoneId: string): string | undefined {
  return Object.hasOwn(UNSERVED_ZONES, zoneId) ? UNSERVED_ZONES[zoneId] : undefined;
}

/** What the IDs of a Region's zones start with, such as `use1-`. */
export function zonePrefixOf(region: string): string | undefined {
  const [first] = zoneIdsOf(region) ?? [];
  return first?.replace(/az\d+$/, '');
}

/** The Regions that have default zones. */
export function regionsWithZones(): string[] {
  return Object.keys(ZONE_IDS);
}
