import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { Rule } from '../../review/model';
import { markdownTable } from './sections';

const ROOT = join(__dirname, '../..');
const RULES_FOLDER = join(ROOT, 'review/rules');

/** The folders of rules in the order in which the page has them, with what it calls them. */
const DOMAINS: Readonly<Record<string, string>> = {
  durable: 'Data: what holds it is replaced, removed or moved, or loses it where it is',
  transient: 'Caches, queues, and what holds nothing',
  service: 'What carries traffic, or has an address that others hold',
  names: 'Names, which CloudFormation needs twice because it creates before it deletes',
  references: 'What one resource or stack does to another',
  cloudformation: 'What CloudFormation refuses, or cannot know',
  rds: 'Databases',
  dynamodb: 'Tables',
  kms: 'Keys',
  elasticache: 'Caches',
  ecs: 'Containers',
  'auto-scaling': 'Instances',
  'load-balancing': 'Load balancers',
  edge: 'CloudFront and WAF',
  messaging: 'Queues, topics and functions',
  network: 'Networks',
};

interface RuleFile {
  readonly domain: string;
  /** Without its ending, as an import has it. */
  readonly path: string;
  /** The constant that holds the rule. */
  readonly name: string;
}

/** Every file below `review/rules` that exports a rule. A file is a rule where it has `export const x: Rule =`. */
export function ruleFiles(): RuleFile[] {
  const unknown = readdirSync(RULES_FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !Object.hasOwn(DOMAINS, entry.name))
    .map(({ name }) => name);
  if (unknown.length > 0) {
    throw new Error(`review/rules/${unknown[0]}: say in DOMAINS of scripts/docs/rules.ts what its rules are about`);
  }
  return Object.keys(DOMAINS).flatMap((domain) =>
    readdirSync(join(RULES_FOLDER, domain))
      .filter((file) => file.endsWith('.ts'))
      .sort()
      .flatMap((file) => rulesIn(domain, join(RULES_FOLDER, domain, file))),
  );
}

function rulesIn(domain: string, file: string): RuleFile[] {
  const names = [...readFileSync(file, 'utf8').matchAll(/^export const (\w+): Rule =/gm)].map(([, name]) => name);
  if (names.length > 1) throw new Error(`${relative(ROOT, file)} has ${names.length} rules: give each a file`);
  return names.map((name) => ({ domain, name, path: `./${domain}/${basename(file, '.ts')}` }));
}

/** The source of `review/rules/index.ts`. */
export function rulesIndex(): string {
  const files = ruleFiles();
  const imports = [...files]
    .sort((left, right) => (left.path < right.path ? -1 : 1))
    .map(({ name, path }) => `import { ${name} } from '${path}';`);
  return [
    '// Written by `npm run docs` from the files below this folder. Do not edit it.',
    "import { Rule } from '../model';",
    ...imports,
    '',
    '/** Every rule of a review, in the order in which the documentation lists them. */',
    'export const RULES: readonly Rule[] = [',
    ...files.map(({ name }) => `  ${name},`),
    '];',
    '',
  ].join('\n');
}

/** The rules as the page lists them: a table for each folder. */
export function rulesSection(rules: readonly Rule[]): string {
  const byDomain = new Map<string, Rule[]>();
  for (const { domain, path } of ruleFiles()) {
    const rule = rules.find(({ id }) => id === basename(path));
    if (!rule) throw new Error(`review/rules/${path.slice(2)}.ts: the rule's id is not the file's name`);
    byDomain.set(domain, [...(byDomain.get(domain) ?? []), rule]);
  }
  return [...byDomain].map(([domain, list]) => `## ${DOMAINS[domain]}\n\n${ruleTable(list)}`).join('\n\n');
}

function ruleTable(rules: readonly Rule[]): string {
  const head = ['rule', 'severity', 'what it finds', 'source'];
  const rows = rules.map(({ id, severities, summary, source }) => [
    `\`${id}\``,
    severities.join(', '),
    summary,
    `[source](${source})`,
  ]);
  return markdownTable(head, rows);
}
