import { ACTIONS, countActions, countFindings, SEVERITIES } from '../../compare/counts';
import { Action, Effect, PropertyChange, ResourceChange, Review, Severity, StackChanges } from '../../model';
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
import { ShownDifference, shownDifferences } from './shown-differences';
import { Style } from './style';
import { count, indent, pad, visibleWidth } from './table';

const SIGNS: Record<Action, string> = { create: '+', update: '~', replace: '±', destroy: '-', orphan: '?', move: '>' };

const EFFECTS: Record<Effect, string> = {
  'in-place': 'in place',
  replacement: 'replacement',
  'may-replace': 'may replace',
  unknown: 'effect unknown',
};

/** The widest that a line becomes, as far as names allow. */
const WIDTH = 100;

/** The longest that a value is shown. */
const LONG = 86;

/** A review for somebody at a terminal: the verdict, what was found, then what changes in each stack. */
export function textReview(review: Review, style: Style): string {
  const sections = [
    [headline(review, style), summaryLine(review)],
    ...(review.findings.length > 0 ? [textFindings(review, style)] : []),
    ...review.stacks.map((stack) => textStack(stack, style)),
  ];
  return sections.map((lines) => lines.join('\n')).join('\n\n');
}

function headline(review: Review, style: Style): string {
  const name = style.bold(`${review.from} → ${review.to}:`);
  if (review.verdict === 'safe') return `${name} ${style.green('safe')}`;
  return `${name} ${style.red(count(countFindings(review, 'hazard'), 'hazard'))}`;
}

function summaryLine(review: Review): string {
  const actions = countActions(review);
  const changed = ACTIONS.filter((action) => actions[action] > 0).map(
    (action) => `${actions[action]} ${ACTION_WORDS[action]}`,
  );
  const found = SEVERITIES.filter((severity) => countFindings(review, severity) > 0).map((severity) =>
    count(countFindings(review, severity), severity),
  );
  if (changed.length === 0) return ['nothing changes', ...found].join('; ');
  return [`${changed.join(', ')} in ${count(review.stacks.length, 'stack')}`, found.join(', ')]
    .filter((part) => part)
    .join('; ');
}

/** The findings, most dangerous first, each kind with its remedy and source once. */
export function textFindings(review: Review, style: Style): string[] {
  return groupFindings(review.findings).flatMap((group, i) => [
    ...(i > 0 ? [''] : []),
    ...textGroup(review, group, style),
  ]);
}

function textGroup(review: Review, group: FindingGroup, style: Style): string[] {
  return [
    `${severityWord(group.severity, style)} ${style.bold(group.rule)}`,
    ...group.findings.flatMap((finding) => [`  ${placeOf(review, finding)}`, ...indent(finding.message, '    ')]),
    ...labelled('remedy', group.remedy),
    ...labelled('source', group.source),
  ];
}

/** A label, and a text whose further lines stand under its first. */
function labelled(label: string, text: string): string[] {
  if (text === '') return [];
  const by = ' '.repeat(label.length + 4);
  const [first, ...rest] = indent(text, by);
  return [`  ${label}: ${(first ?? '').trimStart()}`, ...rest];
}

function severityWord(severity: Severity, style: Style): string {
  const word = severity.toUpperCase();
  return severity === 'hazard' ? style.red(word) : severity === 'caution' ? style.yellow(word) : style.dim(word);
}

function textStack(stack: StackChanges, style: Style): string[] {
  const { told, created } = digest(stack);
  const total = created.reduce((sum, each) => sum + each.count, 0);
  const types = created.map(({ type, count: n }) => (n === 1 ? type : `${n} ${type}`)).join(', ');
  return [
    style.bold(stack.name) + style.dim(` (${regionOf(stack)})`),
    ...told.flatMap((change) => textChange(change, style)),
    ...(total > 0
      ? indent(`${SIGNS.create} create ${total} stateless: ${types}`, '    ').map((line, i) =>
          i === 0 ? line.slice(2) : line,
        )
      : []),
  ];
}

function textChange(change: ResourceChange, style: Style): string[] {
  const { action, path, type, durability } = change;
  const paint = dangerous(change) ? style.red : action === 'create' ? style.green : style.yellow;
  const kind = durability === 'durable' ? style.bold(durability) : durability;
  const about = [style.dim(type), kind, ...remarks(change)].join(', ');
  const properties = showsProperties(change) ? change.properties.flatMap((each) => textProperty(each, style)) : [];
  const head = `  ${paint(`${SIGNS[action]} ${pad(action, 7)}`)} ${path}`;
  const line = `${head}  ${about}`;
  if (properties.length === 0 && visibleWidth(line) <= WIDTH) return [line];
  return [head, `      ${about}`, ...properties];
}

function dangerous({ action, durability }: ResourceChange): boolean {
  return (
    action === 'destroy' ||
    action === 'replace' ||
    (durability !== 'stateless' && action !== 'create' && action !== 'update')
  );
}

function textProperty(change: PropertyChange, style: Style): string[] {
  const { name, effect, note, refused } = change;
  const { shown, more } = shownDifferences(change, LONG);
  const lines = [
    ...(shown.length === 0 ? [`        ${name}: what it refers to is replaced`] : shown.flatMap(textDifference)),
    ...(more > 0 ? [`        and ${count(more, 'more place')} in ${name}`] : []),
  ];
  const paint = effect === 'in-place' && refused === undefined ? style.dim : style.yellow;
  const what = refused === undefined ? EFFECTS[effect] : 'refused';
  const last = `${lines[lines.length - 1]}  ${paint(`[${what}]`)}`;
  if (note === undefined && visibleWidth(last) <= WIDTH) return [...lines.slice(0, -1), last];
  return [...lines, ...indent(note === undefined ? what : `${what}: ${note}`, '          ').map(paint)];
}

/** Short values stand on one line, others below their place; the longest are cut, and `--json` has them whole. */
function textDifference({ path, before, after }: ShownDifference): string[] {
  const place = `        ${path}:`;
  const sides =
    before !== undefined && after !== undefined
      ? [before, after]
      : [before === undefined ? `+ ${after ?? ''}` : `- ${before}`];
  const line = `${place} ${sides.join(' → ')}`;
  if (line.length <= WIDTH) return [line];
  const signs = sides.length > 1 ? ['  ', '→ '] : [''];
  return [place, ...sides.map((side, i) => `          ${signs[i]}${side}`)];
}
