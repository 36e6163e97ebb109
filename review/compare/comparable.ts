import { Buffer } from 'node:buffer';
import { AssemblyStack, Resource } from '../model';
import { isObject } from '../read/unreadable';
import { effectiveStack } from './conditions';
import { fold } from './normal/folds';
import { parameterOf } from './normal/parameters';
import { asPolicy, isPolicy } from './normal/policies';
import { pseudoParameters } from './normal/pseudo-parameters';
import { soleEntry } from './normal/sole-entry';
import { substituted } from './normal/text';
import { StackPair } from './pairing';
import { arnTemplate, yieldsOfRef } from './spec';
import { sameValue } from './values';

/** The forms in which two states of a resource are compared, and what may be equal though they are not. */
export interface Forms {
  before(resource: Resource): Resource;
  after(resource: Resource): Resource;
  /** Whether values differ only in names of what the deployment gives, which may be the same under both. */
  mayBeSame(before: unknown, after: unknown): boolean;
}

/** Resources as they are written. */
export const AS_WRITTEN: Forms = {
  before: (resource) => resource,
  after: (resource) => resource,
  mayBeSame: () => false,
};

/**
 * Forms in which equal values are alike that are told by the types of resources: what `Ref` gives and the attribute
 * that is the same, a reference to a resource whose name is fixed and that name, policies in any order. They are for
 * comparison only: what follows references, or shows values, wants them as they are.
 */
export function formsOf({ before, after }: StackPair): Forms {
  const [old, young] = [before, after].map((stack) => new Form(stack));
  return {
    before: (resource) => old.resource(resource),
    after: (resource) => young.resource(resource),
    mayBeSame: (left, right) => sameValue(withoutNames(left, before, after), withoutNames(right, after, before)),
  };
}

/** What the specification calls the parts of an ARN that a deployment gives. */
const ENVIRONMENT: Readonly<Record<string, string>> = {
  Partition: 'AWS::Partition',
  Region: 'AWS::Region',
  Account: 'AWS::AccountId',
};

class Form {
  private readonly known = new WeakMap<Resource, Resource>();
  /** Resources whose names are being looked up: names that refer to each other are refused by CloudFormation. */
  private readonly open = new Set<string>();

  private readonly pseudo: Readonly<Record<string, string>>;

  constructor(private readonly stack: AssemblyStack | undefined) {
    this.pseudo = stack ? pseudoParameters(stack) : {};
  }

  resource(resource: Resource): Resource {
    let form = this.known.get(resource);
    if (!form) {
      const Properties = this.of(resource.Properties) as Resource['Properties'];
      this.known.set(resource, (form = Properties === resource.Properties ? resource : { ...resource, Properties }));
    }
    return form;
  }

  private of(value: unknown): unknown {
    if (Array.isArray(value)) {
      const items = value.map((item) => this.of(item));
      return items.every((item, i) => item === value[i]) ? value : items;
    }
    if (!isObject(value)) return value;
    const [name, argument] = soleEntry(value);
    if (name === 'Ref' && typeof argument === 'string') return this.nameOf(argument) ?? value;
    if (name === 'Fn::GetAtt' && Array.isArray(argument)) return this.attribute(argument, value);
    const entries = Object.entries(value).map(([key, item]) => [key, this.of(item)] as const);
    const whole = entries.every(([key, item]) => item === value[key]) ? value : Object.fromEntries(entries);
    if (name === 'Fn::Base64' && typeof whole[name] === 'string') return Buffer.from(whole[name]).toString('base64');
    if (isPolicy(whole)) return asPolicy(whole);
    return (whole === value || name === undefined ? undefined : fold(name, whole[name])) ?? whole;
  }

  private attribute([logicalId, attribute]: unknown[], value: unknown): unknown {
    const resource = this.find(logicalId);
    if (!resource) return value;
    if (attribute === 'Arn') return this.arnOf(String(logicalId), resource) ?? value;
    if (!yieldsOfRef(resource.Type).includes(String(attribute))) return value;
    return this.nameOf(String(logicalId)) ?? { Ref: logicalId };
  }

  /** The ARN by its parts, where those are what `Ref` gives or what the template fixes. */
  private arnOf(logicalId: string, { Type, Properties = {} }: Resource): unknown {
    const template = arnTemplate(Type);
    if (template === undefined) return undefined;
    let whole = true;
    const arn = substituted(template, (name) => {
      if (name in ENVIRONMENT) return this.pseudo[ENVIRONMENT[name]] ?? { Ref: ENVIRONMENT[name] };
      if (name === yieldsOfRef(Type)[0]) return this.nameOf(logicalId) ?? { Ref: logicalId };
      whole &&= typeof Properties[name] === 'string';
      return Properties[name];
    });
    return whole ? arn : undefined;
  }

  /** The name that the template fixes for a resource whose `Ref` gives it. */
  private nameOf(logicalId: string): unknown {
    const resource = this.find(logicalId);
    if (!resource || this.open.has(logicalId)) return undefined;
    const [property] = yieldsOfRef(resource.Type);
    const fixed = property === undefined ? undefined : resource.Properties?.[property];
    if (fixed === undefined) return undefined;
    this.open.add(logicalId);
    const name = this.of(fixed);
    this.open.delete(logicalId);
    return name;
  }

  private find(logicalId: unknown): Resource | undefined {
    const resources = this.stack ? effectiveStack(this.stack).resources : {};
    return typeof logicalId === 'string' && Object.hasOwn(resources, logicalId) ? resources[logicalId] : undefined;
  }
}

const DYNAMIC = /\{\{resolve:[^{}]*\}\}/g;

/** A value without the names of what only the deployment knows: dynamic references, and parameters that were renamed. */
function withoutNames(value: unknown, own?: AssemblyStack, other?: AssemblyStack): unknown {
  if (typeof value === 'string') return value.replace(DYNAMIC, '{{resolve}}');
  if (Array.isArray(value)) return value.map((item) => withoutNames(item, own, other));
  if (!isObject(value)) return value;
  const [name, argument] = soleEntry(value);
  if (name === 'Ref' && typeof argument === 'string') {
    const parameter = own && parameterOf(own, argument);
    const renamed = parameter && other && !parameterOf(other, argument);
    return renamed ? { Parameter: parameter.Type } : value;
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutNames(item, own, other)]));
}
