import { countActions, countFindings } from '../../compare/counts';
import { ResourceChange, Review } from '../../model';

/** The documented shape of `diff --json`; a value that is not there is null, so that every key always is. */
export function jsonReview(review: Review): object {
  return {
    from: review.from,
    to: review.to,
    verdict: review.verdict,
    stacks: review.stacks.map(({ name, changes }) => ({ name, changes: changes.map(jsonChange) })),
    findings: review.findings.map((finding) => ({
      rule: finding.rule,
      severity: finding.severity,
      mechanism: finding.mechanism,
      stack: finding.stack,
      logicalId: finding.logicalId,
      path: finding.path,
      message: finding.message,
      remedy: finding.remedy,
      source: finding.source,
      ...(finding.accepted === undefined ? {} : { accepted: finding.accepted }),
    })),
  };
}

function jsonChange(change: ResourceChange): object {
  const { logicalId, path, type, action, durability, properties, previousType, movedTo, causedBy } = change;
  return {
    logicalId,
    path,
    type,
    // These three only where they say something.
    ...(previousType === undefined ? {} : { previousType }),
    action,
    ...(movedTo === undefined ? {} : { movedTo }),
    ...(causedBy === undefined || causedBy.length === 0 ? {} : { causedBy }),
    durability,
    properties: properties.map(({ name, before, after, effect, source }) => ({
      name,
      before: before ?? null,
      after: after ?? null,
      effect,
      source,
    })),
  };
}

/** The documented shape of one pair of `check --json`. */
export function jsonPair(review: Review): object {
  return {
    from: review.from,
    to: review.to,
    verdict: review.verdict,
    hazards: countFindings(review, 'hazard'),
    cautions: countFindings(review, 'caution'),
    changes: countActions(review),
  };
}
