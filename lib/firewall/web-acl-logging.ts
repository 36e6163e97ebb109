import { ArnFormat, Names, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { checkArguments } from '../internal/checks/types';

/** What of the requests is logged. */
export interface WebAclLoggingOptions {
  /**
   * How long it is kept.
   *
   * @default logs.RetentionDays.ONE_MONTH
   */
  readonly retention?: logs.RetentionDays;
  /**
   * Whether requests that nothing matched are logged as well, which may be most of all.
   *
   * @default false
   */
  readonly allRequests?: boolean;
  /**
   * Headers whose values are left out, beside `authorization` and `cookie`, of the samples of requests as well.
   *
   * @default - none
   */
  readonly redactHeaders?: string[];
  /**
   * Whether the query string is left out, of the samples as well, for apps that carry secrets there.
   *
   * @default false
   */
  readonly redactQueryString?: boolean;
}

/** Where a web ACL writes what it did. */
export class WebAclLogging {
  /**
   * To a log group of its own, in the Region of the web ACL. 0.50 $ a GB, about a million requests
   * (https://aws.amazon.com/cloudwatch/pricing/, vended logs).
   */
  public static cloudWatch(options: WebAclLoggingOptions = {}): WebAclLogging {
    checkArguments('WebAclLogging.cloudWatch', { options });
    return new WebAclLogging(options);
  }

  /**
   * Nowhere; metrics and samples of requests of the last three hours are there all the same, without `authorization` and
   * `cookie`.
   *
   * @param reason why nobody will miss them
   */
  public static off(reason: string): WebAclLogging {
    checkArguments('WebAclLogging.off', { reason });
    return new WebAclLogging({}, reason);
  }

  private constructor(
    /** @internal */
    public readonly _options: WebAclLoggingOptions,
    /** @internal */
    public readonly _offReason?: string,
  ) {}
}

const ALWAYS_REDACTED = ['authorization', 'cookie'];
/** What a request can end in, or meet, other than being let through. */
const WORTH_KEEPING = ['BLOCK', 'COUNT', 'EXCLUDED_AS_COUNT', 'CAPTCHA', 'CHALLENGE'];

export function redactedHeaders(options: WebAclLoggingOptions): string[] {
  return [...new Set([...ALWAYS_REDACTED, ...(options.redactHeaders ?? []).map((name) => name.toLowerCase())])];
}

/**
 * What nobody may read of a request, wherever WAF shows it. The redaction of logs does not reach the samples that the
 * console shows, nor what a rule found in a cookie (https://docs.aws.amazon.com/waf/latest/developerguide/data-protection-masking.html).
 */
export function protectedData(options: WebAclLoggingOptions): wafv2.CfnWebACL.DataProtectionConfigProperty {
  const protect = (field: wafv2.CfnWebACL.FieldToProtectProperty): wafv2.CfnWebACL.DataProtectProperty => ({
    field,
    action: 'SUBSTITUTION',
    excludeRuleMatchDetails: false,
    excludeRateBasedDetails: false,
  });
  return {
    dataProtections: [
      protect({ fieldType: 'SINGLE_HEADER', fieldKeys: redactedHeaders(options) }),
      ...(options.redactQueryString ? [protect({ fieldType: 'QUERY_STRING' })] : []),
    ],
  };
}

/** The log group of a web ACL, and what writes to it. */
export function logTo(scope: Construct, webAclArn: string, options: WebAclLoggingOptions): logs.LogGroup {
  const stack = Stack.of(scope);
  // WAF takes no name without this prefix. The rest is unique by stack and path, so equal in every stage.
  const name = `aws-waf-logs-${Names.uniqueResourceName(scope, { maxLength: 100, separator: '-', allowedSpecialCharacters: '-' })}`;
  const logGroup = new logs.LogGroup(scope, 'Logs', {
    logGroupName: name,
    retention: options.retention ?? logs.RetentionDays.ONE_MONTH,
    // A fixed name that is kept would be in the way of the next deployment.
    removalPolicy: RemovalPolicy.DESTROY,
  });
  // WAF would write a policy by itself, one for all log groups, which is full some day.
  const policy = new logs.ResourcePolicy(scope, 'LogsPolicy', {
    resourcePolicyName: name,
    policyStatements: [
      new iam.PolicyStatement({
        principals: [new iam.ServicePrincipal('delivery.logs.amazonaws.com')],
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': stack.account },
          ArnLike: { 'aws:SourceArn': stack.formatArn({ service: 'logs', resource: '*' }) },
        },
      }),
    ],
  });
  const configuration = new wafv2.CfnLoggingConfiguration(scope, 'Logging', {
    resourceArn: webAclArn,
    // Not the group's own ARN, which ends in a wildcard.
    logDestinationConfigs: [
      stack.formatArn({
        service: 'logs',
        resource: 'log-group',
        resourceName: logGroup.logGroupName,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    ],
    redactedFields: [
      ...redactedHeaders(options).map((name) => ({ singleHeader: { Name: name } })),
      ...(options.redactQueryString ? [{ queryString: {} }] : []),
    ],
    loggingFilter: options.allRequests ? undefined : keepWhatMatched(),
  });
  configuration.node.addDependency(policy);
  return logGroup;
}

/** As CloudFormation spells it: the L1 takes the filter as it is. */
function keepWhatMatched() {
  return {
    DefaultBehavior: 'DROP',
    Filters: [
      {
        Behavior: 'KEEP',
        Requirement: 'MEETS_ANY',
        Conditions: WORTH_KEEPING.map((Action) => ({ ActionCondition: { Action } })),
      },
    ],
  };
}
