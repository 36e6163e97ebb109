import { Resource, Stack, Token } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import { Rule } from '../internal/validation';
import { deliversLogsTo } from './access-logs';
import type { FrontDoorProps } from './front-door';
import type { PrivateOriginProps } from './private-origin';

const NAME = /^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/;

/** The rules of a `PrivateOrigin`. */
export const PRIVATE_ORIGIN_RULES: readonly Rule<PrivateOriginProps & { readonly stack: Stack }>[] = [
  {
    prop: 'originName',
    value: (p) => p.originName,
    broken: (p) => !NAME.test(p.originName),
    fix: () =>
      'give 1 to 40 lower-case letters, digits and hyphens, the same for good, such as "acme-web": CloudFront refuses to rename it',
  },
  {
    prop: 'loadBalancer',
    value: (p) => Stack.of(p.loadBalancer).stackName,
    broken: (p) => Stack.of(p.loadBalancer) !== p.stack,
    fix: (p) =>
      `the load balancer is in another stack than this ('${p.stack.stackName}'): make the PrivateOrigin in the load balancer's stack and give only the origin to other stacks`,
  },
];

const HOST = /^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;
const ASSETS_PATH = /^(\/[A-Za-z0-9_.~-]+)+$/;
const WEB_ACL = /^arn:aws[a-z-]*:wafv2:us-east-1:\d{12}:global\/webacl\/.+/;

const hosts = (p: FrontDoorProps) => (p.domain?.names ?? []).filter((name) => !Token.isUnresolved(name));
const zone = (p: FrontDoorProps) => p.domain?.hostedZone?.zoneName.replace(/\.$/, '');
const outside = (p: FrontDoorProps, zoneName: string) =>
  hosts(p).filter((name) => name !== zoneName && !name.endsWith(`.${zoneName}`));

/** The Region of a certificate, or undefined where it is known at deployment only. */
function certificateRegion(certificate?: acm.ICertificate): string | undefined {
  if (!certificate) return undefined;
  const arn = certificate.certificateArn;
  if (!Token.isUnresolved(arn)) return arn.split(':')[3];
  // An import with an ARN from elsewhere claims the importing stack's Region; only what is made here is known.
  const region = Resource.isOwnedResource(certificate) ? certificate.env.region : undefined;
  return Token.isUnresolved(region) ? undefined : region;
}

/** The rules of a `FrontDoor`. */
export const FRONT_DOOR_RULES: readonly Rule<FrontDoorProps & { readonly region: string }>[] = [
  {
    prop: 'domain.names',
    value: (p) => p.domain?.names,
    broken: (p) => p.domain !== undefined && p.domain.names.length === 0,
    fix: () => 'give the host names that users type, such as ["www.example.com"], or leave domain out',
  },
  {
    prop: 'domain.names',
    value: (p) => hosts(p).filter((name) => !HOST.test(name)),
    broken: (p) => hosts(p).some((name) => !HOST.test(name)),
    fix: () => 'give lower-case host names without scheme, path or final dot, such as "www.example.com"',
  },
  {
    prop: 'domain.certificate',
    value: (p) => certificateRegion(p.domain?.certificate),
    broken: (p) => (certificateRegion(p.domain?.certificate) ?? 'us-east-1') !== 'us-east-1',
    fix: () =>
      'CloudFront takes certificates from us-east-1 only: request one there, in a stack with env.region "us-east-1" or by hand, and give that',
  },
  {
    prop: 'domain.hostedZone',
    value: zone,
    broken: (p) => outside(p, zone(p) ?? '').length > 0 && zone(p) !== undefined,
    fix: (p) =>
      `${outside(p, zone(p) ?? '').join(', ')} is not in this zone: give the zone that holds it, or leave hostedZone out and make the records where the zone is`,
  },
  {
    prop: 'webAclArn',
    value: (p) => p.webAclArn,
    broken: (p) => p.webAclArn !== undefined && !WEB_ACL.test(p.webAclArn),
    fix: () =>
      'give the ARN of a WAFv2 web ACL with scope CLOUDFRONT, which is made in us-east-1: "arn:aws:wafv2:us-east-1:<account>:global/webacl/<name>/<id>"',
  },
  {
    prop: 'assetsPath',
    value: (p) => p.assetsPath,
    broken: (p) => p.assetsPath !== undefined && !ASSETS_PATH.test(p.assetsPath),
    fix: () => 'give a path that starts with a slash and does not end with one, such as "/assets"',
  },
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

/** The Region of the bucket that logs go to, where there is one and it is known. */
function logsRegion(props: FrontDoorProps & { readonly region: string }): string | undefined {
  if (!props.accessLogs || props.accessLogs.offReason !== undefined) return undefined;
  const bucket = props.accessLogs.bucket;
  const region = bucket ? bucket.env.region : props.region;
  return Token.isUnresolved(region) ? undefined : region;
}
