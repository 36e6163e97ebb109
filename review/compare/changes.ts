import { Action, AssemblyStack, Durability, PropertyChange, Resource, ResourceChange, StackChanges } from '../model';
import { constructPath } from '../read/construct-paths';
import { FOR_EACH } from '../read/template';
import { own } from '../read/unreadable';
import { Cascade, keyOf } from './cascade';
import { effectiveStack, Truth } from './conditions';
import { durabilityOf } from './durability';
import { withMoves } from './moves';
import { StackPair } from './pairing';
import { isCustom } from './property-changes';
import { isKnownType } from './spec';
import { compareText, sameValue } from './values';

const NESTED = 'AWS::CloudFormation::Stack';
const CONDITION_SOURCE =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html';

/** What CloudFormation will do to each resource of each stack; stacks in which nothing changes are left out. */
export function stackChanges(pairs: readonly StackPair[]): StackChanges[] {
  const comparison = new Comparison(pairs);
  const changed = pairs.map((pair) => ({
    name: pair.id,
    region: (pair.after ?? pair.before)?.region ?? 'unknown-region',
    changes: comparison.changesOf(pair).sort(byPath),
  }));
  return withMoves(
    changed.filter(({ changes }) => changes.length > 0),
    pairs,
  );
}

class Comparison {
  private readonly cascade: Cascade;
  private readonly pairs: ReadonlyMap<string, StackPair>;

  constructor(pairs: readonly StackPair[]) {
    this.cascade = new Cascade(pairs);
    this.pairs = new Map(pairs.map((pair) => [pair.id, pair]));
  }

  changesOf(pair: StackPair): ResourceChange[] {
    const [old, young] = [pair.before, pair.after].map((stack) => stack && effectiveStack(stack).resources);
    const ids = new Set([...Object.keys(old ?? {}), ...Object.keys(young ?? {})]);
    return [...ids].flatMap((id) => this.changeOf(pair, id, own(old, id), own(young, id)) ?? []);
  }

  private changeOf(pair: StackPair, id: string, before?: Resource, after?: Resource): ResourceChange | undefined {
    if (before && after) {
      const condition = this.conditionChange(pair, id);
      if (condition?.effect === 'unknown') return this.removal(pair, id, before, condition);
      return this.staying(pair, id, before, after, condition);
    }
    if (before) return this.removal(pair, id, before);
    return after && this.describe(pair, id, after, { action: 'create', durability: this.durability(pair, id, after) });
  }

  private staying(
    pair: StackPair,
    id: string,
    before: Resource,
    after: Resource,
    condition?: PropertyChange,
  ): ResourceChange | undefined {
    const lost = this.durability(pair, id, before);
    if (before.Type !== after.Type) {
      return this.describe(pair, id, after, { action: 'replace', durability: lost, previousType: before.Type });
    }
    const consequence = this.cascade.of(pair, id);
    const properties = [...(consequence?.properties ?? []), ...(condition ? [condition] : [])];
    if (properties.length === 0) return undefined;
    // Which of the resources that a loop makes stay cannot be told here: those that hold something may go.
    const unseen = before.Type === FOR_EACH && lost !== 'stateless';
    const replaced = unseen || properties.some(({ effect }) => effect === 'replacement');
    const causedBy = consequence?.causedBy ?? [];
    return this.describe(pair, id, after, {
      action: replaced ? 'replace' : 'update',
      durability: replaced ? lost : stronger(lost, this.durability(pair, id, after)),
      properties,
      ...(causedBy.length > 0 ? { causedBy } : {}),
      ...(unseen ? { conditional: true as const } : {}),
    });
  }

  private removal(pair: StackPair, id: string, before: Resource, condition?: PropertyChange): ResourceChange {
    return this.describe(pair, id, before, {
      action: this.isKept(pair, before) ? 'orphan' : 'destroy',
      durability: this.durability(pair, id, before),
      ...(condition ? { properties: [condition], conditional: true as const } : {}),
    });
  }

  /** A resource outlives its removal by its own policy, or by that of the nested stack that goes with it. */
  private isKept(pair: StackPair, before: Resource): boolean {
    if (before.DeletionPolicy === 'Retain' || before.DeletionPolicy === 'RetainExceptOnCreate') return true;
    const nestedIn = pair.before?.nestedIn;
    const holder = nestedIn && this.pairs.get(nestedIn.stack);
    if (!nestedIn || !holder?.before || pair.after) return false;
    const stack = own(effectiveStack(holder.before).resources, nestedIn.logicalId);
    return stack !== undefined && this.isKept(holder, stack);
  }

  /** Where only the deployment knows whether a resource exists, one that may vanish is taken to vanish. */
  private conditionChange(pair: StackPair, id: string): PropertyChange | undefined {
    const [before, after] = [pair.before, pair.after].map((stack) => stack && own(effectiveStack(stack).existence, id));
    if (before === undefined || after === undefined || sameValue(before, after) === true) {
      if (typeof after !== 'object' || !this.cascade.yieldsOther(pair, after.dependsOn)) return undefined;
    }
    if (before === true && after === true) return undefined;
    const named = (stack?: AssemblyStack) => own(stack?.template.Resources, id)?.Condition;
    const change = {
      name: 'Condition',
      before: named(pair.before),
      after: named(pair.after),
      source: CONDITION_SOURCE,
    };
    return { ...change, effect: (after as Truth) === true ? 'in-place' : 'unknown' };
  }

  /** A nested stack is as durable as what is in it; where that cannot be seen, the worst is assumed. */
  private durability(pair: StackPair, id: string, resource: Resource): Durability {
    return resource.Type === NESTED && !this.pairs.has(keyOf(pair, id))
      ? 'durable'
      : durabilityOf(resource.Type, resource);
  }

  private isUnknown(pair: StackPair, id: string, type: string): boolean {
    if (type === NESTED) return !this.pairs.has(keyOf(pair, id));
    return isCustom(type) || !isKnownType(type);
  }

  private describe(
    pair: StackPair,
    logicalId: string,
    resource: Resource,
    what: { action: Action; durability: Durability } & Partial<ResourceChange>,
  ): ResourceChange {
    const stack = [pair.after, pair.before].find((one) => own(one?.template.Resources, logicalId)) as AssemblyStack;
    return {
      logicalId,
      path: constructPath(stack, logicalId),
      type: resource.Type,
      ...(what.previousType === undefined ? {} : { previousType: what.previousType }),
      properties: [],
      ...(this.isUnknown(pair, logicalId, resource.Type) ? { unknownType: true as const } : {}),
      ...what,
    };
  }
}

const DURABILITIES: readonly Durability[] = ['stateless', 'transient', 'durable'];

function stronger(left: Durability, right: Durability): Durability {
  return DURABILITIES.indexOf(left) >= DURABILITIES.indexOf(right) ? left : right;
}

function byPath(left: ResourceChange, right: ResourceChange): number {
  return compareText(left.path, right.path) || compareText(left.logicalId, right.logicalId);
}
