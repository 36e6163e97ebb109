import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Construct } from 'constructs';
import * as face from '../../index';
import { RULES as LEDGER_RULES } from '../../review/ledger/model';
import { RULES } from '../../review/rules';

const ROOT = join(__dirname, '../..');
const DOCS = join(ROOT, 'docs');

/** Pages that are not about a construct: an index, a reference, and a sequence of steps. */
const OTHER = ['README.md', 'review-rules.md', 'rds-to-aurora.md', 'restore.md', 'update-limits.md'];

/** What is no construct and has a page of its own all the same. */
const WITHOUT_SCOPE = ['AppEnvironment', 'DurableLedger', 'GrowthApp', 'GrowthStage', 'NatGateways'];

const read = (page: string) => readFileSync(join(DOCS, page), 'utf8');
const pages = readdirSync(DOCS).filter((name) => name.endsWith('.md'));
const constructPages = pages.filter((page) => !OTHER.includes(page));

const section = (text: string, heading: RegExp) =>
  text
    .split(/^## /m)
    .slice(1)
    .find((part) => heading.test(part.split('\n')[0]));
const pictures = (text: string) => [...text.matchAll(/^```mermaid\n(.*?)^```$/gms)].map(([, picture]) => picture);
/** Text without code, in which a `#` would be a comment and brackets no link. */
const prose = (text: string) => text.replace(/^( *)```.*?^\1```$/gms, '');

const constructs = Object.entries(face)
  .filter(([, value]) => typeof value === 'function' && value.prototype instanceof Construct)
  .map(([name]) => name);

describe.each(constructPages)('docs/%s', (page) => {
  const text = read(page);

  test('has a picture', () => {
    expect(pictures(text)).not.toEqual([]);
  });

  test('has code that users can copy', () => {
    expect(text).toMatch(/^```ts$/m);
  });

  test('says what drives the price, with a source', () => {
    const price = section(text, /^Price( drivers)?$/);
    expect(price).toBeDefined();
    expect(price).toMatch(/https:\/\/aws\.amazon\.com\/[a-z0-9/-]*pricing|nothing/);
  });

  test('says what cannot be changed later', () => {
    const doors = section(text, /^One-way doors$/);
    expect(doors?.trim().split('\n').length).toBeGreaterThan(1);
  });

  test('answers at least five questions of users', () => {
    const asked = section(text, /^How do I …$/)?.match(/^### … .*\?$/gm) ?? [];
    const others = section(text, /^Questions$/)?.match(/^\*\*.*\?\*\*/gm) ?? [];
    expect(asked.length + others.length).toBeGreaterThanOrEqual(5);
  });
});

test.each([...constructs, ...WITHOUT_SCOPE])('%s is named by a page', (name) => {
  const naming = constructPages.filter((page) => new RegExp(`\\b${name}\\b`).test(read(page)));
  expect(naming).not.toEqual([]);
});

test.each(pages)('the pictures of docs/%s can be drawn, as far as brackets and blocks go', (page) => {
  for (const picture of pictures(read(page))) expect(faults(picture)).toEqual([]);
});

test.each(pages)('the links of docs/%s lead somewhere', (page) => {
  const links = [...prose(read(page)).matchAll(/\]\(([^)\s]*)\)/g)].map(([, link]) => link);
  const inside = links.filter((link) => !/^https?:/.test(link));
  const dead = inside.filter((link) => {
    const [file, anchor] = link.split('#');
    const target = file === '' ? page : file;
    return !pages.includes(target) || (anchor !== undefined && !anchors(read(target)).includes(anchor));
  });
  expect(dead).toEqual([]);
});

test('the index leads to every page', () => {
  const index = read('README.md');
  expect(pages.filter((page) => page !== 'README.md' && !index.includes(`](${page})`))).toEqual([]);
});

test('the rules that pages name exist', () => {
  const known = [...RULES.map(({ id }) => id), ...Object.values<string>(LEDGER_RULES)];
  const named = constructPages.flatMap((page) =>
    [...read(page).matchAll(/(?:calls (?:it|that)|says|caution|hazard)[^.`]*`([a-z]+(?:-[a-z]+)+)`/g)].map(
      ([, rule]) => `${page}: ${rule}`,
    ),
  );
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((name) => !known.includes(name.split(': ')[1]))).toEqual([]);
});

test('the budgets of the page on growth are those of the stages', () => {
  const rows = section(read('growth.md'), /^Price$/) ?? '';
  const budgets = face.GrowthStage.all().map(({ name, sizes }) => [name, sizes.operations.monthlyBudgetUsd]);
  const written = [...rows.matchAll(/^\| `([a-z-]+)`.*\| +([\d,]+) \$ +\|$/gm)].map(([, name, usd]) => [
    name,
    Number(usd.replace(/,/g, '')),
  ]);
  expect(written).toEqual(budgets);
});

/** A heading as GitHub makes an anchor of it. */
function anchors(text: string): string[] {
  return [...prose(text).matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\- ]/gu, '')
      .replace(/ /g, '-'),
  );
}

const CLOSING: Readonly<Record<string, string>> = { '[': ']', '(': ')', '{': '}' };

/** What the parser of Mermaid stumbles over in flowcharts: blocks and brackets that do not match, words it keeps. */
function faults(picture: string): string[] {
  const [first, ...lines] = picture.trim().split('\n');
  const blocks = lines.filter((line) => /^\s*subgraph\b/.test(line)).length;
  const ends = lines.filter((line) => /^\s*end$/.test(line)).length;
  return [
    ...(/^flowchart (LR|RL|TB|TD|BT)$/.test(first) ? [] : [`begins with '${first}'`]),
    ...(blocks === ends ? [] : [`${blocks} subgraphs and ${ends} ends`]),
    ...lines.flatMap((line) => bracketFault(line) ?? []),
    ...lines.filter((line) => /\bend\s*[[({]|-->\s*end\b/.test(line)).map((line) => `'end' as a node: ${line.trim()}`),
  ];
}

function bracketFault(line: string): string | undefined {
  const open: string[] = [];
  for (const sign of line.replace(/"[^"]*"/g, '')) {
    if (sign === '"') return `a quotation mark without its pair: ${line.trim()}`;
    // Within a label only shapes may nest, such as `([` and `[(`, each right after the other.
    if (sign in CLOSING) open.push(CLOSING[sign]);
    else if (')]}'.includes(sign) && open.pop() !== sign) return `brackets that do not match: ${line.trim()}`;
  }
  return open.length === 0 ? undefined : `brackets that stay open: ${line.trim()}`;
}
