import { Names } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/**
 * A name for what ElastiCache wants a name of: unique by the stack's name and the path, so equal in every stage, and
 * lower-case from the start, as ElastiCache would store it, or CloudFormation would not find it again. Up to 40
 * letters, digits and hyphens, which begin with a letter, do not end with a hyphen and have no two in a row.
 */
export function cacheResourceName(scope: Construct): string {
  const name = Names.uniqueResourceName(scope, { maxLength: 39, separator: '-', allowedSpecialCharacters: '-' })
    .toLowerCase()
    .replace(/-+/g, '-')
    .replace(/^-|-$/g, '');
  // A stack's name begins with a letter; the front of a long one is cut off.
  return /^[a-z]/.test(name) ? name : `c${name}`;
}
