import { Cloud } from './cloud';
import { sameValue } from './deep';
import { AwsError, StepFailed, validationError } from './errors';
import { Progress } from './progress';
import { JsonObject, nextId, PhysicalResource, StackRequest, StackState } from './state';
import { Steps } from './steps';
import { parseTemplate } from './template';
import { checkSize, checkTemplate, checkTypeChanges } from './validate-template';

/** The body of a template that lies in a bucket. */
export function templateAt(cloud: Cloud, url: string): string {
  const match = /^https?:\/\/[^/]+\/([^/]+)\/(.+?)(?:\?.*)?$/.exec(url);
  const virtual = /^https?:\/\/([^./]+)\.s3[.-][^/]*\/(.+)$/.exec(url);
  const [bucket, key] = [virtual?.[1] ?? match?.[1], virtual?.[2] ?? match?.[2]];
  const body = cloud.state.objects[bucket ?? '']?.[decodeURIComponent(key ?? '')]?.body;
  if (body === undefined) throw validationError(`S3 error: The specified key does not exist. (${url})`);
  checkSize(body, true);
  return body;
}

export function nestedName(parent: StackState, logicalId: string, serial: number): string {
  return `${parent.name}-${logicalId}-${serial.toString(36).toUpperCase().padStart(12, '0')}`.slice(-128);
}

/** What the parent passes to a nested stack. */
export function nestedRequest(cloud: Cloud, parent: StackState, properties: JsonObject): StackRequest {
  const given = (properties['Parameters'] ?? {}) as JsonObject;
  const parameters = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : String(value)]),
  );
  const notificationArns = ((properties['NotificationARNs'] ?? []) as string[]).map(String);
  const own = ((properties['Tags'] ?? []) as { Key: string; Value: string }[]).map((tag) => [tag.Key, tag.Value]);
  const tags = { ...parent.tags, ...(Object.fromEntries(own) as Record<string, string>) };
  return { templateBody: templateAt(cloud, String(properties['TemplateURL'])), parameters, tags, notificationArns };
}

/**
 * A nested stack is a resource of its parent and a stack of its own.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-nested-stacks.html
 */
export class NestedStacks {
  constructor(
    private readonly cloud: Cloud,
    private readonly steps: Steps,
    private readonly progress: Progress,
    private readonly apply: (stack: StackState, request: StackRequest) => void,
  ) {}

  step(parent: StackState, logicalId: string, existing: PhysicalResource | undefined, properties: JsonObject): void {
    if (existing === undefined) this.create(parent, logicalId, properties);
    else this.update(parent, logicalId, existing, properties);
  }

  private create(parent: StackState, logicalId: string, properties: JsonObject): void {
    const type = 'AWS::CloudFormation::Stack';
    const serial = nextId(this.cloud.state);
    const origin = { stackId: parent.id, rootId: parent.parent?.rootId ?? parent.id, logicalId };
    const stack = this.cloud.newStack(parent, nestedName(parent, logicalId, serial), origin);
    this.steps.event(parent, logicalId, type, stack.id, 'CREATE_IN_PROGRESS');
    const resource: PhysicalResource = {
      uid: `r${serial}`,
      type,
      account: parent.account,
      region: parent.region,
      physicalId: stack.id,
      attributes: {},
      properties,
      owner: { stackId: parent.id, logicalId },
    };
    this.cloud.state.resources[resource.uid] = resource;
    this.steps.track(parent, resource, logicalId, 'CREATE_IN_PROGRESS');
    this.progress.journal.push({ kind: 'created', stackId: parent.id, logicalId, uid: resource.uid });
    this.embedded(parent, logicalId, stack, 'CREATE', () => nestedRequest(this.cloud, parent, properties));
  }

  private update(parent: StackState, logicalId: string, existing: PhysicalResource, properties: JsonObject): void {
    const stack = this.cloud.state.stacks[existing.physicalId]!;
    const request = nestedRequest(this.cloud, parent, properties);
    const idle = sameValue(existing.properties, properties) && request.templateBody === stack.templateBody;
    const before = { properties: existing.properties, uid: existing.uid };
    if (!idle) {
      this.progress.journal.push({ kind: 'updated', stackId: parent.id, logicalId, uid: existing.uid, before });
      existing.properties = properties;
    }
    this.steps.event(parent, logicalId, existing.type, stack.id, 'UPDATE_IN_PROGRESS');
    this.embedded(parent, logicalId, stack, 'UPDATE', () => request);
  }

  private embedded(
    parent: StackState,
    logicalId: string,
    stack: StackState,
    verb: string,
    request: () => StackRequest,
  ): void {
    const type = 'AWS::CloudFormation::Stack';
    const { operationId } = this.steps;
    this.cloud.setStatus(stack, `${verb}_IN_PROGRESS`, operationId, verb === 'CREATE' ? 'User Initiated' : undefined);
    try {
      const asked = request();
      const template = parseTemplate(asked.templateBody);
      checkTemplate(template);
      checkTypeChanges(stack, template);
      this.apply(stack, asked);
    } catch (error) {
      if (!(error instanceof StepFailed || error instanceof AwsError)) throw error;
      const verbed = verb === 'CREATE' ? 'created' : 'updated';
      this.cloud.setStatus(stack, `${verb}_FAILED`, operationId, error.message);
      const reason = `Embedded stack ${stack.id} was not successfully ${verbed}: ${error.message}`;
      this.steps.event(parent, logicalId, type, stack.id, `${verb}_FAILED`, reason);
      const failure = new StepFailed(reason);
      failure.logicalId = logicalId;
      throw failure;
    }
    this.cloud.setStatus(stack, `${verb}_COMPLETE`, operationId);
    stack.updated = this.cloud.state.clock;
    this.steps.event(parent, logicalId, type, stack.id, `${verb}_COMPLETE`);
  }
}
