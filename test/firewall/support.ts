import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import { WebAcl } from '../../lib/firewall/web-acl';
import { WebAclProps } from '../../lib/firewall/web-acl-props';
import { WebAclScope } from '../../lib/firewall/web-acl-scope';
import { testApp } from '../support/app';

export const GLOBAL = { account: '123456789012', region: 'us-east-1' };
export const REGIONAL = { account: '123456789012', region: 'eu-west-1' };

/** Without the built-in validation, which takes seconds an app: `web-acl-policy.test.ts` has it. */
export function aclStack(env: { account?: string; region?: string } = GLOBAL, stackName = 'edge'): Stack {
  return new Stack(testApp({ builtinCloudFormationValidation: false }), stackName, { env });
}

export function buildAcl(scope: Construct, props: Partial<WebAclProps> = {}): WebAcl {
  return new WebAcl(scope, 'WebAcl', { scope: WebAclScope.cloudFront(), ...props });
}

export function synthAcl(props: Partial<WebAclProps> = {}, env = GLOBAL): Template {
  return Template.fromStack(Stack.of(buildAcl(aclStack(env), props)));
}

interface AclRule {
  readonly Name: string;
  readonly Priority: number;
  readonly Statement: Record<string, Record<string, unknown>>;
  readonly Action?: object;
  readonly OverrideAction?: object;
  readonly VisibilityConfig: object;
}

/** The rules of the one web ACL, by name. */
export function rulesOf(template: Template): Record<string, AclRule> {
  const [acl] = Object.values(template.findResources('AWS::WAFv2::WebACL'));
  return Object.fromEntries((acl.Properties.Rules as AclRule[]).map((rule) => [rule.Name, rule]));
}
