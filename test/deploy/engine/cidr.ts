import { validationError } from './errors';

/** `Fn::Cidr` for IPv4: `count` blocks of `bits` host bits, from the start of a range. */
export function cidrBlocks(range: string, count: number, bits: number): string[] {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(range);
  if (match === null) throw validationError(`Template error: Fn::Cidr got an invalid range ${range}`);
  const [a, b, c, d, prefix] = match.slice(1).map(Number) as [number, number, number, number, number];
  const start = ((a * 256 + b) * 256 + c) * 256 + d;
  if (count * 2 ** bits > 2 ** (32 - prefix)) {
    throw validationError(`Template error: Fn::Cidr cannot make ${count} blocks of ${bits} bits in ${range}`);
  }
  return Array.from({ length: count }, (_, i) => `${address(start + i * 2 ** bits)}/${32 - bits}`);
}

function address(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}
