import { Duration, Names, Stack, Token } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { makeAlarm, ONE_MINUTE } from '../internal/alarm';
import { checkProps } from '../internal/checks/check';
import { checkArguments, checkTypes } from '../internal/checks/types';
import { blockedAlarm, onTrialAlarm, RequestCount } from './web-acl-alarms';
import { WEB_ACL_CHECKS } from './web-acl-checks';
import { logTo, protectedData } from './web-acl-logging';
import { WebAclProps } from './web-acl-props';
import { onlyCounts, withPriority } from './web-acl-rules';
import { IpVersion, NamedList, webAclSettingsOf, WebAclSettings } from './web-acl-settings';

/**
 * A web ACL of AWS WAF: it refuses requests before they reach CloudFront's cache, or a load balancer.
 *
 * | order | rule | a match |
 * |---|---|---|
 * | 0 | `allow` | is let through |
 * | 10 | `deny` | is refused with 403 |
 * | 20 | `countries` | is refused with 403 |
 * | 100 … | `rateLimits` | is refused with 429 until it calms |
 * | 200 … | `managedRules` | is refused with 403, as the group says |
 * | | all else | is let through |
 *
 * **A rule on trial** (`onTrial`) only counts. New rules begin so on a live app: see in the logs whom they would refuse,
 * then let them.
 *
 * **CloudFront** takes web ACLs from us-east-1 alone. From any other home Region, make it in a stack of its own there and
 * give its ARN to the front door, which attaches and detaches it in place. **A load balancer** in the same Region is
 * given to `protect`.
 *
 * **Cost** a month (https://aws.amazon.com/waf/pricing/): 5 $, 1 $ a rule or group, 0.60 $ a million requests,
 * refused ones included; so 9 $ and the requests with the defaults. `PaidRules` come on top, as does `capacity` above 1500,
 * logs 0.50 a GB, the alarm 0.20. CloudFront's flat-rate plans include WAF.
 *
 * **One-way doors**: `scope`, and the name of the log group, which follows from the stack's name and the path as WAF wants
 * a prefix. All else changes in place, in seconds; the web ACL and its IP sets have no fixed names. It holds nothing: in
 * another stack it is made anew.
 *
 * **Limits**: WAF looks at the first 16 KB of a body in front of CloudFront, 8 KB in front of a load balancer, and at
 * nothing inside WebSockets. It allows ten policies for log groups in an account and Region, of which each web ACL with
 * logs takes one.
 *
 * @example
 * const webAcl = new WebAcl(this, 'WebAcl', {
 *   scope: WebAclScope.cloudFront(),
 *   rateLimits: [
 *     RateLimit.perIp({ requests: 2_000 }),
 *     RateLimit.perIp({ requests: 20, pathPrefix: '/login', name: 'Logins' }),
 *   ],
 *   managedRules: [
 *     ManagedRules.ipReputation(),
 *     ManagedRules.core(),
 *     ManagedRules.knownBadInputs(),
 *     ManagedRules.sqlInjection({ onTrial: true }),
 *   ],
 * });
 * new CfnOutput(this, 'WebAclArn', { value: webAcl.webAclArn });
 */
export class WebAcl extends Construct {
  /** The ARN, for `FrontDoor.webAclArn` and the like. */
  public readonly webAclArn: string;

  /** The web ACL itself. */
  public readonly resource: wafv2.CfnWebACL;

  /** What its rules take, in WCU. */
  public readonly capacityUnits: number;

  /** Where it logs to; `undefined` where it does not. */
  public readonly logGroup?: logs.LogGroup;

  private readonly settings: WebAclSettings;
  private readonly metricName: string;
  private readonly made: cloudwatch.Alarm[];

  constructor(scope: Construct, id: string, props: WebAclProps) {
    super(scope, id);
    checkTypes(this, 'WebAcl', props);
    this.settings = webAclSettingsOf(props, Stack.of(this).region);
    checkProps(this, 'WebAcl', this.settings.input, WEB_ACL_CHECKS);
    // The metrics of web ACLs are told apart by this name alone.
    this.metricName = Names.uniqueResourceName(this, {
      maxLength: 128,
      separator: '-',
      allowedSpecialCharacters: '-_',
    });
    const rules = this.settings.order((list, version) => this.makeIpSet(list, version));
    this.capacityUnits = rules.reduce((all, { rule }) => all + rule.capacityUnits, 0);
    this.resource = new wafv2.CfnWebACL(this, 'WebAcl', {
      scope: this.settings.input.scope,
      description: 'Requests that never reach the app',
      defaultAction: { allow: {} },
      rules: rules.map(({ priority, rule }) => withPriority(rule, priority)),
      dataProtectionConfig: protectedData(this.settings.logging._options),
      visibilityConfig: {
        metricName: this.metricName,
        cloudWatchMetricsEnabled: true,
        sampledRequestsEnabled: true,
      },
    });
    this.webAclArn = this.resource.attrArn;
    const { logging } = this.settings;
    this.logGroup = logging._offReason === undefined ? logTo(this, this.webAclArn, logging._options) : undefined;
    const count: RequestCount = (metricName, period, rule) => this.count(metricName, period, rule);
    const onTrial = rules.map(({ rule }) => rule).filter(onlyCounts);
    const trial = onTrialAlarm(
      count,
      onTrial.map(({ name }) => name),
    );
    this.made = [blockedAlarm(count, props.blockedPerMinute), ...(trial ? [trial] : [])].map((spec) =>
      makeAlarm(this, spec),
    );
  }

  /** The alarms on refused requests, and on those that rules on trial would refuse, where there are such rules. */
  public get alarms(): cloudwatch.Alarm[] {
    return [...this.made];
  }

  /** Requests that were refused, in all. */
  public metricBlocked(): cloudwatch.Metric {
    return this.count('BlockedRequests', ONE_MINUTE);
  }

  /**
   * Puts it in front of a load balancer of the same Region. A load balancer has one web ACL.
   *
   * @param loadBalancer one of any stack
   */
  public protect(loadBalancer: elbv2.IApplicationLoadBalancer): void {
    checkArguments('WebAcl.protect', { loadBalancer });
    const where = `WebAcl at '${this.node.path}'`;
    if (this.settings.input.scope === 'CLOUDFRONT') {
      throw new Error(
        `${where}: its scope is CLOUDFRONT, and a load balancer takes a regional one. Make another with WebAclScope.regional(), or give webAclArn to the distribution in front of the load balancer`,
      );
    }
    const [here, there] = [Stack.of(this).region, loadBalancer.env.region];
    if (!Token.isUnresolved(here) && !Token.isUnresolved(there) && here !== there) {
      throw new Error(
        `${where}: it is in ${here}, and the load balancer in ${there}. Make a web ACL in the load balancer's Region`,
      );
    }
    // By the load balancer's address, so that a further one changes no other.
    new wafv2.CfnWebACLAssociation(this, `Protect-${loadBalancer.node.addr}`, {
      webAclArn: this.webAclArn,
      resourceArn: loadBalancer.loadBalancerArn,
    });
  }

  private makeIpSet(list: NamedList, version: IpVersion): string {
    const set = new wafv2.CfnIPSet(this, `${list.name}${version === 'IPV4' ? 'Ipv4' : 'Ipv6'}`, {
      scope: this.settings.input.scope,
      ipAddressVersion: version,
      addresses: list.ranges.filter((range) => range.version === version).map(({ cidr }) => cidr),
    });
    return set.attrArn;
  }

  /** Metrics and their dimensions: https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html */
  private count(metricName: string, period: Duration, rule = 'ALL'): cloudwatch.Metric {
    const region: Record<string, string> =
      this.settings.input.scope === 'REGIONAL' ? { Region: Stack.of(this).region } : {};
    return new cloudwatch.Metric({
      namespace: 'AWS/WAFV2',
      metricName,
      dimensionsMap: { WebACL: this.metricName, Rule: rule, ...region },
      statistic: 'Sum',
      period,
    });
  }
}
