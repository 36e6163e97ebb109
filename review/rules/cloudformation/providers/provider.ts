import { RuleContext, Severity } from '../../../model';
import { changesOf, isReplaced, Located, references, same, valueAt } from '../../support';

/** The release of aws-cdk-lib whose handlers were read; a test tells which to read again when another is installed. */
export const READ_FROM = '2.276.0';

/** What CloudFormation asks the code behind a custom resource to do. */
export interface CustomResourceEvent {
  readonly context: RuleContext;
  readonly located: Located;
  readonly request: 'create' | 'update' | 'delete';
  /** The properties before; empty for what is created. */
  readonly old: Readonly<Record<string, unknown>>;
  /** The properties after; empty for what is deleted. */
  readonly young: Readonly<Record<string, unknown>>;
}

/** What comes of an event that a reader must know of. */
export interface Outcome {
  readonly severity: Severity;
  /** Goes on from the name of the custom resource. */
  readonly what: string;
  readonly remedy: string;
}

/** A provider of custom resources that the CDK ships, with what its handler does. */
export interface Provider {
  readonly types: readonly string[];
  /** The file of the handler within aws-cdk-lib. */
  readonly handler: string;
  /** What comes of an event; nothing where it does what its template says and harms nobody. */
  readonly judge: (event: CustomResourceEvent) => Outcome[];
}

export const hazard = (what: string, remedy: string): Outcome => ({ severity: 'hazard', what, remedy });
export const caution = (what: string, remedy: string): Outcome => ({ severity: 'caution', what, remedy });

/** Providers whose resources only read, or make again what they hold. */
export const nothingToTell = (): Outcome[] => [];

/** Whether a property's value is another one, by itself or because what it refers to is replaced. */
export function isChanged(event: CustomResourceEvent, path: string): boolean {
  const [old, young] = [valueAt(event.old, path), valueAt(event.young, path)];
  if (!same(old, young)) return true;
  const causes = event.located.change.causedBy ?? [];
  return [...references(young)].some((id) => causes.includes(id));
}

/** Whether a value refers to resources which are all made in this step. */
export function isNew({ context, located }: CustomResourceEvent, value: unknown): boolean {
  const before = context.stackBefore(located.stack);
  const ids = [...references(value)];
  return ids.length > 0 && ids.every((id) => !Object.hasOwn(before?.template.Resources ?? {}, id));
}

/** Whether what a value refers to is there after the step: in the stack, left behind by it, or never part of it. */
export function remains({ context, located }: CustomResourceEvent, value: unknown): boolean {
  const changes = context.stacks.find(({ name }) => name === located.stack)?.changes ?? [];
  return [...references(value)].every((id) => {
    const change = changes.find(({ logicalId }) => logicalId === id);
    return change === undefined || change.action === 'orphan' || !(change.action === 'destroy' || isReplaced(change));
  });
}

/**
 * What is made in this step by the same provider for the same target: CloudFormation makes it first, and then deletes
 * the old one, with all that its handler does.
 */
export function twinOf(
  { context, located }: CustomResourceEvent,
  isSame: (young: Readonly<Record<string, unknown>>) => boolean,
): string | undefined {
  const twin = changesOf(context).find(({ stack, change }) => {
    if (change.action !== 'create' || change.type !== located.change.type) return false;
    return isSame(context.stackAfter(stack)?.template.Resources[change.logicalId]?.Properties ?? {});
  });
  return twin?.change.logicalId;
}

/** How to keep a resource that has only another construct path. */
export const keepId = ({ located }: CustomResourceEvent): string =>
  `Keep its logical ID (\`overrideLogicalId('${located.change.logicalId}')\` on the new one).`;

export const isOn = (value: unknown, byDefault: boolean): boolean =>
  value === undefined ? byDefault : String(value).toLowerCase() === 'true';

export const nameOf = (value: unknown): string =>
  typeof value === 'string' ? value : ([...references(value)][0] ?? JSON.stringify(value));
