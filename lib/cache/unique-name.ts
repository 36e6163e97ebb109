import { Construct } from 'constructs';
import { hyphenatedName } from '../internal/hyphenated-name';

/** ElastiCache takes up to 40 characters. */
export function cacheResourceName(scope: Construct): string {
  return hyphenatedName(scope, 40, 'c');
}
