import { ACTIONS, countActions, countFindings } from '../../compare/counts';
import { Effect, PropertyChange, ResourceChange, Review, Severity, StackChanges } from '../../model';
import {
  ACTION_WORDS,
  digest,
  FindingGroup,
  groupFindings,
  placeOf,
  regionOf,
  remarks,
  showsProperties,
} from './review-summary';
import { shownDifferences } from './shown-differences';
import { count } from './table';

/** GitHub refuses comments of more than 65,536 characters. */
const LONGEST = 60_000;
/** The longest that a value is shown in a cell. */
const LONGEST_VALUE = 60;

const ICONS: Record<Severity, string> = { hazard: '🛑', caution: '⚠️', note: 'ℹ️' };

const EFFECTS: Record<Effect, string> = {
  'in-place': 'in place',
  replacement: '**replacement**',
  'may-replace': 'may replace',
  unknown: 'effect unknown',
};

/** A review as a comment on a pull request: the verdict and hazards in sight, all else folded away. */
export function markdownReview(review: Review): string {
  const findings = groupFindings(review.findings);
  const hazards = findings.filter(({ severity }) => severity === 'hazard');
  const others = findings.filter(({ severity }) => severity !== 'hazard');
  const head = [
    `### ${escape(review.from)} → ${escape(review.to)}: ${verdict(review)}`,
    summaryTable(review),
    ...hazards.map((group) => findingGroup(review, group)),
    ...(others.length > 0
      ? [folded(foldedTitle(review), others.map((group) => findingGroup(review, group)).join('\n\n'))]
      : []),
  ];
  return fit(head, review.stacks.map(stackSection)).join('\n\n');
}

function verdict(review: Review): string {
  return review.verdict === 'safe' ? '✅ safe' : `${ICONS.hazard} ${count(countFindings(review, 'hazard'), 'hazard')}`;
}

function summaryTable(review: Review): string {
  const actions = countActions(review);
  const used = ACTIONS.filter((action) => actions[action] > 0);
  if (used.length === 0) return 'Nothing changes.';
  return rows([used.map((action) => ACTION_WORDS[action]), used.map((action) => String(actions[action]))]);
}

function foldedTitle(review: Review): string {
  const parts = (['caution', 'note'] as const).filter((severity) => countFindings(review, severity) > 0);
  return parts.map((severity) => count(countFindings(review, severity), severity)).join(', ');
}

function findingGroup(review: Review, { severity, rule, findings, remedy, source }: FindingGroup): string {
  return [
    `${ICONS[severity]} **${escape(rule)}**`,
    '',
    ...findings.map((finding) => `- ${code(placeOf(review, finding))}: ${escape(finding.message)}`),
    ...(remedy === '' ? [] : ['', `Remedy: ${escape(remedy)}`]),
    ...(source === '' ? [] : ['', `Source: ${escape(source)}`]),
  ].join('\n');
}

function stackSection(stack: StackChanges): string {
  const { told, created } = digest(stack);
  const total = created.reduce((sum, each) => sum + each.count, 0);
  const types = created.map(({ type, count: n }) => `${n} ${code(type)}`).join(', ');
  const changes = told.map(changeRow);
  const body = [
    ...(changes.length > 0 ? [rows([['action', 'resource', 'durability', 'properties'], ...changes])] : []),
    ...(total > 0 ? [`Created, stateless: ${types}`] : []),
  ];
  return folded(
    `<b>${html(stack.name)}</b> (${html(regionOf(stack))}): ${count(stack.changes.length, 'change')}`,
    body.join('\n\n'),
  );
}

function changeRow(change: ResourceChange): string[] {
  return [
    [change.action, ...remarks(change).map(escape)].join('<br>'),
    `${code(change.path)}<br>${code(change.type)}`,
    change.durability === 'durable' ? '**durable**' : change.durability,
    (showsProperties(change) ? change.properties.flatMap(propertyLines) : []).join('<br>'),
  ];
}

function propertyLines(change: PropertyChange): string[] {
  const { name, effect, note, refused } = change;
  const { shown, more } = shownDifferences(change, LONGEST_VALUE);
  const side = (text = 'unset') => code(text);
  const lines = shown.map(({ path, before, after }) => `${code(path)}: ${side(before)} → ${side(after)}`);
  const what = refused === undefined ? EFFECTS[effect] : '**refused**';
  return [
    ...(shown.length === 0 ? [`${code(name)}: what it refers to is replaced`] : lines),
    ...(more > 0 ? [`and ${count(more, 'more place')}`] : []),
    note === undefined ? what : `${what}: ${escape(note)}`,
  ];
}

function rows([head, ...body]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n');
}

function folded(summary: string, body: string): string {
  return `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`;
}

/** As many stacks as a comment holds; findings are never cut. */
function fit(head: readonly string[], stacks: readonly string[]): string[] {
  const sections = [...head];
  let length = sections.join('\n\n').length;
  for (const [i, section] of stacks.entries()) {
    length += section.length + 2;
    if (length > LONGEST) {
      return [
        ...sections,
        `${count(stacks.length - i, 'more stack')} with changes: too long for a comment, see \`cdk-grow diff\`.`,
      ];
    }
    sections.push(section);
  }
  return sections;
}

function html(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** Text that shows as it is, in a table cell as well. */
function escape(text: string): string {
  return html(text)
    .replace(/[\\`*_[\]|~#]/g, '\\$&')
    .replace(/\r?\n/g, '<br>');
}

/**
 * Inline code by HTML, whose content needs no care for backticks; a pipe would end a table's cell even there, and of
 * several spaces only one is shown.
 */
function code(text: string): string {
  return `<code>${html(text)
    .replace(/\|/g, '&#124;')
    .replace(/\r?\n/g, ' ')
    .replace(/(?<= ) /g, '&nbsp;')
    .replace(/[\\`*_[\]~]/g, (c) => `&#${c.charCodeAt(0)};`)}</code>`;
}
