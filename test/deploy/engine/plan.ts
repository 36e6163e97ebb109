import { deletionPolicy, isActive, viewsOf } from './apply';
import { Cloud } from './cloud';
import { Planned, stackContext, StackContext } from './context';
import { isObject, sameValue } from './deep';
import { evaluateObject, isUnknown, unknown } from './evaluate';
import { MOVING_ATTRIBUTES } from './identity-forms';
import { differences, PropertyDifference } from './replacement';
import { isTaggable, NESTED_STACK } from './spec';
import {
  ChangeDetail,
  JsonObject,
  ParameterValue,
  PhysicalResource,
  ResourceChange,
  StackState,
  ValidationProblem,
} from './state';
import { creationOrder, parseTemplate, referencesIn, Template, TemplateResource } from './template';
import { propertyProblems } from './validate-properties';

export interface Plan {
  readonly changes: ResourceChange[];
  readonly problems: ValidationProblem[];
}

/** What a change set says: the changes, before any is made. */
export class Planner {
  private readonly changes = new Map<string, ResourceChange>();
  private readonly problems: ValidationProblem[] = [];
  private readonly context: StackContext;
  /** As the context, with the outputs of other stacks as a change set sees them. */
  private readonly unread: StackContext;
  private readonly old: Template | undefined;

  constructor(
    private readonly cloud: Cloud,
    private readonly stack: StackState,
    private readonly template: Template,
    parameters: Record<string, ParameterValue>,
    private readonly retagged: boolean,
    private readonly nestedChanges: (logicalId: string, nested: StackState, properties: JsonObject) => ResourceChange[],
  ) {
    this.old = stack.templateBody === '' ? undefined : parseTemplate(stack.templateBody);
    const planned: Planned = (id, attribute) => this.planned(id, attribute);
    this.context = stackContext(cloud, stack, template, parameters, planned);
    this.unread = stackContext(cloud, stack, template, parameters, planned, unknown);
  }

  plan(): Plan {
    const active = creationOrder(this.template).filter((id) => isActive(this.template, id, this.context));
    for (const logicalId of active) this.resource(logicalId, this.template.Resources[logicalId]!);
    const removed = Object.keys(this.stack.resources).filter((id) => !active.includes(id));
    for (const logicalId of removed.reverse()) this.remove(logicalId);
    return { changes: [...this.changes.values()], problems: this.problems };
  }

  /** What will only be known when the resource exists. */
  private planned(logicalId: string, attribute: string): string | undefined {
    const change = this.changes.get(logicalId);
    const keeps = change === undefined || (change.action === 'Modify' && change.replacement !== 'True');
    if (!(logicalId in this.stack.resources)) return unknown(logicalId, attribute);
    if (keeps && change?.replacement !== 'Conditional' && !this.outputMayChange(change, attribute)) return undefined;
    return unknown(logicalId, attribute);
  }

  /** A nested stack's outputs are known when it was updated, and so is the version of what makes versions. */
  private outputMayChange(change: ResourceChange | undefined, attribute: string): boolean {
    if (change !== undefined && MOVING_ATTRIBUTES.includes(attribute)) return true;
    return change?.type === NESTED_STACK && attribute.startsWith('Outputs.');
  }

  private resource(logicalId: string, declared: TemplateResource): void {
    const properties = evaluateObject(declared.Properties ?? {}, this.context);
    for (const problem of propertyProblems(declared.Type, properties)) {
      this.problems.push({
        logicalId,
        type: declared.Type,
        ...problem,
        path: `/Resources/${logicalId}/Properties${problem.path}`,
      });
    }
    const tracked = this.stack.resources[logicalId];
    const existing = tracked === undefined ? undefined : this.cloud.state.resources[tracked.uid];
    if (existing === undefined) {
      this.changes.set(logicalId, { logicalId, type: declared.Type, action: 'Add', details: [] });
    } else {
      this.modify(logicalId, declared, existing, properties);
    }
  }

  private modify(
    logicalId: string,
    declared: TemplateResource,
    existing: PhysicalResource,
    properties: JsonObject,
  ): void {
    const changes = this.differencesOf(logicalId, existing, properties);
    const attributes = this.attributeDetails(logicalId, declared, existing.type);
    const touched = changes.length + attributes.length > 0 || this.isEdited(logicalId, declared);
    const found = touched ? [...changes, ...this.unreadOutputs(logicalId, declared, existing, changes)] : changes;
    const details = [...found.map((difference) => this.detail(declared, difference)), ...attributes];
    const nested = existing.type === NESTED_STACK ? this.cloud.state.stacks[existing.physicalId] : undefined;
    const within = nested === undefined ? [] : this.nestedChanges(logicalId, nested, properties);
    if (details.length === 0 && within.length === 0) return;
    if (details.length === 0)
      details.push({ attribute: 'Properties', recreation: 'Never', evaluation: 'Dynamic', source: 'Automatic' });
    const replacement = verdict(found);
    this.changes.set(logicalId, {
      logicalId,
      type: existing.type,
      action: 'Modify',
      physicalId: existing.physicalId,
      replacement,
      ...(replacement === 'True' && { policyAction: `ReplaceAnd${declared.UpdateReplacePolicy ?? 'Delete'}` }),
      details,
    });
  }

  private differencesOf(logicalId: string, existing: PhysicalResource, properties: JsonObject): PropertyDifference[] {
    const views = viewsOf(this.stack.templateBody, this.template, logicalId, existing, properties);
    return differences(...views, this.cloud.options.behaviours);
  }

  private isEdited(logicalId: string, declared: TemplateResource): boolean {
    return !sameValue(this.old?.Resources[logicalId]?.Properties, declared.Properties);
  }

  /**
   * Of a resource that changes, the properties that replace it and have an output of another stack in them: a change set
   * does not read the output, and so plans for another value even where it is the same.
   * @see https://github.com/aws/aws-cdk/issues/38829
   */
  private unreadOutputs(
    logicalId: string,
    declared: TemplateResource,
    existing: PhysicalResource,
    known: readonly PropertyDifference[],
  ): PropertyDifference[] {
    if (existing.type === NESTED_STACK || !mentionsOutput(declared.Properties)) return [];
    const properties = evaluateObject(declared.Properties ?? {}, this.unread);
    return this.differencesOf(logicalId, existing, properties).filter(
      ({ name, effect }) => effect === 'replacement' && !known.some((difference) => difference.name === name),
    );
  }

  private detail(declared: TemplateResource, difference: PropertyDifference): ChangeDetail {
    const dynamic = isUnknown(difference.after);
    const cause = this.cause(declared.Properties?.[difference.name]);
    const recreation = difference.effect === 'replacement' ? 'Always' : 'Never';
    return {
      attribute: difference.name === 'Tags' && isTaggable(declared.Type) ? 'Tags' : 'Properties',
      name: difference.name,
      recreation,
      evaluation: dynamic ? 'Dynamic' : 'Static',
      ...(dynamic && cause !== undefined ? cause : { source: 'DirectModification' as const }),
      before: shown(difference.before),
      after: shown(difference.after),
    };
  }

  private cause(value: unknown): Pick<ChangeDetail, 'source' | 'causingEntity'> | undefined {
    const reference = referencesIn(value).find(
      ({ name, attribute }) => this.changes.has(name) && this.planned(name, attribute ?? 'Ref') !== undefined,
    );
    if (reference === undefined) return undefined;
    const { name, attribute } = reference;
    return attribute === undefined
      ? { source: 'ResourceReference', causingEntity: name }
      : { source: 'ResourceAttribute', causingEntity: `${name}.${attribute}` };
  }

  private attributeDetails(logicalId: string, declared: TemplateResource, type: string): ChangeDetail[] {
    const before = this.old?.Resources[logicalId];
    if (before === undefined) return [];
    const names = ['Metadata', 'DeletionPolicy', 'UpdateReplacePolicy', 'UpdatePolicy'] as const;
    const details: ChangeDetail[] = names
      .filter((name) => !sameValue(before[name], declared[name]))
      .map((attribute) => ({ attribute, evaluation: 'Static', source: 'DirectModification' }));
    if (this.retagged && isTaggable(type)) {
      details.push({ attribute: 'Tags', evaluation: 'Static', source: 'DirectModification', recreation: 'Never' });
    }
    return details;
  }

  private remove(logicalId: string): void {
    const tracked = this.stack.resources[logicalId]!;
    const resource = this.cloud.state.resources[tracked.uid];
    this.changes.set(logicalId, {
      logicalId,
      type: tracked.type,
      action: 'Remove',
      physicalId: resource?.physicalId,
      policyAction: this.old === undefined ? 'Delete' : deletionPolicy(this.old, logicalId),
      details: [],
    });
  }
}

function mentionsOutput(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(mentionsOutput);
  return isObject(value) && ('Fn::GetStackOutput' in value || Object.values(value).some(mentionsOutput));
}

/** A property whose new value is not known yet may turn out as it was; then nothing is replaced. */
function verdict(found: PropertyDifference[]): ResourceChange['replacement'] {
  const replacing = found.filter((difference) => difference.effect === 'replacement');
  if (replacing.length === 0) return 'False';
  return replacing.every((difference) => isUnknown(difference.after)) ? 'Conditional' : 'True';
}

function shown(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const text = isObject(value) || Array.isArray(value) ? JSON.stringify(value) : String(value);
  return text.replace(/\{\{changeSet:KNOWN_AFTER_APPLY:[^}]*\}\}/g, '{{changeSet:KNOWN_AFTER_APPLY}}');
}
