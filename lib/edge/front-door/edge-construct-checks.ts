import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Stack, Token } from 'aws-cdk-lib';
import { CfnRestApi } from 'aws-cdk-lib/aws-apigateway';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { FunctionUrlAuthType } from 'aws-cdk-lib/aws-lambda';
import { Check } from '../../internal/checks/check';
import type { ApiShieldProps } from '../api-shield/api-shield';
import {
  certificateRegion,
  DOMAIN_CHECKS,
  EDGE_CHECKS,
  InRegion,
  isHostName,
  isInZone,
  ORIGIN_TIMEOUT_CHECKS,
  US_EAST_1_ONLY,
} from '../distribution/edge-checks';
import type { OriginSecretProps } from '../origin/origin-secret';
import type { PrivateOriginProps } from '../origin/private-origin';
import type { DomainRedirectProps } from '../redirect/domain-redirect';
import type { StaticSiteProps } from '../static-site/static-site';
import type { FrontDoorProps } from './front-door';

const NAME = /^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/;

/** The rules of a `PrivateOrigin`. */
export const PRIVATE_ORIGIN_CHECKS: readonly Check<PrivateOriginProps & { readonly stack: Stack }>[] = [
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

const ASSETS_PATH = /^(\/[A-Za-z0-9_.~-]+)+$/;

const COPY_PATH = /^\/([A-Za-z0-9_.~-]+\/)*[A-Za-z0-9_.~-]*$/;
const FALLBACK_STATUSES = [500, 502, 503, 504];

const copies = (p: FrontDoorProps) => p.fallback?._copies ?? [];
const notPaths = (p: FrontDoorProps) => copies(p).filter((path) => !COPY_PATH.test(path));
const amongAssets = (p: FrontDoorProps) => copies(p).filter((path) => path.startsWith(`${p.assetsPath ?? '/assets'}/`));
const unaskedFor = (p: FrontDoorProps) =>
  Object.keys(p.fallback?._copiesHtml ?? {}).filter((path) => path === '/' || !copies(p).includes(path));
const statuses = (p: FrontDoorProps) => p.fallback?._page?.statuses;

/** The rules of a `Fallback`. */
const FALLBACK_CHECKS: readonly Check<FrontDoorProps>[] = [
  {
    prop: 'fallback.paths',
    value: notPaths,
    broken: (p) => notPaths(p).length > 0,
    fix: () => 'give whole paths without wildcards, such as "/prices": each needs a copy under its own name',
  },
  {
    prop: 'fallback.paths',
    value: amongAssets,
    broken: (p) => amongAssets(p).length > 0,
    fix: (p) => `what is below ${p.assetsPath ?? '/assets'} comes from S3 anyway, and needs no copy there`,
  },
  {
    prop: 'fallback.paths',
    value: (p) => copies(p).length,
    broken: (p) => copies(p).length > 20,
    fix: () => 'give at most 20, for each is a behavior of the distribution, which has 75; the page is for all others',
  },
  {
    prop: 'fallback.copies',
    value: unaskedFor,
    broken: (p) => unaskedFor(p).length > 0,
    fix: () => 'give copies of paths that are among those of pageAndCopies; that of "/" is for your build to upload',
  },
  {
    prop: 'fallback.statuses',
    value: statuses,
    broken: (p) =>
      statuses(p) !== undefined &&
      (statuses(p)?.length === 0 || statuses(p)?.some((code) => !FALLBACK_STATUSES.includes(code)) === true),
    fix: () => 'give some of 500, 502, 503 and 504: other statuses are answers of an app that works',
  },
  {
    prop: 'fallback.askAgainAfter',
    value: (p) => p.fallback?._page?.askAgainAfter?.toSeconds(),
    broken: (p) => (p.fallback?._page?.askAgainAfter?.toSeconds() ?? 0) > 300,
    fix: () => 'give at most 300 seconds: users see the page for so long after the app is back',
  },
];

/** The rules of a `FrontDoor`. */
export const FRONT_DOOR_CHECKS: readonly Check<FrontDoorProps & InRegion>[] = [
  ...DOMAIN_CHECKS,
  ...EDGE_CHECKS,
  ...ORIGIN_TIMEOUT_CHECKS,
  ...FALLBACK_CHECKS,
  {
    prop: 'assetsPath',
    value: (p) => p.assetsPath,
    broken: (p) => p.assetsPath !== undefined && !ASSETS_PATH.test(p.assetsPath),
    fix: () => 'give a path that starts with a slash and does not end with one, such as "/assets"',
  },
];

/** The rules of an `OriginSecret`. */
export const ORIGIN_SECRET_CHECKS: readonly Check<OriginSecretProps>[] = [
  {
    prop: 'generation',
    value: (p) => p.generation,
    broken: (p) => p.generation !== undefined && !(Number.isInteger(p.generation) && p.generation >= 1),
    fix: () => 'count from 1, and one up for each new secret',
  },
];

/** The endpoint types of a REST API that is made here. */
function endpointTypes(props: ApiShieldProps): string[] | undefined {
  const resource = props.origin._how.restApi?.node.defaultChild;
  if (!(resource instanceof CfnRestApi)) return undefined;
  const configuration = Stack.of(resource).resolve(resource.endpointConfiguration) as { types?: string[] } | undefined;
  return configuration?.types ?? ['EDGE'];
}

/** The rules of an `ApiShield`. */
export const API_SHIELD_CHECKS: readonly Check<ApiShieldProps & InRegion>[] = [
  ...DOMAIN_CHECKS,
  ...EDGE_CHECKS,
  ...ORIGIN_TIMEOUT_CHECKS,
  {
    prop: 'origin',
    value: (p) => p.origin._how.functionUrl?.authType,
    broken: (p) => p.origin._how.functionUrl?.authType === FunctionUrlAuthType.NONE,
    fix: () =>
      'anybody may call this function URL past CloudFront: make it with authType FunctionUrlAuthType.AWS_IAM, and CloudFront signs its requests',
  },
  {
    prop: 'origin',
    value: endpointTypes,
    broken: (p) => endpointTypes(p)?.includes('EDGE') ?? false,
    fix: () =>
      "this REST API has a CloudFront of API Gateway's own in front of it, and two in a row cost time: make it with endpointTypes: [EndpointType.REGIONAL]",
  },
  {
    prop: 'origin',
    value: (p) => (p.origin._how.httpApi as Partial<HttpApi> | undefined)?.disableExecuteApiEndpoint,
    broken: (p) => (p.origin._how.httpApi as Partial<HttpApi> | undefined)?.disableExecuteApiEndpoint === true,
    fix: () =>
      "CloudFront reaches the HTTP API at its execute-api endpoint, which is disabled: leave disableExecuteApiEndpoint out; the secret's authorizer keeps others away",
  },
  {
    prop: 'origin.secret',
    value: (p) => p.origin._how.secret?.secret.env.region,
    broken: (p) => {
      const region = p.origin._how.secret?.secret.env.region;
      return region !== undefined && !Token.isUnresolved(p.region) && region !== p.region;
    },
    fix: (p) =>
      `CloudFormation reads a secret in the Region of the stack only, which is ${p.region}: make the ApiShield in a stack of the API's Region`,
  },
];

const badNames = (p: DomainRedirectProps) => p.names.filter((name) => !isHostName(name));
const twice = (p: DomainRedirectProps) => p.names.filter((name, i) => p.names.indexOf(name) !== i);
const homeless = (p: DomainRedirectProps) =>
  p.names.filter((name) => !(p.hostedZones ?? []).some((zone) => isInZone(name, zone.zoneName)));
/** A month: what browsers remember cannot be called back. */
const LONGEST_MEMORY = 2_592_000;

/** The rules of a `DomainRedirect`. */
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

const PAGE = /^(\/[A-Za-z0-9_.~-]+)+$/;
const hasIndex = (p: StaticSiteProps) =>
  p.content?.path === undefined || existsSync(join(p.content.path, 'index.html'));

/** The rules of a `StaticSite`. */
export const STATIC_SITE_CHECKS: readonly Check<StaticSiteProps & InRegion>[] = [
  ...DOMAIN_CHECKS,
  ...EDGE_CHECKS,
  {
    prop: 'content',
    value: (p) => p.content?.path,
    broken: (p) => !hasIndex(p),
    fix: () => 'there is no index.html in this folder: build the site first, or give the folder that the build writes',
  },
  {
    prop: 'notFoundPage',
    value: (p) => p.notFoundPage,
    broken: (p) => p.notFoundPage !== undefined && !PAGE.test(p.notFoundPage),
    fix: () => 'give the path of a file of the site, such as "/404.html"',
  },
];
