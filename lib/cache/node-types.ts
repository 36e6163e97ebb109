/**
 * What Application Auto Scaling serves of ElastiCache.
 *
 * Source: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling.html (Prerequisites)
 */
export const SCALABLE_FAMILIES: readonly string[] = ['r7g', 'r6g', 'r6gd', 'r5', 'm7g', 'm6g', 'm5', 'c7gn'];
export const SCALABLE_SIZES: readonly string[] = ['large', 'xlarge', '2xlarge'];

/** Whether the shards or replicas of a cache with nodes of that type, such as `r7g.large`, can scale by themselves. */
export function isScalable(nodeType: string): boolean {
  const [family, size] = nodeType.split('.');
  return SCALABLE_FAMILIES.includes(family) && SCALABLE_SIZES.includes(size);
}

/** Data tiering keeps cold data on the node's disk; it comes with these families, and is a one-way door. */
export function hasDataTiering(nodeType: string): boolean {
  return nodeType.startsWith('r6gd.');
}
