import { Cloud } from './cloud';
import { checkRules } from './conditions';
import { stackContext, StackContext } from './context';
import { sameValue } from './deep';
import { StepFailed, validationError } from './errors';
import { evaluate, evaluateObject } from './evaluate';
import { NestedStacks } from './nested';
import { parameterValues } from './parameters';
import { Progress } from './progress';
import { differences, ResourceView } from './replacement';
import { isTaggable, NESTED_STACK } from './spec';
import { Cleanup, JsonObject, PhysicalResource, SavedStack, StackOutput, StackRequest, StackState } from './state';
import { Steps } from './steps';
import { creationOrder, parseTemplate, Template } from './template';

export function saveStack(stack: StackState): SavedStack {
  const { templateBody, parameters, tags, outputs, imports, description, resources } = stack;
  return structuredClone({ templateBody, parameters, tags, outputs, imports, description, resources });
}

/** Brings one stack to a template: creates, updates and replaces in order; deletions are left for the end. */
export class Apply {
  private readonly nested: NestedStacks;
  /** Replaced so far; to be deleted if everything succeeds. */
  readonly replaced: Cleanup[] = [];

  constructor(
    private readonly cloud: Cloud,
    private readonly steps: Steps,
    private readonly progress: Progress,
  ) {
    this.nested = new NestedStacks(cloud, steps, progress, (stack, request) => this.run(stack, request));
  }

  run(stack: StackState, request: StackRequest): void {
    const saved = (this.progress.before[stack.id] ??= saveStack(stack));
    const template = parseTemplate(request.templateBody);
    const parameters = parameterValues(
      template.Parameters,
      request.parameters,
      request.previousParameters ?? [],
      saved.parameters,
      (name) => this.cloud.ssmParameter(stack, name),
    );
    const retagged = !sameValue(stack.tags, request.tags);
    Object.assign(stack, {
      templateBody: request.templateBody,
      parameters,
      tags: request.tags,
      notificationArns: request.notificationArns,
      description: template.Description,
    });
    const context = stackContext(this.cloud, stack, template, parameters);
    checkRules(template.Rules, context);
    const order = creationOrder(template).filter((id) => isActive(template, id, context));
    for (const logicalId of order) this.step(stack, template, logicalId, context, retagged);
    this.collectRemoved(stack, saved, new Set(order));
    const outputs = this.outputs(template, context);
    checkExports(this.cloud, stack, saved.outputs, outputs);
    stack.outputs = outputs;
    stack.imports = [...context.imported];
  }

  private step(
    stack: StackState,
    template: Template,
    logicalId: string,
    context: StackContext,
    retagged: boolean,
  ): void {
    const { Type: type, Properties: declared } = template.Resources[logicalId]!;
    const properties = evaluateObject(declared ?? {}, context);
    const existing = this.existing(stack, logicalId);
    if (type === NESTED_STACK) {
      this.nested.step(stack, logicalId, existing, properties);
    } else if (existing === undefined) {
      const resource = this.steps.create(stack, logicalId, type, properties);
      if (isTaggable(type)) resource.stackTags = stack.tags;
      this.progress.journal.push({ kind: 'created', stackId: stack.id, logicalId, uid: resource.uid });
    } else {
      this.change(stack, template, logicalId, existing, properties, retagged && isTaggable(type));
    }
  }

  private change(
    stack: StackState,
    template: Template,
    logicalId: string,
    existing: PhysicalResource,
    properties: JsonObject,
    retagged: boolean,
  ): void {
    const views = viewsOf(
      this.progress.before[stack.id]?.templateBody ?? '',
      template,
      logicalId,
      existing,
      properties,
    );
    const found = differences(...views, this.cloud.options.behaviours);
    const changed = found.map((difference) => difference.name);
    const refused = found.find((difference) => difference.refused !== undefined)?.refused;
    const before = { properties: existing.properties, uid: existing.uid };
    if (found.some((difference) => difference.effect === 'replacement')) {
      const resource = this.steps.replace(stack, existing, logicalId, properties, changed);
      if (isTaggable(existing.type)) resource.stackTags = stack.tags;
      this.progress.journal.push({ kind: 'replaced', stackId: stack.id, logicalId, uid: resource.uid, before });
      const policy = template.Resources[logicalId]!.UpdateReplacePolicy ?? 'Delete';
      this.replaced.push({ stackId: stack.id, logicalId, uid: existing.uid, policy });
    } else if (changed.length > 0 || retagged) {
      this.steps.update(
        stack,
        existing,
        logicalId,
        properties,
        retagged ? [...new Set([...changed, 'Tags'])] : changed,
        refused,
      );
      if (retagged) existing.stackTags = stack.tags;
      this.progress.journal.push({ kind: 'updated', stackId: stack.id, logicalId, uid: existing.uid, before });
    }
  }

  private existing(stack: StackState, logicalId: string): PhysicalResource | undefined {
    const tracked = stack.resources[logicalId];
    return tracked === undefined ? undefined : this.cloud.state.resources[tracked.uid];
  }

  /** What the template no longer has, and what was replaced, goes last, each before what it needed. */
  private collectRemoved(stack: StackState, saved: SavedStack, active: Set<string>): void {
    if (saved.templateBody === '') return;
    // After a failure without rollback the stack may still have what two templates ago had.
    const bodies = [saved.templateBody, ...[stack.pending?.before[stack.id]?.templateBody ?? '']].filter(Boolean);
    const olds = bodies.map(parseTemplate);
    const order = olds.flatMap((old) => creationOrder(old));
    for (const logicalId of Object.keys(saved.resources).filter((id) => !active.has(id))) {
      const old = olds.find((template) => logicalId in template.Resources) ?? olds[0]!;
      const policy = deletionPolicy(old, logicalId);
      this.replaced.push({ stackId: stack.id, logicalId, uid: saved.resources[logicalId]!.uid, policy });
    }
    const mine = this.replaced.filter((cleanup) => cleanup.stackId === stack.id);
    mine.sort((a, b) => order.indexOf(a.logicalId) - order.indexOf(b.logicalId));
    this.progress.cleanups.push(...mine);
  }

  private outputs(template: Template, context: StackContext): StackOutput[] {
    return Object.entries(template.Outputs)
      .filter(([, output]) => output.Condition === undefined || context.conditions[output.Condition])
      .map(([key, output]) => {
        const value = evaluate(output.Value, context);
        if (typeof value === 'object') {
          throw validationError(
            `Template format error: Output ${key} is malformed. The Value field of every Outputs member must evaluate to a String.`,
          );
        }
        return {
          key,
          value: String(value),
          ...(output.Description !== undefined && { description: output.Description }),
          ...(output.Export !== undefined && { exportName: String(evaluate(output.Export.Name, context)) }),
        };
      });
  }
}

/** The resource before and after, with what its template says around its properties. */
export function viewsOf(
  oldBody: string,
  template: Template,
  logicalId: string,
  existing: PhysicalResource,
  properties: JsonObject,
): [ResourceView, ResourceView] {
  const before = oldBody === '' ? undefined : parseTemplate(oldBody).Resources[logicalId];
  return [
    { Type: existing.type, Properties: existing.properties, UpdatePolicy: before?.UpdatePolicy },
    { Type: existing.type, Properties: properties, UpdatePolicy: template.Resources[logicalId]!.UpdatePolicy },
  ];
}

export function isActive(template: Template, logicalId: string, context: StackContext): boolean {
  const condition = template.Resources[logicalId]!.Condition;
  return condition === undefined || context.conditions[condition] === true;
}

/**
 * Databases without a policy leave a snapshot; everything else without one is deleted.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
 */
export function deletionPolicy(template: Template, logicalId: string): string {
  const resource = template.Resources[logicalId];
  if (resource?.DeletionPolicy !== undefined) return resource.DeletionPolicy;
  if (resource?.Type === 'AWS::RDS::DBCluster') return 'Snapshot';
  const standalone = resource?.Properties?.['DBClusterIdentifier'] === undefined;
  return resource?.Type === 'AWS::RDS::DBInstance' && standalone ? 'Snapshot' : 'Delete';
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html */
function checkExports(cloud: Cloud, stack: StackState, before: StackOutput[], after: StackOutput[]): void {
  for (const output of before) {
    if (output.exportName === undefined) continue;
    const now = after.find((candidate) => candidate.exportName === output.exportName);
    if (now?.value === output.value) continue;
    const users = cloud.importers(stack, output.exportName).filter((user) => user.id !== stack.id);
    if (users.length > 0) {
      const names = users.map((user) => user.name).join(', ');
      throw new StepFailed(
        `Export ${output.exportName} cannot be ${now === undefined ? 'deleted' : 'updated'} as it is in use by ${names}`,
      );
    }
  }
  const others = cloud.exports(stack).filter((taken) => taken.stack.id !== stack.id);
  for (const output of after) {
    const taken = others.find((other) => other.name === output.exportName);
    if (taken !== undefined) {
      throw new StepFailed(`Export with name ${taken.name} is already exported by stack ${taken.stack.name}`);
    }
  }
}
