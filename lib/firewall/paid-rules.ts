import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import { checkArguments } from '../internal/checks/types';
import { ManagedRules, ManagedRulesOptions } from './managed-rules';

/** Options of bot control. */
export interface BotControlOptions extends ManagedRulesOptions {
  /**
   * Only requests whose path begins so are looked at, and paid for.
   *
   * @default - all requests
   */
  readonly pathPrefix?: string;
}

/** The status codes by which the app answers a login or a sign-up. */
export interface OutcomeStatusCodes {
  /** Those of a success, such as 200. */
  readonly success: number[];
  /** Those of a failure, such as 401. */
  readonly failure: number[];
}

/** Options of both kinds of fraud control. */
export interface FraudControlOptions extends ManagedRulesOptions {
  /**
   * How a form arrives.
   *
   * @default true - as JSON, else as an HTML form sends it
   */
  readonly json?: boolean;
  /**
   * Where the name of the user is: a JSON pointer, or the name of a form's field.
   *
   * @default - `/username`, or `username`
   */
  readonly usernameField?: string;
  /**
   * Where the password is.
   *
   * @default - `/password`, or `password`
   */
  readonly passwordField?: string;
  /**
   * By which answers WAF learns what failed, so that it can slow down whoever fails often. In front of CloudFront only.
   *
   * @default - answers are not looked at
   */
  readonly outcomes?: OutcomeStatusCodes;
}

/** Options of account takeover prevention. */
export interface AccountTakeoverOptions extends FraudControlOptions {
  /** The path that logins are posted to, such as `/login`. */
  readonly loginPath: string;
}

/** Options of account creation fraud prevention. */
export interface AccountCreationOptions extends FraudControlOptions {
  /** The path of the page with the form, such as `/signup`. */
  readonly pagePath: string;
  /** The path that the form is posted to, such as `/api/signup`. */
  readonly creationPath: string;
  /**
   * Where the e-mail address is.
   *
   * @default - `/email`, or `email`
   */
  readonly emailField?: string;
}

const CAPACITY = 50;

/**
 * Groups of managed rules that cost more than any rule does: a choice of its own, each with its price. All work better, and
 * the last three well only, with the script of the WAF SDK in your pages. Begin each `onTrial`.
 *
 * Prices (https://aws.amazon.com/waf/pricing/): see each, a month and web ACL, beside 1 $ for the rule.
 */
export class PaidRules {
  /**
   * Bots that say what they are, and browsers that are none. 10 $, and 1 $ a million requests above 10 million.
   * 50 WCU.
   */
  public static botControl(options: BotControlOptions = {}): ManagedRules {
    checkArguments('PaidRules.botControl', { options });
    return bots('COMMON', options);
  }

  /**
   * Also bots that pretend to be people. 10 $, and 10 $ a million requests above one million: give a `pathPrefix`.
   * 50 WCU.
   */
  public static targetedBotControl(options: BotControlOptions = {}): ManagedRules {
    checkArguments('PaidRules.targetedBotControl', { options });
    return bots('TARGETED', options);
  }

  /** Logins with stolen passwords. 10 $, and 1 $ a thousand logins above 10,000. 50 WCU. */
  public static accountTakeover(options: AccountTakeoverOptions): ManagedRules {
    checkArguments('PaidRules.accountTakeover', { options });
    return fraud('AWSManagedRulesATPRuleSet', options, {
      awsManagedRulesAtpRuleSet: {
        loginPath: options.loginPath,
        requestInspection: fields(options),
        responseInspection: outcomes(options),
      },
    });
  }

  /** Accounts that are made by the thousand. 10 $, and 1 $ a thousand sign-ups above 10,000. 50 WCU. */
  public static accountCreation(options: AccountCreationOptions): ManagedRules {
    checkArguments('PaidRules.accountCreation', { options });
    return fraud('AWSManagedRulesACFPRuleSet', options, {
      awsManagedRulesAcfpRuleSet: {
        registrationPagePath: options.pagePath,
        creationPath: options.creationPath,
        requestInspection: { ...fields(options), emailField: field(options, options.emailField, 'email') },
        responseInspection: outcomes(options),
      },
    });
  }

  private constructor() {}
}

function bots(inspectionLevel: 'COMMON' | 'TARGETED', options: BotControlOptions): ManagedRules {
  const traits = {
    vendor: 'AWS',
    name: 'AWSManagedRulesBotControlRuleSet',
    capacityUnits: CAPACITY,
    versioned: true,
    config: { awsManagedRulesBotControlRuleSet: { inspectionLevel } },
    pathPrefix: options.pathPrefix,
  };
  return ManagedRules._of(traits, options);
}

function fraud(
  name: string,
  options: FraudControlOptions,
  config: wafv2.CfnWebACL.ManagedRuleGroupConfigProperty,
): ManagedRules {
  const inspectsResponses = options.outcomes !== undefined;
  const traits = { vendor: 'AWS', name, capacityUnits: CAPACITY, versioned: true, config, inspectsResponses };
  return ManagedRules._of(traits, options);
}

function field(options: FraudControlOptions, given: string | undefined, name: string) {
  return { identifier: given ?? ((options.json ?? true) ? `/${name}` : name) };
}

function fields(options: FraudControlOptions) {
  return {
    payloadType: (options.json ?? true) ? 'JSON' : 'FORM_ENCODED',
    usernameField: field(options, options.usernameField, 'username'),
    passwordField: field(options, options.passwordField, 'password'),
  };
}

function outcomes({ outcomes: codes }: FraudControlOptions): wafv2.CfnWebACL.ResponseInspectionProperty | undefined {
  return codes && { statusCode: { successCodes: codes.success, failureCodes: codes.failure } };
}
