/** An IPv4 range: the numeric address of its first host and the length of its prefix. */
export interface Ipv4Range {
  readonly base: number;
  readonly prefix: number;
}

const CIDR = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/;

/** Reads `10.32.0.0/16`; `undefined` where the text is no IPv4 CIDR. Host bits are kept, for `isCanonical` to see. */
export function parseCidr(cidr: string): Ipv4Range | undefined {
  const parts = CIDR.exec(cidr)?.slice(1).map(Number);
  if (parts === undefined) return undefined;
  const [prefix] = parts.slice(4);
  const octets = parts.slice(0, 4);
  if (prefix > 32 || octets.some((octet) => octet > 255)) return undefined;
  // Multiplication, not shifts: 32-bit shifts turn addresses above 127.255.255.255 negative.
  return { base: octets.reduce((sum, octet) => sum * 256 + octet, 0), prefix };
}

/** How many addresses a prefix of this length holds. */
export function sizeOf(prefix: number): number {
  return 2 ** (32 - prefix);
}

export function formatCidr(range: Ipv4Range): string {
  const octets = [2 ** 24, 2 ** 16, 2 ** 8, 1].map((unit) => Math.floor(range.base / unit) % 256);
  return `${octets.join('.')}/${range.prefix}`;
}

/** The same range with its host bits cleared. */
export function canonical(range: Ipv4Range): Ipv4Range {
  return { base: range.base - (range.base % sizeOf(range.prefix)), prefix: range.prefix };
}

export function overlaps(a: Ipv4Range, b: Ipv4Range): boolean {
  return a.base < b.base + sizeOf(b.prefix) && b.base < a.base + sizeOf(a.prefix);
}

export function contains(outer: Ipv4Range, inner: Ipv4Range): boolean {
  return inner.base >= outer.base && inner.base + sizeOf(inner.prefix) <= outer.base + sizeOf(outer.prefix);
}

/** What AWS recommends for a VPC: the private ranges of RFC 1918 and the shared one of RFC 6598. */
const PRIVATE_RANGES = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'];

export function isPrivate(range: Ipv4Range): boolean {
  return PRIVATE_RANGES.map(parseCidr).some((block) => block !== undefined && contains(block, range));
}
