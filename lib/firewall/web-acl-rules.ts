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
const UNITS = { ipSet: 1, geo: 1, rate: 2, rateKey: 30, startsWith: 2, transformation: 10 };

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
    statement: statements.length === 1 ? statements[0] : { orStatement: { statements } },
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

export function managedRule(rules: ManagedRules): WeighedRule {
  const { vendor, name, capacityUnits, config, pathPrefix } = rules._traits;
  const { version, onTrial, countOnly } = rules._options;
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
    outcome: { overrideAction: onTrial ? COUNT : { none: {} } },
  };
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
