import { Token } from 'aws-cdk-lib';
import { positive } from '../internal/checks/blocks';
import { Check } from '../internal/checks/check';
import { Countries } from './countries';
import { parseRange } from './ip-list';
import { ManagedRules } from './managed-rules';
import { RateLimit } from './rate-limit';
import { WeighedRule } from './web-acl-rules';

/** What is checked of a `WebAcl`: its props after defaults, and what follows from them. */
export interface WebAclInput {
  readonly scope: 'CLOUDFRONT' | 'REGIONAL';
  readonly region: string;
  readonly rules: readonly WeighedRule[];
  readonly capacity: number;
  readonly managedRules: readonly ManagedRules[];
  readonly rateLimits: readonly RateLimit[];
  readonly uploadPaths: readonly string[];
  readonly allow: readonly string[];
  readonly deny: readonly string[];
  readonly countries: Countries | undefined;
  readonly forwardedIpHeader: string | undefined;
  readonly redactHeaders: readonly string[];
  readonly loggingOffReason: string | undefined;
  readonly blockedPerMinute: number | undefined;
}

/** Sources: https://docs.aws.amazon.com/waf/latest/developerguide/limits.html and .../aws-waf-capacity-units.html */
const INCLUDED_CAPACITY = 1500;
const MOST_CAPACITY = 5000;
const MOST_RATE_LIMITS = 10;
const MOST_ADDRESSES = 10_000;
const MOST_COUNTRIES = 50;
const REQUESTS = { least: 10, most: 2_000_000_000 };
const WINDOWS = [60, 120, 300, 600];
const HEADER = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}$/;
const RULE_NAME = /^[\w-]{1,128}$/;

const sum = (rules: readonly WeighedRule[]) => rules.reduce((all, { capacityUnits }) => all + capacityUnits, 0);
const repeated = (names: readonly string[]) => [...new Set(names.filter((name, i) => names.indexOf(name) !== i))];
const fixed = (texts: readonly string[]) => texts.filter((text) => !Token.isUnresolved(text));
const paths = (input: WebAclInput) => [
  ...input.uploadPaths,
  ...input.rateLimits.map(({ _options }) => _options.pathPrefix),
  ...input.managedRules.map(({ _traits }) => _traits.pathPrefix),
];
const wrongPaths = (input: WebAclInput) =>
  paths(input).filter((path) => path !== undefined && !/^\/[\x21-\x7e]{0,199}$/.test(path));
const headers = (input: WebAclInput) => [
  ...input.rateLimits.flatMap(({ _keys }) => _keys.flatMap(({ name }) => name ?? [])),
  ...input.redactHeaders,
  ...(input.forwardedIpHeader === undefined ? [] : [input.forwardedIpHeader]),
];
const wrongHeaders = (input: WebAclInput) => fixed(headers(input)).filter((name) => !HEADER.test(name));
const wrongRequests = ({ rateLimits }: WebAclInput) =>
  rateLimits
    .map(({ _options }) => _options.requests)
    .filter((n) => !Token.isUnresolved(n) && !(Number.isInteger(n) && n >= REQUESTS.least && n <= REQUESTS.most));
const wrongWindows = ({ rateLimits }: WebAclInput) =>
  rateLimits.map(({ _windowSeconds }) => _windowSeconds).filter((seconds) => !WINDOWS.includes(seconds));
const unversioned = ({ managedRules }: WebAclInput) =>
  managedRules.filter(({ _traits, _options }) => !_traits.versioned && _options.version !== undefined);
const wrongVersions = ({ managedRules }: WebAclInput) =>
  fixed(managedRules.flatMap(({ _options }) => _options.version ?? [])).filter((it) => !/^Version_\d+\.\d+$/.test(it));

const PLACE: readonly Check<WebAclInput>[] = [
  {
    prop: 'scope',
    value: ({ scope, region }) => [scope, Token.isUnresolved(region) ? 'a Region that is not known yet' : region],
    broken: ({ scope, region }) => scope === 'CLOUDFRONT' && region !== 'us-east-1',
    fix: () =>
      "CloudFront takes web ACLs from us-east-1 alone, whatever the app's Region. Make this one in a stack with env.region 'us-east-1', and give its webAclArn to the distribution: the reference crosses Regions by itself",
  },
  {
    prop: 'forwardedIpHeader',
    value: ({ forwardedIpHeader }) => forwardedIpHeader,
    broken: ({ scope, forwardedIpHeader }) => scope === 'CLOUDFRONT' && forwardedIpHeader !== undefined,
    fix: () => "CloudFront sees viewers' own addresses, and anybody can send this header. Leave it out",
  },
  {
    prop: 'managedRules (outcomes)',
    value: ({ managedRules }) => managedRules.filter((it) => it._traits.inspectsResponses).map((it) => it._traits.name),
    broken: ({ scope, managedRules }) =>
      scope === 'REGIONAL' && managedRules.some((it) => it._traits.inspectsResponses),
    fix: () => 'WAF looks at answers in front of CloudFront alone. Leave outcomes out, or protect the distribution',
  },
];

const RULE_CHECKS: readonly Check<WebAclInput>[] = [
  {
    prop: 'rules',
    value: ({ rules }) => rules.length,
    broken: ({ rules }) => rules.length === 0,
    fix: () => 'a web ACL without rules costs money and lets everything through. Give managedRules or rateLimits',
  },
  {
    prop: 'capacity',
    value: ({ capacity }) => capacity,
    broken: ({ capacity }) => !(Number.isInteger(capacity) && capacity >= 1 && capacity <= MOST_CAPACITY),
    fix: () => 'a web ACL has up to 5000 WCU',
  },
  {
    prop: 'capacity',
    value: ({ capacity }) => capacity,
    broken: ({ capacity, rules }) => sum(rules) > capacity && capacity <= MOST_CAPACITY,
    fix: ({ rules }) => {
      const listed = rules.map(({ name, capacityUnits }) => `${name} ${capacityUnits}`).join(', ');
      const raise =
        sum(rules) > MOST_CAPACITY
          ? 'Leave some out: a web ACL has no more than 5000'
          : `Leave some out, or raise capacity to ${sum(rules)}: above ${INCLUDED_CAPACITY}, each further 500 WCU add 0.20 $ a million requests`;
      return `the rules need ${sum(rules)} WCU (${listed}). ${raise}`;
    },
  },
  {
    prop: 'rules (names)',
    value: ({ rules }) => repeated(rules.map(({ name }) => name)),
    broken: ({ rules }) => repeated(rules.map(({ name }) => name)).length > 0,
    fix: () => 'two rules have the same name. Give one rate limit a `name` of its own, or leave one group out',
  },
  {
    prop: 'rules (names)',
    value: ({ rules }) => rules.map(({ name }) => name).filter((name) => !RULE_NAME.test(name)),
    broken: ({ rules }) => rules.some(({ name }) => !RULE_NAME.test(name)),
    fix: () => 'a name has up to 128 letters, digits, hyphens and underscores',
  },
  {
    prop: 'managedRules (version)',
    value: (input) => unversioned(input).map(({ _traits }) => _traits.name),
    broken: (input) => unversioned(input).length > 0,
    fix: () => 'this group is a list that changes all day and has no versions. Leave version out',
  },
  {
    prop: 'managedRules (version)',
    value: wrongVersions,
    broken: (input) => wrongVersions(input).length > 0,
    fix: () => "write a version as WAF lists it, such as 'Version_1.20'",
  },
];

const LIMITS: readonly Check<WebAclInput>[] = [
  {
    prop: 'rateLimits',
    value: ({ rateLimits }) => rateLimits.length,
    broken: ({ rateLimits }) => rateLimits.length > MOST_RATE_LIMITS,
    fix: () => 'a web ACL has up to 10 rate limits. Limit by header, or several paths by one prefix',
  },
  {
    prop: 'rateLimits (requests)',
    value: wrongRequests,
    broken: (input) => wrongRequests(input).length > 0,
    fix: () => 'write a whole number from 10 to 2000000000',
  },
  {
    prop: 'rateLimits (window in seconds)',
    value: wrongWindows,
    broken: (input) => wrongWindows(input).length > 0,
    fix: () => 'WAF counts over 1, 2, 5 or 10 minutes',
  },
  {
    prop: 'pathPrefix',
    value: wrongPaths,
    broken: (input) => wrongPaths(input).length > 0,
    fix: () => "write a path that begins with a slash, such as '/login', up to 200 characters",
  },
  {
    prop: 'headers',
    value: wrongHeaders,
    broken: (input) => wrongHeaders(input).length > 0,
    fix: () => "write the name of a header, such as 'x-api-key', up to 64 characters",
  },
];

function addresses(prop: 'allow' | 'deny'): Check<WebAclInput>[] {
  const wrong = (input: WebAclInput) => fixed(input[prop]).filter((text) => parseRange(text) === undefined);
  return [
    {
      prop,
      value: wrong,
      broken: (input) => wrong(input).length > 0,
      fix: () => "write addresses or ranges such as '192.0.2.44', '192.0.2.0/24' or '2001:db8::/32'; no range is /0",
    },
    {
      prop: `${prop} (number of addresses)`,
      value: (input) => input[prop].length,
      broken: (input) => input[prop].length > MOST_ADDRESSES,
      fix: () => 'an IP set holds up to 10000. Write ranges',
    },
  ];
}

const SENDERS: readonly Check<WebAclInput>[] = [
  ...addresses('allow'),
  ...addresses('deny'),
  {
    prop: 'countries',
    value: ({ countries }) => countries?._codes.filter((code) => !/^[A-Z]{2}$/.test(code)),
    broken: ({ countries }) => countries?._codes.some((code) => !/^[A-Z]{2}$/.test(code)) ?? false,
    fix: () => "write countries by two capital letters (ISO 3166-1), such as 'FR'",
  },
  {
    prop: 'countries (number)',
    value: ({ countries }) => countries?._codes.length,
    broken: ({ countries }) => {
      const length = countries?._codes.length ?? 1;
      return length < 1 || length > MOST_COUNTRIES;
    },
    fix: () => 'name 1 to 50 countries; with more, name the others by the opposite',
  },
];

const OPERATION: readonly Check<WebAclInput>[] = [
  {
    prop: 'logging',
    value: ({ loggingOffReason }) => loggingOffReason,
    broken: ({ loggingOffReason }) => loggingOffReason !== undefined && loggingOffReason.trim().length < 10,
    fix: () => 'say why nobody will miss the logs, in a sentence: WebAclLogging.off("…")',
  },
  positive('blockedPerMinute', ({ blockedPerMinute }) => blockedPerMinute, 'an alarm needs a threshold above zero'),
];

export const WEB_ACL_CHECKS: readonly Check<WebAclInput>[] = [
  ...PLACE,
  ...RULE_CHECKS,
  ...LIMITS,
  ...SENDERS,
  ...OPERATION,
];
