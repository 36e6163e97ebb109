import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import { Countries } from './countries';
import { ManagedRules } from './managed-rules';
import { RateLimit } from './rate-limit';

type Rule = wafv2.CfnWebACL.RuleProperty;
type Statement = wafv2.CfnWebACL.StatementProperty;

/** A rule of a web ACL before it has a priority, and the capacity that it takes. */
export interface WeighedRule {
  readonly name: string;
  readonly capacityUnits: number;
  readonly statement: Statement;
  /** What is done; for groups, with the actions of their own rules. */
  readonly outcome: Pick<Rule, 'action' | 'overrideAction'>;
}

/**
 * What statements take of a web ACL's capacity.
 *
 * Source: https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statements-list.html, each statement's page
 */
const UNITS = { ipSet: 1, geo: 1, label: 1, rate: 2, rateKey: 30, startsWith: 2, transformation: 10 };

/** How a path is read, so that no spelling of it gets around a rule. */
const PATH_TRANSFORMATIONS = ['URL_DECODE', 'NORMALIZE_PATH', 'LOWERCASE'];
const PATH_UNITS = UNITS.startsWith + PATH_TRANSFORMATIONS.length * UNITS.transformation;

const TOO_MANY_REQUESTS = { block: { customResponse: { responseCode: 429 } } };
const COUNT = { count: {} };

function startsWith(pathPrefix: string): Statement {
  return {
    byteMatchStatement: {
      fieldToMatch: { uriPath: {} },
      positionalConstraint: 'STARTS_WITH',
      searchString: pathPrefix.toLowerCase(),
      textTransformations: PATH_TRANSFORMATIONS.map((type, priority) => ({ priority, type })),
    },
  };
}

/** What of a request's sender a header says, where a proxy stands in between. A request without it is not matched. */
const forwarded = (headerName: string) => ({ headerName, fallbackBehavior: 'NO_MATCH' });

/** Addresses of IP sets, one for each version of IP. */
export function ipRule(name: string, action: 'allow' | 'block', ipSets: string[], header?: string): WeighedRule {
  const statements = ipSets.map((arn): Statement => ({
    ipSetReferenceStatement: {
      arn,
      ipSetForwardedIpConfig: header === undefined ? undefined : { ...forwarded(header), position: 'FIRST' },
    },
  }));
  return {
    name,
    capacityUnits: UNITS.ipSet * ipSets.length,
    statement: anyOf(statements),
    outcome: { action: { [action]: {} } },
  };
}

export function countryRule(countries: Countries, header?: string): WeighedRule {
  const named: Statement = {
    geoMatchStatement: {
      countryCodes: countries._codes,
      forwardedIpConfig: header === undefined ? undefined : forwarded(header),
    },
  };
  return {
    name: 'Countries',
    capacityUnits: UNITS.geo,
    statement: countries._blocked ? named : { notStatement: { statement: named } },
    outcome: { action: countries._onTrial ? COUNT : { block: {} } },
  };
}

export function rateRule(limit: RateLimit, header?: string): WeighedRule {
  const { requests, pathPrefix, onTrial } = limit._options;
  const byIpAlone = limit._keys.every(({ kind }) => kind === 'ip');
  const keys = limit._keys.map((key) =>
    key.kind === 'header'
      ? { header: { name: key.name!, textTransformations: [{ priority: 0, type: 'NONE' }] } }
      : header === undefined
        ? { ip: {} }
        : { forwardedIp: {} },
  );
  const ofIp = header === undefined ? 'IP' : 'FORWARDED_IP';
  const readsHeader = header !== undefined && limit._keys.some(({ kind }) => kind === 'ip');
  return {
    name: limit._name,
    capacityUnits:
      UNITS.rate + (byIpAlone ? 0 : keys.length * UNITS.rateKey) + (pathPrefix === undefined ? 0 : PATH_UNITS),
    statement: {
      rateBasedStatement: {
        limit: requests,
        evaluationWindowSec: limit._windowSeconds,
        aggregateKeyType: byIpAlone ? ofIp : 'CUSTOM_KEYS',
        customKeys: byIpAlone ? undefined : keys,
        forwardedIpConfig: readsHeader ? forwarded(header) : undefined,
        scopeDownStatement: pathPrefix === undefined ? undefined : startsWith(pathPrefix),
      },
    },
    outcome: { action: onTrial ? COUNT : TOO_MANY_REQUESTS },
  };
}

/** How the web ACL uses its managed rules, beside what each group says. */
export interface ManagedUse {
  readonly onTrial: boolean;
  /** Paths on which the core rules on bodies only count. */
  readonly uploadPaths: readonly string[];
}

/**
 * The core rules on bodies that uploads meet, and the labels that they leave for the rules after them.
 *
 * Source: https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html (2026-12-01)
 */
const BODY_RULES: Record<string, string> = {
  CrossSiteScripting_BODY: 'awswaf:managed:aws:core-rule-set:CrossSiteScripting_Body',
  SizeRestrictions_BODY: 'awswaf:managed:aws:core-rule-set:SizeRestrictions_Body',
};
const CORE = 'AWSManagedRulesCommonRuleSet';

/** The rules on bodies that a group refuses by, and that another rule refuses by instead where there are uploads. */
function bodyRulesOf({ _traits, _options }: ManagedRules, { uploadPaths }: ManagedUse): string[] {
  if (_traits.name !== CORE || uploadPaths.length === 0) return [];
  return Object.keys(BODY_RULES).filter((rule) => !_options.countOnly?.includes(rule));
}

/** Refuses by the labels of the rules on bodies, but where users upload. */
export function bodyRule(groups: readonly ManagedRules[], use: ManagedUse): WeighedRule | undefined {
  const rules = [...new Set(groups.flatMap((group) => bodyRulesOf(group, use)))];
  if (rules.length === 0) return undefined;
  const labels = rules.map((rule): Statement => ({ labelMatchStatement: { scope: 'LABEL', key: BODY_RULES[rule] } }));
  const paths = use.uploadPaths.map(startsWith);
  const onTrial = use.onTrial || groups.some(({ _traits, _options }) => _traits.name === CORE && _options.onTrial);
  return {
    name: 'BodiesOutsideOfUploads',
    capacityUnits: UNITS.label * labels.length + PATH_UNITS * paths.length,
    statement: { andStatement: { statements: [anyOf(labels), { notStatement: { statement: anyOf(paths) } }] } },
    outcome: { action: onTrial ? COUNT : { block: {} } },
  };
}

function anyOf(statements: Statement[]): Statement {
  return statements.length === 1 ? statements[0] : { orStatement: { statements } };
}

export function managedRule(rules: ManagedRules, use: ManagedUse): WeighedRule {
  const { vendor, name, capacityUnits, config, pathPrefix } = rules._traits;
  const { version, onTrial } = rules._options;
  const counted = [...(rules._options.countOnly ?? []), ...bodyRulesOf(rules, use)];
  const countOnly = counted.length > 0 || rules._options.countOnly ? counted : undefined;
  return {
    name: vendor === 'AWS' ? name.replace(/^AWSManagedRules/, '') : name,
    capacityUnits: capacityUnits + (pathPrefix === undefined ? 0 : PATH_UNITS),
    statement: {
      managedRuleGroupStatement: {
        vendorName: vendor,
        name,
        version,
        managedRuleGroupConfigs: config && [config],
        ruleActionOverrides: countOnly?.map((rule) => ({ name: rule, actionToUse: COUNT })),
        scopeDownStatement: pathPrefix === undefined ? undefined : startsWith(pathPrefix),
      },
    },
    outcome: { overrideAction: onTrial || use.onTrial ? COUNT : { none: {} } },
  };
}

/** Whether a rule only counts what it matches. */
export function onlyCounts({ outcome }: WeighedRule): boolean {
  return outcome.action === COUNT || outcome.overrideAction === COUNT;
}

/** A rule as the web ACL has it: its name is its metric's as well, and equal in every stage. */
export function withPriority({ name, statement, outcome }: WeighedRule, priority: number): Rule {
  return {
    name,
    priority,
    statement,
    ...outcome,
    visibilityConfig: { metricName: name, cloudWatchMetricsEnabled: true, sampledRequestsEnabled: true },
  };
}
