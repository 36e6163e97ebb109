import { Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

const deployed = (scope: IConstruct): Stack[] =>
  scope.node.findAll().filter((node): node is Stack => Stack.isStack(node) && node.nestedStackParent === undefined);

const placeOf = ({ stackName, environment }: Stack) => `${stackName} in ${environment}`;

/**
 * Stacks of a construct that have name and environment in common with another of the CDK app. To CloudFormation they are
 * one stack: who is deployed second overwrites the first one's resources.
 */
export function namesakesOf(scope: IConstruct, className: string): string[] {
  const own = new Map(deployed(scope).map((stack) => [placeOf(stack), stack]));
  const others = deployed(scope.node.root).filter((stack) => !stack.node.scopes.includes(scope));
  return others
    .filter((stack) => own.has(placeOf(stack)))
    .map(
      (stack) =>
        `${className} at '${scope.node.path}': its stack '${own.get(placeOf(stack))!.node.path}' is ${placeOf(stack)}, ` +
        `and so is '${stack.node.path}': each would overwrite the other; give the app another appName, put it into a ` +
        'CDK Stage of its own, or give the other stack another stackName',
    );
}
