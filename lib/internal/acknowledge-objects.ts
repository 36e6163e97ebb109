import { Stack, Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, IConstruct } from 'constructs';

/**
 * Acknowledges, for one grantee, that a grant on the objects of one bucket ends in a wildcard: it has to.
 *
 * The finding's id holds the bucket's ARN as the grantee's template has it, which is known once CDK has resolved
 * references between stacks; validations run after that and before policy plugins.
 */
export function acknowledgeObjects(grantee: iam.IGrantable, objectsArn: string, reason: string): void {
  for (const role of rolesOf(grantee)) acknowledgeObjectsOf(role, objectsArn, reason);
}

/** Acknowledges, for one grantee, that CDK grants actions by a wildcard. */
export function acknowledgeActions(grantee: iam.IGrantable, actions: string[], reason: string): void {
  for (const role of rolesOf(grantee))
    for (const action of actions)
      Validations.of(role).acknowledge({ id: `AwsSolutions-IAM5[Action::${action}]`, reason });
}

/** The roles that stand in this app. A tier between two kinds of compute stands for the roles of both. */
function rolesOf(grantee: iam.IGrantable): IConstruct[] {
  const principal: unknown = grantee.grantPrincipal;
  const { roles } = principal as { roles?: unknown[] };
  return (roles ?? [principal]).filter((one) => Construct.isConstruct(one));
}

function acknowledgeObjectsOf(role: IConstruct, objectsArn: string, reason: string): void {
  role.node.addValidation({
    validate: () => {
      const arn = flatten(Stack.of(role).resolve(objectsArn));
      Validations.of(role).acknowledge({ id: `AwsSolutions-IAM5[Resource::${arn}]`, reason });
      return [];
    },
  });
}

/** How cdk-nag writes a value with references in a finding's id. */
export function flatten(value: unknown): string {
  if (typeof value === 'string') return value;
  const {
    'Fn::Join': join,
    'Fn::GetAtt': attribute,
    'Fn::Sub': substitution,
    Ref: reference,
  } = value as {
    'Fn::Join'?: [string, unknown[]];
    'Fn::GetAtt'?: string[];
    'Fn::Sub'?: string;
    Ref?: string;
  };
  if (join) return join[1].map(flatten).join(join[0]);
  if (reference) return `<${reference}>`;
  if (substitution) return substitution.replace(/\$\{([^}]+)\}/g, '<$1>');
  if (attribute) return `<${attribute.join('.')}>`;
  return JSON.stringify(value);
}
