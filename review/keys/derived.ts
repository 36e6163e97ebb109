import { SpecifiedIdentity, specifiedIdentity } from '../compare/spec';
import { Key, Part, Scope } from './key';

/**
 * A type whose primary identifier its template sets must refuse a second one of it: a test that every type of the
 * registry has to pass.
 */
const CONTRACT = 'https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/contract-tests.html';
const ARNS =
  'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html';

/** Placeholders of an ARN that say where a resource is, not which one it is. */
const PLACE = new Set(['Partition', 'Region', 'Account']);

/** The key that follows from the specification: settable primary identifiers, or the settable names in the ARN. */
export function derivedKey(type: string): Key | undefined {
  const identity = specifiedIdentity(type);
  if (!identity) return undefined;
  const { primaryIdentifier, arnTemplate, settable } = identity;
  if (primaryIdentifier.length > 0 && primaryIdentifier.every((name) => settable.includes(name)))
    return { parts: primaryIdentifier.map(partOf(type)), outcome: 'refused', source: CONTRACT };
  const names = placeholders(arnTemplate).filter((name) => !PLACE.has(name));
  if (names.length > 0 && names.every((name) => settable.includes(name)))
    return { parts: names.map(partOf(type)), outcome: 'refused', source: ARNS };
  return undefined;
}

/** Where an ARN names no Region its resource is the account's, and where it names no account either, the world's. */
export function derivedScope(type: string): Scope {
  const service = type.split('::').slice(0, 2).join('::');
  if (GLOBAL.has(service)) return 'account';
  const arn = specifiedIdentity(type)?.arnTemplate;
  if (arn === undefined || arn.includes('${Region}')) return 'region';
  return arn.includes('${Account}') ? 'account' : 'world';
}

/** Services of which an account has one for all Regions, though not every type of theirs has an ARN. */
const GLOBAL = new Set([
  'AWS::Budgets',
  'AWS::CE',
  'AWS::CloudFront',
  'AWS::GlobalAccelerator',
  'AWS::IAM',
  'AWS::NetworkManager',
  'AWS::Organizations',
  'AWS::Route53',
  'AWS::Route53RecoveryControl',
  'AWS::Route53RecoveryReadiness',
  'AWS::Shield',
  'AWS::WAF',
]);

/** Services that take names in any case and keep them in one. */
const CASELESS = /^AWS::(RDS|DocDB|DocDBElastic|Neptune|Redshift|RedshiftServerless|ElastiCache|MemoryDB|DAX|DMS)::/;
/** Properties that hold names of hosts. */
const HOST = /^(DomainName|Domain|HostName|FQDN)$/;

function partOf(type: string): (path: string) => Part {
  return (path) => ({ path, optional: false, as: HOST.test(path) ? 'dns' : CASELESS.test(type) ? 'case' : 'value' });
}

function placeholders(arn: SpecifiedIdentity['arnTemplate']): string[] {
  return [...(arn ?? '').matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name);
}
