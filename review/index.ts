// The package's face. What is not named here is not public.
export { readAssembly } from './read/assembly';
export { UnreadableInput } from './read/unreadable';
export { review } from './review';
export type { ReviewOptions } from './review';
export { RULES } from './rules';
export type {
  AcceptedFinding,
  Action,
  Assembly,
  AssemblyStack,
  Durability,
  Effect,
  Finding,
  Mechanism,
  PropertyChange,
  Resource,
  ResourceChange,
  Review,
  Rule,
  RuleContext,
  RuleFinding,
  Severity,
  StackChanges,
  Template,
  Verdict,
} from './model';
