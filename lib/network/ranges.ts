/**
 * The second octet of each Region's range, 10.x.0.0/16. Two Regions never share one, because VPCs with overlapping
 * ranges cannot be peered, and a VPC's range cannot change. A number, once given, is never changed and never given to
 * another Region: new Regions take the next free one. The low octets stay free, since offices and older VPCs sit there.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html
 */
const SECOND_OCTETS: Readonly<Record<string, number>> = {
  'us-east-1': 32,
  'us-east-2': 33,
  'us-west-1': 34,
  'us-west-2': 35,
  'ca-central-1': 36,
  'ca-west-1': 37,
  'mx-central-1': 38,
  'sa-east-1': 39,
  'eu-central-1': 40,
  'eu-central-2': 41,
  'eu-north-1': 42,
  'eu-south-1': 43,
  'eu-south-2': 44,
  'eu-west-1': 45,
  'eu-west-2': 46,
  'eu-west-3': 47,
  'il-central-1': 48,
  'me-central-1': 49,
  'me-south-1': 50,
  'af-south-1': 51,
  'ap-east-1': 52,
  'ap-east-2': 53,
  'ap-northeast-1': 54,
  'ap-northeast-2': 55,
  'ap-northeast-3': 56,
  'ap-south-1': 57,
  'ap-south-2': 58,
  'ap-southeast-1': 59,
  'ap-southeast-2': 60,
  'ap-southeast-3': 61,
  'ap-southeast-4': 62,
  'ap-southeast-5': 63,
  'ap-southeast-6': 64,
  'ap-southeast-7': 65,
};

/** The range of a Region, `undefined` where the table does not know the Region. */
export function rangeOf(region: string): string | undefined {
  const octet = Object.hasOwn(SECOND_OCTETS, region) ? SECOND_OCTETS[region] : undefined;
  return octet === undefined ? undefined : `10.${octet}.0.0/16`;
}

/** The Regions that have a range. */
export function regionsWithRange(): string[] {
  return Object.keys(SECOND_OCTETS);
}
