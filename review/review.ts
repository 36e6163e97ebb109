import { stackChanges } from './compare/changes';
import { SEVERITIES } from './compare/counts';
import { effectiveAssemblies } from './compare/effective-assemblies';
import { pairStacks } from './compare/pairing';
import { compareText } from './compare/values';
import { Assembly, AssemblyStack, Finding, Review, RuleContext } from './model';
import { RULES } from './rules';

/** Compares two assemblies: what changes from the one to the other, and which of it is dangerous. */
export function review(from: Assembly, to: Assembly, labels: { from: string; to: string }): Review {
  const paired = effectiveAssemblies(pairStacks(from, to));
  const stacks = stackChanges(paired.pairs);
  const byId = ({ stacks: list }: Assembly) => new Map(list.map((stack): [string, AssemblyStack] => [stack.id, stack]));
  const [before, after] = [byId(paired.from), byId(paired.to)];
  const findings = findingsOf({
    from: paired.from,
    to: paired.to,
    stacks,
    stackBefore: (name) => before.get(name),
    stackAfter: (name) => after.get(name),
  });
  const verdict = findings.some(({ severity }) => severity === 'hazard') ? 'hazard' : 'safe';
  return { ...labels, verdict, stacks, findings };
}

function findingsOf(context: RuleContext): Finding[] {
  const findings = RULES.flatMap((rule) =>
    rule.check(context).map((found): Finding => ({
      rule: rule.id,
      severity: found.severity,
      stack: found.stack,
      logicalId: found.logicalId,
      message: found.message,
      remedy: found.remedy,
      source: found.source ?? rule.source,
    })),
  );
  return findings.sort(inOrder);
}

/** The gravest first; the rest only has to be the same in every run. */
function inOrder(left: Finding, right: Finding): number {
  const gravity = SEVERITIES.indexOf(left.severity) - SEVERITIES.indexOf(right.severity);
  return gravity || compareText(key(left), key(right));
}

function key({ stack, logicalId, rule, message }: Finding): string {
  return JSON.stringify([stack, logicalId, rule, message]);
}
