import { join } from 'node:path';
import { CURRENTLY_RECOMMENDED_FLAGS } from 'aws-cdk-lib/cx-api';

interface FlagInfo {
  /** The versions that brought it, by major version; none for flags of version 1. */
  readonly introducedIn: { readonly v2?: string };
  readonly recommendedValue: unknown;
}

/** What `aws-cdk-lib` knows of each flag. It exports their names alone, so by the file. */
const FILE = join(require.resolve('aws-cdk-lib/package.json'), '../cx-api/lib/features.js');
// eslint-disable-next-line @typescript-eslint/no-require-imports -- no part of its public exports
const { FLAGS } = require(FILE) as { readonly FLAGS: Record<string, FlagInfo> };

/** The recommended values of all flags that a version had: what `cdk init` wrote into `cdk.json` then. */
function recommendedIn(version: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(FLAGS)
      .filter(([, { introducedIn }]) => introducedIn.v2 !== undefined && !isNewer(introducedIn.v2, version))
      .map(([name, { recommendedValue }]) => [name, recommendedValue]),
  );
}

function isNewer(version: string, than: string): boolean {
  // A flag that waits for a release is newer than all of them.
  if (!/^\d/.test(version)) return true;
  return version.localeCompare(than, 'en', { numeric: true }) > 0;
}

/** Apps as people have them: begun without flags, in early 2023, and today. */
export const FLAG_SETS: Readonly<Record<string, Record<string, unknown>>> = {
  'no flags': {},
  'the flags of CDK 2.60': recommendedIn('2.60.0'),
  'all recommended flags': { ...CURRENTLY_RECOMMENDED_FLAGS },
};
