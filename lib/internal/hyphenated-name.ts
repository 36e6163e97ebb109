import { Names } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/**
 * A name for what a service wants a name of: unique by the stack's name and the path, so equal in every stage, and
 * lower-case from the start, as the service would store it, or CloudFormation would not find it again. Letters, digits
 * and hyphens, which begin with a letter, do not end with a hyphen and have no two in a row.
 *
 * @param initial the letter before a name that would begin with none
 */
export function hyphenatedName(scope: Construct, longest: number, initial: string): string {
  const name = Names.uniqueResourceName(scope, {
    maxLength: longest - 1,
    separator: '-',
    allowedSpecialCharacters: '-',
  })
    .toLowerCase()
    .replace(/-+/g, '-')
    .replace(/^-|-$/g, '');
  // A stack's name begins with a letter; the front of a long one is cut off.
  return /^[a-z]/.test(name) ? name : `${initial}${name}`;
}
