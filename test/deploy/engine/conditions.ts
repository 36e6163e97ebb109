import { sameValue } from './deep';
import { validationError } from './errors';
import { Context, evaluate } from './evaluate';
import { Json, JsonObject } from './state';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html */
export function evaluateConditions(conditions: JsonObject, context: Context): Record<string, boolean> {
  const known: Record<string, boolean> = {};
  const visiting = new Set<string>();
  const named = (name: string): boolean => {
    if (name in known) return known[name]!;
    if (!(name in conditions) || visiting.has(name)) {
      throw validationError(`Template format error: Unresolved condition dependency ${name} in the Conditions block`);
    }
    visiting.add(name);
    known[name] = holds(conditions[name]!, context, named);
    return known[name];
  };
  Object.keys(conditions).forEach(named);
  return known;
}

/** A condition, or one assertion of a rule. */
export function holds(expression: Json, context: Context, named: (name: string) => boolean): boolean {
  const [[name, argument]] = Object.entries(expression as JsonObject) as [[string, Json]];
  const all = () => (argument as Json[]).map((part) => holds(part, context, named));
  const values = () => (argument as Json[]).map((part) => evaluate(part, context));
  switch (name) {
    case 'Condition':
      return named(String(argument));
    case 'Fn::And':
      return all().every(Boolean);
    case 'Fn::Or':
      return all().some(Boolean);
    case 'Fn::Not':
      return !all()[0];
    case 'Fn::Equals': {
      const [a, b] = values();
      return sameValue(a, b);
    }
    case 'Fn::Contains': {
      const [list, wanted] = values() as [Json[], Json];
      return list.some((item) => sameValue(item, wanted));
    }
    case 'Fn::EachMemberIn': {
      const [items, allowed] = values() as [Json[], Json[]];
      return items.every((item) => allowed.some((candidate) => sameValue(item, candidate)));
    }
    case 'Fn::EachMemberEquals': {
      const [items, wanted] = values() as [Json[], Json];
      return items.every((item) => sameValue(item, wanted));
    }
    default:
      throw validationError(`Template error: ${name} is not allowed in a condition`);
  }
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html */
export function checkRules(rules: JsonObject, context: Context): void {
  const named = (name: string) => context.conditions[name] ?? false;
  for (const [name, rule] of Object.entries(rules as Record<string, JsonObject>)) {
    const condition = rule['RuleCondition'];
    if (condition !== undefined && !holds(condition, context, named)) continue;
    for (const assertion of rule['Assertions'] as JsonObject[]) {
      if (holds(assertion['Assert']!, context, named)) continue;
      const why = String(assertion['AssertDescription'] ?? 'Assertion failed');
      throw validationError(`Template rule failure: rule ${name}: ${why}`);
    }
  }
}
