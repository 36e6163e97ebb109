import { checkArguments } from '../internal/checks/types';

/**
 * Addresses and ranges of addresses, of either version of IP. A list changes in place, and takes effect in seconds.
 *
 * Source: https://docs.aws.amazon.com/waf/latest/developerguide/waf-ip-set-managing.html
 */
export class IpList {
  /**
   * @param addresses such as `192.0.2.44`, `192.0.2.0/24` or `2001:db8::/32`, up to 10,000 of each version
   */
  public static of(...addresses: string[]): IpList {
    checkArguments('IpList.of', { addresses });
    return new IpList(addresses);
  }

  private constructor(
    /** @internal */
    public readonly _addresses: string[],
  ) {}
}

/** A range as WAF takes it, and the version that its IP set must have. */
export interface IpRange {
  readonly version: 'IPV4' | 'IPV6';
  readonly cidr: string;
}

/** The range that an address or a CIDR stands for; `undefined` for what is none, or for the whole of the internet. */
export function parseRange(text: string): IpRange | undefined {
  const [address, length, ...rest] = text.split('/');
  if (rest.length > 0) return undefined;
  const version = isIpv4(address) ? 'IPV4' : isIpv6(address) ? 'IPV6' : undefined;
  if (!version) return undefined;
  const longest = version === 'IPV4' ? 32 : 128;
  if (length !== undefined && !/^\d{1,3}$/.test(length)) return undefined;
  const bits = length === undefined ? longest : Number(length);
  // WAF takes any length but 0.
  return bits >= 1 && bits <= longest ? { version, cidr: `${address.toLowerCase()}/${bits}` } : undefined;
}

function isIpv4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
}

const GROUPS = 8;

function isIpv6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const wellFormed = groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group));
  // `::` stands for one group of zeros at least.
  return wellFormed && (halves.length === 2 ? groups.length < GROUPS : groups.length === GROUPS);
}
