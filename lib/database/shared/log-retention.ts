import { Stack, Validations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** CDK's one function per stack that sets the retention of log groups which a service makes by itself. */
const PROVIDER = 'LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a';

/**
 * RDS makes the log groups of an instance, named after an identifier that nobody knows before, so that their retention
 * can only be set afterwards, by CDK's own function. Its role is CDK's, and so are the findings.
 */
export function acknowledgeLogRetention(scope: IConstruct): void {
  const provider = Stack.of(scope).node.tryFindChild(PROVIDER);
  if (!provider) return;
  Validations.of(provider).acknowledge(
    {
      id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
      reason: "The role of CDK's log retention function, which writes to its own log group.",
    },
    {
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: "CDK's log retention function may set the retention of any log group, and do nothing else to it.",
    },
  );
}
