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
  const principal: unknown = grantee.grantPrincipal;
  // A tier between two kinds of compute stands for the roles of both.
  const { roles } = principal as { roles?: unknown[] };
  for (const one of roles ?? [principal]) if (Construct.isConstruct(one)) acknowledgeObjectsOf(one, objectsArn, reason);
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
