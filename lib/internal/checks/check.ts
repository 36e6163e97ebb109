import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { shown } from './shown';

/** One thing that must hold of a construct's props. What AWS WAF and the review call a rule is something else. */
export interface Check<P> {
  /** The prop, or both props of a conflict, as the user wrote them: `natGateways`, `min > max`. */
  readonly prop: string;
  /** The offending value, for the message. */
  value(props: P): unknown;
  /** Whether the props fail. Not asked when the value is a token. */
  broken(props: P): boolean;
  /** What is wrong and what to write instead, after `<prop> is <value>: `. */
  fix(props: P): string;
}

/** Thrown once with everything that is wrong, so that nobody fixes props one synth at a time. */
export class PropsError extends Error {
  /** Of a construct: its class and its path. */
  public static at(scope: IConstruct, className: string, faults: string[]): PropsError {
    return new PropsError(`${className} at '${scope.node.path}':\n${listOf(faults)}`);
  }

  /** Of a function without a scope, such as `DatabaseSource.snapshot`. */
  public static of(functionName: string, faults: string[]): PropsError {
    return new PropsError(`${functionName}:${faults.length === 1 ? ` ${faults[0]}` : `\n${listOf(faults)}`}`);
  }

  private constructor(message: string) {
    super(message);
    this.name = 'PropsError';
  }
}

function listOf(faults: string[]): string {
  return faults.map((fault) => `  - ${fault}`).join('\n');
}

/** `<prop> is <value>: <fix>` */
export function faultOf(prop: string, value: unknown, fix: string): string {
  return `${prop} is ${shown(value)}: ${fix}`;
}

/** Checks props against a table and reports every failure at once. */
export function checkProps<P>(scope: IConstruct, className: string, props: P, checks: readonly Check<P>[]): void {
  const faults = checks
    .filter((check) => !Token.isUnresolved(check.value(props)) && check.broken(props))
    .map((check) => faultOf(check.prop, check.value(props), check.fix(props)));
  if (faults.length > 0) throw PropsError.at(scope, className, faults);
}
