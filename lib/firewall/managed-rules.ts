import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import { checkArguments } from '../internal/checks/types';

/** How a group of managed rules is used. */
export interface ManagedRulesOptions {
  /**
   * A version of the group, such as `Version_1.20`. It expires: WAF announces that on an SNS topic of its own, and then
   * uses another.
   *
   * @default - the version that AWS recommends, which changes by itself
   */
  readonly version?: string;
  /**
   * Whether all matches of the group are counted in metrics and logs only, and let through. So does a group begin.
   *
   * @default false
   */
  readonly onTrial?: boolean;
  /**
   * Rules of the group that only count, as they match what your app needs, such as `NoUserAgent_HEADER`.
   *
   * @default - none
   */
  readonly countOnly?: string[];
}

/** Options of AWS's core rules. */
export interface CoreRulesOptions extends ManagedRulesOptions {
  /**
   * Whether a request with a body of more than 8 KB is refused. Uploads and long forms are, so it is counted only; give
   * the paths of uploads (`WebAclOptions.uploadPaths`) where you refuse it.
   *
   * @default false
   */
  readonly refuseLargeBodies?: boolean;
  /**
   * Whether requests without a `User-Agent`, and those of programs that the group takes for bad bots, are only counted.
   * Browsers always send one; callers of an API need not.
   *
   * @default false
   */
  readonly anyUserAgent?: boolean;
}

/** A group that this library does not name. */
export interface OtherManagedRulesOptions extends ManagedRulesOptions {
  /**
   * Whose group it is.
   *
   * @default - AWS
   */
  readonly vendor?: string;
  /** The group's name, such as `AWSManagedRulesWindowsRuleSet`. */
  readonly name: string;
  /** The capacity that the group takes, as its documentation has it. */
  readonly capacityUnits: number;
}

interface GroupTraits {
  readonly vendor: string;
  readonly name: string;
  readonly capacityUnits: number;
  /** Whether it has versions that can be pinned. */
  readonly versioned: boolean;
  readonly config?: wafv2.CfnWebACL.ManagedRuleGroupConfigProperty;
  /** Whether it looks at answers, which WAF does in front of CloudFront alone. */
  readonly inspectsResponses?: boolean;
  /** Only requests whose path begins so are looked at. */
  readonly pathPrefix?: string;
}

/**
 * Capacity and versions of AWS's groups.
 *
 * Source: https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
 */
const AWS_GROUPS = {
  core: ['AWSManagedRulesCommonRuleSet', 700, true],
  adminProtection: ['AWSManagedRulesAdminProtectionRuleSet', 100, true],
  knownBadInputs: ['AWSManagedRulesKnownBadInputsRuleSet', 200, true],
  sql: ['AWSManagedRulesSQLiRuleSet', 200, true],
  linux: ['AWSManagedRulesLinuxRuleSet', 200, true],
  unix: ['AWSManagedRulesUnixRuleSet', 100, true],
  windows: ['AWSManagedRulesWindowsRuleSet', 200, true],
  php: ['AWSManagedRulesPHPRuleSet', 100, true],
  wordPress: ['AWSManagedRulesWordPressRuleSet', 100, true],
  ipReputation: ['AWSManagedRulesAmazonIpReputationList', 25, false],
  anonymousIps: ['AWSManagedRulesAnonymousIpList', 50, false],
} as const;

/**
 * A group of rules that somebody else keeps up to date. AWS's own cost what any rule costs, 1 $ a month; those that
 * cost more are in `PaidRules`. Each match has the group's name in metrics and logs.
 */
export class ManagedRules {
  /** What attacks any web app: cross-site scripting, file inclusion, odd paths and headers. 700 WCU. */
  public static core(options: CoreRulesOptions = {}): ManagedRules {
    checkArguments('ManagedRules.core', { options });
    const sizes = options.refuseLargeBodies ? [] : ['SizeRestrictions_BODY'];
    const agents = options.anyUserAgent ? ['NoUserAgent_HEADER', 'UserAgent_BadBots_HEADER'] : [];
    return ManagedRules.ofAws('core', { ...options, countOnly: [...sizes, ...agents, ...(options.countOnly ?? [])] });
  }

  /** Requests that are known to try for a vulnerability, such as Log4j's. 200 WCU. */
  public static knownBadInputs(options: ManagedRulesOptions = {}): ManagedRules {
    checkArguments('ManagedRules.knownBadInputs', { options });
    return ManagedRules.ofAws('knownBadInputs', options);
  }

  /** SQL in parameters, cookies and bodies. 200 WCU. */
  public static sqlInjection(options: ManagedRulesOptions = {}): ManagedRules {
    checkArguments('ManagedRules.sqlInjection', { options });
    return ManagedRules.ofAws('sql', options);
  }

  /** Addresses that Amazon knows for bots and attacks. It has no versions. 25 WCU. */
  public static ipReputation(options: ManagedRulesOptions = {}): ManagedRules {
    checkArguments('ManagedRules.ipReputation', { options });
    return ManagedRules.ofAws('ipReputation', options);
  }

  /** Addresses of VPNs, Tor and hosting providers, where users may come from as well. It has no versions. 50 WCU. */
  public static anonymousIps(options: ManagedRulesOptions = {}): ManagedRules {
    checkArguments('ManagedRules.anonymousIps', { options });
    return ManagedRules.ofAws('anonymousIps', options);
  }

  /** Paths of administration pages that no stranger should see. 100 WCU. */
  public static adminProtection(options: ManagedRulesOptions = {}): ManagedRules {
    checkArguments('ManagedRules.adminProtection', { options });
    return ManagedRules.ofAws('adminProtection', options);
  }

  /** What attacks Linux. 200 WCU. */
  public static linux(options: ManagedRulesOptions = {}): ManagedRules {
    checkArguments('ManagedRules.linux', { options });
    return ManagedRules.ofAws('linux', options);
  }

  /** What attacks shells of POSIX systems. 100 WCU. */
  public static unix(options: ManagedRulesOptions = {}): ManagedRules {
    checkArguments('ManagedRules.unix', { options });
    return ManagedRules.ofAws('unix', options);
  }

  /** What attacks Windows, such as PowerShell commands. 200 WCU. */
  public static windows(options: ManagedRulesOptions = {}): ManagedRules {
    checkArguments('ManagedRules.windows', { options });
    return ManagedRules.ofAws('windows', options);
  }

  /** What attacks PHP. 100 WCU. */
  public static php(options: ManagedRulesOptions = {}): ManagedRules {
    checkArguments('ManagedRules.php', { options });
    return ManagedRules.ofAws('php', options);
  }

  /** What attacks WordPress. 100 WCU. */
  public static wordPress(options: ManagedRulesOptions = {}): ManagedRules {
    checkArguments('ManagedRules.wordPress', { options });
    return ManagedRules.ofAws('wordPress', options);
  }

  /** A group that is not listed here, of AWS or from the AWS Marketplace, for which you have subscribed. */
  public static of(options: OtherManagedRulesOptions): ManagedRules {
    checkArguments('ManagedRules.of', { options });
    const { vendor, name, capacityUnits } = options;
    return new ManagedRules({ vendor: vendor ?? 'AWS', name, capacityUnits, versioned: true }, options);
  }

  /** @internal */
  public static _of(traits: GroupTraits, options: ManagedRulesOptions): ManagedRules {
    return new ManagedRules(traits, options);
  }

  private static ofAws(group: keyof typeof AWS_GROUPS, options: ManagedRulesOptions): ManagedRules {
    const [name, capacityUnits, versioned] = AWS_GROUPS[group];
    return new ManagedRules({ vendor: 'AWS', name, capacityUnits, versioned }, options);
  }

  private constructor(
    /** @internal */
    public readonly _traits: GroupTraits,
    /** @internal */
    public readonly _options: ManagedRulesOptions,
  ) {}
}
