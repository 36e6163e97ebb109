import { Resource, Token } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import { text } from '../../internal/checks/blocks';
import { Check } from '../../internal/checks/check';
import { deliversLogsTo } from './access-logs';
import { EdgeHostProps, EdgeProps } from './edge-props';

/** The Region of the stack goes with the props. */
export interface InRegion {
  readonly region: string;
}

const HOST = /^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;
const WEB_ACL = /^arn:aws[a-z-]*:wafv2:us-east-1:\d{12}:global\/webacl\/.+/;

/** Whether a name could be one that users type. What is not known yet is given the benefit. */
export function isHostName(name: string): boolean {
  return Token.isUnresolved(name) || HOST.test(name);
}

/** Whether a name belongs to a zone. What is not known yet is given the benefit. */
export function isInZone(name: string, zoneName: string): boolean {
  const zone = zoneName.replace(/\.$/, '');
  return Token.isUnresolved(name) || Token.isUnresolved(zone) || name === zone || name.endsWith(`.${zone}`);
}

const badHosts = (p: EdgeHostProps) => (p.domain?.names ?? []).filter((name) => !isHostName(name));
const zone = (p: EdgeHostProps) => p.domain?.hostedZone?.zoneName.replace(/\.$/, '');
const outside = (p: EdgeHostProps) =>
  (p.domain?.names ?? []).filter((name) => zone(p) !== undefined && !isInZone(name, zone(p) ?? ''));

/** The Region of a certificate, or undefined where it is known at deployment only. */
export function certificateRegion(certificate?: acm.ICertificate): string | undefined {
  if (!certificate) return undefined;
  const arn = certificate.certificateArn;
  if (!Token.isUnresolved(arn)) return arn.split(':')[3];
  // An import with an ARN from elsewhere claims the importing stack's Region; only what is made here is known.
  const region = Resource.isOwnedResource(certificate) ? certificate.env.region : undefined;
  return Token.isUnresolved(region) ? undefined : region;
}

/** The Region of the bucket that logs go to, where there is one and it is known. */
function logsRegion(props: EdgeProps & InRegion): string | undefined {
  if (!props.accessLogs || props.accessLogs.offReason !== undefined) return undefined;
  const bucket = props.accessLogs.bucket;
  const region = bucket ? bucket.env.region : props.region;
  return Token.isUnresolved(region) ? undefined : region;
}

/** What to do about a certificate from elsewhere. */
export const US_EAST_1_ONLY =
  'CloudFront takes certificates from us-east-1 only: request one there, in a stack with env.region "us-east-1" or by hand, and give that';

/** The rules of the host names of a distribution. */
export const DOMAIN_CHECKS: readonly Check<EdgeHostProps>[] = [
  {
    prop: 'domain.names',
    value: (p) => p.domain?.names,
    broken: (p) => p.domain !== undefined && p.domain.names.length === 0,
    fix: () => 'give the host names that users type, such as ["www.example.com"], or leave domain out',
  },
  {
    prop: 'domain.names',
    value: badHosts,
    broken: (p) => badHosts(p).length > 0,
    fix: () => 'give lower-case host names without scheme, path or final dot, such as "www.example.com"',
  },
  {
    prop: 'domain.certificate',
    value: (p) => certificateRegion(p.domain?.certificate),
    broken: (p) => (certificateRegion(p.domain?.certificate) ?? 'us-east-1') !== 'us-east-1',
    fix: () => US_EAST_1_ONLY,
  },
  {
    prop: 'domain.hostedZone',
    value: zone,
    broken: (p) => outside(p).length > 0,
    fix: (p) =>
      `${outside(p).join(', ')} is not in this zone: give the zone that holds it, or leave hostedZone out and make the records where the zone is`,
  },
];

/** The rules of what every distribution has. */
export const EDGE_CHECKS: readonly Check<EdgeProps & InRegion>[] = [
  text(
    'webAclArn',
    (p) => p.webAclArn,
    WEB_ACL,
    'give the ARN of a WAFv2 web ACL with scope CLOUDFRONT, which is made in us-east-1: "arn:aws:wafv2:us-east-1:<account>:global/webacl/<name>/<id>"',
  ),
  {
    prop: 'accessLogs',
    value: (p) => p.accessLogs?.offReason,
    broken: (p) => p.accessLogs?.offReason !== undefined && p.accessLogs.offReason.trim().length < 10,
    fix: () => 'say why nobody will miss the logs, in a sentence: AccessLogs.off("…")',
  },
  {
    prop: 'accessLogs',
    value: logsRegion,
    broken: (p) => !deliversLogsTo(logsRegion(p) ?? 'us-east-1'),
    fix: () =>
      'CloudFront does not deliver logs to buckets in opt-in Regions: use AccessLogs.inBucket() with a bucket in a Region such as us-east-1, or AccessLogs.off(reason)',
  },
];

/** The timeouts of an origin that answers by itself. */
export interface OriginTimeouts {
  readonly originReadTimeout?: { toSeconds(): number };
  readonly originKeepAlive?: { toSeconds(): number };
}

/** The rules of the timeouts. */
export const ORIGIN_TIMEOUT_CHECKS: readonly Check<OriginTimeouts>[] = [
  {
    prop: 'originReadTimeout',
    value: (p) => p.originReadTimeout?.toSeconds(),
    broken: (p) => (p.originReadTimeout?.toSeconds() ?? 1) < 1 || (p.originReadTimeout?.toSeconds() ?? 1) > 120,
    fix: () => 'give 1 to 120 seconds; more needs a higher quota, and a job that takes so long belongs in a queue',
  },
  {
    prop: 'originKeepAlive',
    value: (p) => p.originKeepAlive?.toSeconds(),
    broken: (p) => (p.originKeepAlive?.toSeconds() ?? 1) < 1 || (p.originKeepAlive?.toSeconds() ?? 1) > 300,
    fix: () => "give 1 to 300 seconds, less than the load balancer's idle timeout",
  },
];
