import * as iam from 'aws-cdk-lib/aws-iam';
import { DependencyGroup } from 'constructs';

/**
 * The roles of two kinds of compute as one grantee, while a tier is between them: what is granted to the tier, both get.
 */
export class TierPrincipal implements iam.IPrincipal {
  public readonly assumeRoleAction: string;
  public readonly principalAccount?: string;

  /** @param roles what users reach first */
  constructor(public readonly roles: iam.IRole[]) {
    this.assumeRoleAction = roles[0]!.assumeRoleAction;
    this.principalAccount = roles[0]!.principalAccount;
  }

  public get grantPrincipal(): iam.IPrincipal {
    return this;
  }

  public get policyFragment(): iam.PrincipalPolicyFragment {
    return new iam.PrincipalPolicyFragment({ AWS: this.roles.map(({ roleArn }) => roleArn) });
  }

  public addToPolicy(statement: iam.PolicyStatement): boolean {
    return this.addToPrincipalPolicy(statement).statementAdded;
  }

  public addToPrincipalPolicy(statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
    const results = this.roles.map((role) => role.addToPrincipalPolicy(statement));
    const policyDependable = new DependencyGroup();
    for (const { policyDependable: dependable } of results) if (dependable) policyDependable.add(dependable);
    return { statementAdded: results.every(({ statementAdded }) => statementAdded), policyDependable };
  }
}
