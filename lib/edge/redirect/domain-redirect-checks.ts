import { Check } from '../../internal/checks/check';
import {
  certificateRegion,
  EDGE_CHECKS,
  InRegion,
  isHostName,
  isInZone,
  US_EAST_1_ONLY,
} from '../distribution/edge-checks';
import { DomainRedirectProps } from './domain-redirect-props';

const badNames = (p: DomainRedirectProps) => p.names.filter((name) => !isHostName(name));
const twice = (p: DomainRedirectProps) => p.names.filter((name, i) => p.names.indexOf(name) !== i);
const homeless = (p: DomainRedirectProps) =>
  p.names.filter((name) => !(p.hostedZones ?? []).some((zone) => isInZone(name, zone.zoneName)));
/** A month: what browsers remember cannot be called back. */
const LONGEST_MEMORY = 2_592_000;

/** The checks of a `DomainRedirect`. */
export const DOMAIN_REDIRECT_CHECKS: readonly Check<DomainRedirectProps & InRegion>[] = [
  ...EDGE_CHECKS,
  {
    prop: 'names',
    value: (p) => p.names,
    broken: (p) => p.names.length === 0,
    fix: () => 'give the host names to redirect, such as ["example.com"]',
  },
  {
    prop: 'names',
    value: badNames,
    broken: (p) => badNames(p).length > 0,
    fix: () => 'give lower-case host names without scheme, path or final dot, such as "example.com"',
  },
  {
    prop: 'names',
    value: twice,
    broken: (p) => twice(p).length > 0,
    fix: () => 'give each name once',
  },
  {
    prop: 'to',
    value: (p) => p.to,
    broken: (p) => !isHostName(p.to) || p.to.startsWith('*'),
    fix: () => 'give one lower-case host name without scheme or path, such as "www.example.com"',
  },
  {
    prop: 'to',
    value: (p) => p.to,
    broken: (p) => p.names.includes(p.to),
    fix: () => 'it is one of the names that are redirected, so it would lead to itself: take it out of names',
  },
  {
    prop: 'certificate',
    value: (p) => certificateRegion(p.certificate),
    broken: (p) => (certificateRegion(p.certificate) ?? 'us-east-1') !== 'us-east-1',
    fix: () => US_EAST_1_ONLY,
  },
  {
    prop: 'hostedZones',
    value: (p) => p.hostedZones?.map((zone) => zone.zoneName),
    broken: (p) => p.hostedZones !== undefined && homeless(p).length > 0,
    fix: (p) =>
      `${homeless(p).join(', ')} is in none of these zones: add the zone that holds it, or leave hostedZones out and make the records where the zones are`,
  },
  {
    prop: 'kind',
    value: (p) => p.kind?.remember.toSeconds(),
    broken: (p) => (p.kind?.remember.toSeconds() ?? 0) > LONGEST_MEMORY,
    fix: () => 'browsers cannot be told otherwise for so many seconds: give RedirectKind.permanent() at most 30 days',
  },
];
