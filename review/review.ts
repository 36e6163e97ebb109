import { stackChanges } from './compare/changes';
import { SEVERITIES } from './compare/counts';
import { effectiveAssemblies } from './compare/effective-assemblies';
import { pairStacks } from './compare/pairing';
import { compareText } from './compare/values';
import { AcceptedFinding, Assembly, AssemblyStack, Finding, Review, Rule, RuleContext, RuleFinding } from './model';
import { constructPath } from './read/construct-paths';
import { RULES } from './rules';

/** What a review may be given beside the two assemblies. */
export interface ReviewOptions {
  /** Rules of your own, asked after ours. */
  readonly rules?: readonly Rule[];
  /** Findings that do not count for the verdict. */
  readonly accepted?: readonly AcceptedFinding[];
  /** The day by which acceptances end, `2026-12-01`; without it, none has ended. */
  readonly today?: string;
}

/** Compares two assemblies: what changes from the one to the other, and which of it is dangerous. */
export function review(
  from: Assembly,
  to: Assembly,
  labels: { from: string; to: string },
  options: ReviewOptions = {},
): Review {
  const paired = effectiveAssemblies(pairStacks(from, to));
  const stacks = stackChanges(paired.pairs);
  const byId = ({ stacks: list }: Assembly) => new Map(list.map((stack): [string, AssemblyStack] => [stack.id, stack]));
  const [before, after] = [byId(paired.from), byId(paired.to)];
  const context: RuleContext = {
    from: paired.from,
    to: paired.to,
    stacks,
    stackBefore: (name) => before.get(name),
    stackAfter: (name) => after.get(name),
  };
  const findings = findingsOf(context, [...RULES, ...(options.rules ?? [])])
    .map((finding) => judged(finding, options))
    .sort(inOrder);
  const hazard = findings.some(({ severity }) => severity === 'hazard');
  return { ...labels, verdict: hazard ? 'hazard' : 'safe', stacks, findings };
}

function findingsOf(context: RuleContext, rules: readonly Rule[]): Finding[] {
  return rules.flatMap((rule) =>
    rule.check(context).map((found): Finding => ({
      rule: rule.id,
      severity: found.severity,
      mechanism: found.mechanism ?? rule.mechanism,
      stack: found.stack,
      logicalId: found.logicalId,
      path: pathOf(context, found),
      message: found.message,
      remedy: found.remedy,
      source: found.source ?? rule.source,
    })),
  );
}

function pathOf({ stackBefore, stackAfter }: RuleContext, { stack, logicalId }: RuleFinding): string {
  const holders = [stackAfter(stack), stackBefore(stack)].filter((one) => one !== undefined);
  const holder = holders.find(({ template }) => Object.hasOwn(template.Resources, logicalId)) ?? holders[0];
  return holder && logicalId !== '' ? constructPath(holder, logicalId) : logicalId;
}

/** A finding that was accepted is a note; one whose acceptance has ended says so. */
function judged(finding: Finding, { accepted = [], today }: ReviewOptions): Finding {
  const id = `${finding.stack}/${finding.logicalId}`;
  const acceptance = accepted.find((one) => one.rule === finding.rule && one.id === id);
  if (!acceptance) return finding;
  const { reason, until } = acceptance;
  if (today !== undefined && today > until)
    return { ...finding, message: `${finding.message} (accepted until ${until}, which is over: ${reason})` };
  return {
    ...finding,
    severity: 'note',
    message: `${finding.message} (accepted until ${until}: ${reason})`,
    accepted: { severity: finding.severity, reason, until },
  };
}

/** The gravest first; the rest only has to be the same in every run. */
function inOrder(left: Finding, right: Finding): number {
  const gravity = SEVERITIES.indexOf(left.severity) - SEVERITIES.indexOf(right.severity);
  return gravity || compareText(key(left), key(right));
}

function key({ stack, logicalId, rule, message }: Finding): string {
  return JSON.stringify([stack, logicalId, rule, message]);
}
