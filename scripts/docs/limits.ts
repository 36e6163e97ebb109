import { UPDATE_LIMITS } from '../../review/behaviours/limits';
import { documentedAsFixed } from '../../review/behaviours/limits/documented-as-fixed';
import { UpdateLimit } from '../../review/behaviours/limits/update-limit';
import { specifiedTypes } from '../../review/compare/spec';
import { CUTS } from '../../review/rules/service/traffic-to-zero';

/** The table of update limits as the page lists them, by type. */
export function limitsSection(): string {
  return byType(UPDATE_LIMITS, (limit) => {
    const given = limit.given ? `, where ${limit.given.says}` : '';
    const outcome = limit.perhaps ? `may be ${limit.outcome}` : limit.outcome;
    return `- \`${limit.path}\` ${limit.when.says}${given}: **${outcome}**; ${limit.why} ([source](${limit.source}), ${limit.date})`;
  });
}

/** What the documentation of the specification calls fixed, of all types. */
export function fixedSection(): string {
  const fixed = specifiedTypes().flatMap((type): readonly UpdateLimit[] => documentedAsFixed(type));
  return fixed
    .map(({ type, path }) => `- \`${type}\` \`${path}\``)
    .sort()
    .join('\n');
}

/** What lets nothing through any more. */
export function cutsSection(): string {
  return byType(
    CUTS,
    ({ path, when, severity, what, source }) =>
      `- \`${path}\` ${when.says}: **${severity}**; ${what} ([source](${source}))`,
  );
}

function byType<T extends { readonly type: string }>(rows: readonly T[], line: (row: T) => string): string {
  const types = [...new Set(rows.map(({ type }) => type))].sort();
  return types
    .map(
      (type) =>
        `### \`${type}\`\n\n${rows
          .filter((row) => row.type === type)
          .map(line)
          .join('\n')}`,
    )
    .join('\n\n');
}
