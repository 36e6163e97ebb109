import { CustomResource, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

export interface InlineResourceProps {
  /** What the function is called. Resources of a stack with the same name share one. */
  readonly name: string;
  /**
   * The body of `async (event, id) => { … }`, which returns the physical ID, or throws. `id` is the one so far. It may
   * ask for modules of the AWS SDK.
   */
  readonly code: string;
  readonly properties: Record<string, unknown>;
  readonly statements?: iam.PolicyStatement[];
}

const answer = (code: string) => `
const work = async (event, id) => {${code}};
exports.handler = async (event) => {
  const { StackId, RequestId, LogicalResourceId } = event;
  let Status = 'SUCCESS', Reason = 'done', PhysicalResourceId = event.PhysicalResourceId ?? 'none';
  try { PhysicalResourceId = await work(event, event.PhysicalResourceId); }
  catch (error) { Status = 'FAILED'; Reason = String(error); }
  const body = JSON.stringify({ Status, Reason, PhysicalResourceId, StackId, RequestId, LogicalResourceId });
  await fetch(event.ResponseURL, { method: 'PUT', body, headers: { 'content-type': '' } });
};`;

/** A custom resource whose function stands in the template, so that a test that has one still has no assets. */
export class InlineResource extends Construct {
  constructor(scope: Construct, id: string, props: InlineResourceProps) {
    super(scope, id);
    const handler = InlineFunction.of(this, props).handler;
    props.statements?.forEach((statement) => handler.addToRolePolicy(statement));
    const resource = new CustomResource(this, 'Resource', {
      serviceToken: handler.functionArn,
      properties: props.properties,
    });
    // The function must not lose its rights before the resource is deleted.
    resource.node.addDependency(handler.role!);
  }
}

class InlineFunction extends Construct {
  public static of(scope: Construct, { name, code }: InlineResourceProps): InlineFunction {
    const stack = Stack.of(scope);
    return (stack.node.tryFindChild(name) as InlineFunction | undefined) ?? new InlineFunction(stack, name, code);
  }

  public readonly handler: lambda.Function;

  private constructor(scope: Construct, id: string, code: string) {
    super(scope, id);
    const logGroup = new logs.LogGroup(this, 'Logs', {
      retention: logs.RetentionDays.ONE_DAY,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.handler = new lambda.Function(this, 'Function', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline(answer(code)),
      timeout: Duration.minutes(10),
      logGroup,
    });
  }
}
