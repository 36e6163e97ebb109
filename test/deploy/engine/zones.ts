/** Zones by name; only their number matters here. */
const COUNTS: Record<string, number> = { 'us-east-1': 6, 'us-west-2': 4, 'ap-northeast-1': 3, 'us-west-1': 2 };

export function zonesOf(region: string): string[] {
  return Array.from({ length: COUNTS[region] ?? 3 }, (_, i) => `${region}${String.fromCharCode(97 + i)}`);
}
