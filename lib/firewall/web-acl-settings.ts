import { Token } from 'aws-cdk-lib';
import { IpList, IpRange, parseRange } from './ip-list';
import { ManagedRules } from './managed-rules';
import { RateLimit } from './rate-limit';
import { WebAclInput } from './web-acl-checks';
import { redactedHeaders, WebAclLogging } from './web-acl-logging';
import { WebAclProps } from './web-acl-props';
import { bodyRule, countryRule, ipRule, managedRule, ManagedUse, rateRule, WeighedRule } from './web-acl-rules';

export type IpVersion = IpRange['version'];

/** A list of addresses with the name that its rule and its IP sets have. */
export interface NamedList {
  readonly name: 'Allow' | 'Deny';
  readonly ranges: readonly IpRange[];
}

export interface OrderedRule {
  readonly priority: number;
  readonly rule: WeighedRule;
}

/** The props of a `WebAcl` after defaults. */
export interface WebAclSettings {
  /** What the rules check. */
  readonly input: WebAclInput;
  readonly logging: WebAclLogging;
  /** All rules with their priorities, which leave room, so that a new one changes no other's. */
  order(ipSetArn: (list: NamedList, version: IpVersion) => string): OrderedRule[];
}

const VERSIONS: readonly IpVersion[] = ['IPV4', 'IPV6'];
const FIRST_LIMIT = 100;
const FIRST_GROUP = 200;
/** It reads what the groups before it found. */
const AFTER_GROUPS = 300;

export function webAclSettingsOf(props: WebAclProps, region: string): WebAclSettings {
  const logging = props.logging ?? WebAclLogging.cloudWatch();
  const rateLimits = props.rateLimits ?? [RateLimit.perIp({ requests: 2000 })];
  const managedRules = props.managedRules ?? [
    ManagedRules.ipReputation(),
    ManagedRules.core(),
    ManagedRules.knownBadInputs(),
  ];
  const header = props.forwardedIpHeader;
  const use: ManagedUse = { onTrial: props.managedRulesOnTrial ?? false, uploadPaths: props.uploadPaths ?? [] };
  const bodies = bodyRule(managedRules, use);
  const order: WebAclSettings['order'] = (ipSetArn) => [
    ...ipRules(0, 'allow', { name: 'Allow', ranges: rangesOf(props.allow) }, header, ipSetArn),
    ...ipRules(10, 'block', { name: 'Deny', ranges: rangesOf(props.deny) }, header, ipSetArn),
    ...(props.countries ? [{ priority: 20, rule: countryRule(props.countries, header) }] : []),
    ...rateLimits.map((limit, i) => ({ priority: FIRST_LIMIT + i, rule: rateRule(limit, header) })),
    ...managedRules.map((group, i) => ({ priority: FIRST_GROUP + i, rule: managedRule(group, use) })),
    ...(bodies ? [{ priority: AFTER_GROUPS, rule: bodies }] : []),
  ];
  return {
    logging,
    order,
    input: {
      scope: props.scope._value,
      region,
      rules: order(() => '').map(({ rule }) => rule),
      capacity: props.capacity ?? 1500,
      managedRules,
      rateLimits,
      uploadPaths: use.uploadPaths,
      allow: props.allow?._addresses ?? [],
      deny: props.deny?._addresses ?? [],
      countries: props.countries,
      forwardedIpHeader: header,
      redactHeaders: redactedHeaders(logging._options),
      loggingOffReason: logging._offReason,
      blockedPerMinute: props.blockedPerMinute,
    },
  };
}

function ipRules(
  priority: number,
  action: 'allow' | 'block',
  list: NamedList,
  header: string | undefined,
  ipSetArn: (list: NamedList, version: IpVersion) => string,
): OrderedRule[] {
  const versions = VERSIONS.filter((version) => list.ranges.some((range) => range.version === version));
  if (versions.length === 0) return [];
  const arns = versions.map((version) => ipSetArn(list, version));
  return [{ priority, rule: ipRule(list.name, action, arns, header) }];
}

/** What only the deployment knows is taken for a range of IPv4. */
function rangesOf(list: IpList | undefined): IpRange[] {
  return (list?._addresses ?? []).flatMap((text) =>
    Token.isUnresolved(text) ? [{ version: 'IPV4' as const, cidr: text }] : (parseRange(text) ?? []),
  );
}
