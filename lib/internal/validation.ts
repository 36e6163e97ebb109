import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** One thing that must hold of a construct's props. */
export interface Rule<P> {
  /** The prop, or both props of a conflict, as the user wrote them: `natGateways`, `min > max`. */
  readonly prop: string;
  /** The offending value, for the message. */
  value(props: P): unknown;
  /** Whether the props break the rule. Not asked when the value is a token. */
  broken(props: P): boolean;
  /** What is wrong and what to write instead, after `<prop> is <value>: `. */
  fix(props: P): string;
}

/** Thrown once per construct with every broken rule, so that nobody fixes props one synth at a time. */
export class PropsError extends Error {
  constructor(className: string, path: string, failures: string[]) {
    super(`${className} at '${path}':\n${failures.map((failure) => `  - ${failure}`).join('\n')}`);
    this.name = 'PropsError';
  }
}

/** Checks props against a table of rules and reports every failure at once. */
export function validateProps<P>(scope: IConstruct, className: string, props: P, rules: readonly Rule<P>[]): void {
  const failures = rules
    .filter((rule) => !Token.isUnresolved(rule.value(props)) && rule.broken(props))
    .map((rule) => `${rule.prop} is ${JSON.stringify(rule.value(props))}: ${rule.fix(props)}`);
  if (failures.length > 0) throw new PropsError(className, scope.node.path, failures);
}
