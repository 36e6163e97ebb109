// Compiles every TypeScript snippet that users read: the `@example`s of the API, README and the other pages.
// Run by `npm run test:docs`, after jsii has written the assembly.
//
// A snippet that imports something is a whole program and stands alone. Any other is completed by
// rosetta/default.ts-fixture: it becomes the body of a construct, and what the fixture imports is there, as is all that
// the package exports.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const work = join(root, '.cache/docs');

/** What pages show beside TypeScript. A block in any other language, or in none, could be code that nobody compiles. */
const OTHER_LANGUAGES = ['sh', 'dockerfile', 'console', 'json', 'text', 'mermaid', 'diff', 'yaml', 'python'];

function pages() {
  const here = readdirSync(root).filter((name) => name.endsWith('.md'));
  const below = readdirSync(join(root, 'docs'), { recursive: true }).filter((name) => name.endsWith('.md'));
  return [...here, ...below.map((name) => join('docs', name))].sort();
}

/** Marks the whole programs of a page, and counts its blocks by language. */
function prepareMarkdown(markdown, place, count) {
  const lines = markdown.split('\n');
  let fence;
  lines.forEach((line, i) => {
    const [, mark, info] = /^\s*(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
    if (!mark) return;
    if (fence) {
      if (mark.startsWith(fence.mark) && info.trim() === '') {
        if (fence.typescript && isProgram(lines.slice(fence.line + 1, i).join('\n')))
          lines[fence.line] = `${lines[fence.line]} nofixture`;
        fence = undefined;
      }
      return;
    }
    const language = info.trim().split(/\s+/)[0];
    const typescript = language === 'ts' || language === 'typescript';
    if (!typescript && !OTHER_LANGUAGES.includes(language))
      throw new Error(
        `${place}:${i + 1}: a block of language '${language}': make it ts, or one of ${OTHER_LANGUAGES.join(', ')}`,
      );
    count(typescript ? 'ts' : language, `${place}:${i + 1}`);
    fence = { mark, line: i, typescript };
  });
  if (fence) throw new Error(`${place}:${fence.line + 1}: this block has no end`);
  return lines.join('\n');
}

function isProgram(code) {
  return /^\s*import\s/m.test(code);
}

/** Does the same for the texts of the API, wherever they stand in the assembly. */
function prepareApi(node, place, count) {
  if (node === null || typeof node !== 'object') return;
  const here = node.fqn ?? (node.name && !Array.isArray(node) ? `${place}.${node.name}` : place);
  if (node.docs?.remarks) node.docs.remarks = prepareMarkdown(node.docs.remarks, here, count);
  if (node.docs?.example) {
    count('example', here);
    if (isProgram(node.docs.example)) node.docs.custom = { ...node.docs.custom, exampleMetadata: 'nofixture' };
  }
  for (const value of Object.values(node)) prepareApi(value, here, count);
}

/** An example of a class that is not exported would be compiled by nobody. */
function examplesInSources() {
  const files = ['lib', 'patterns'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true }).map((name) => join(root, folder, name)),
  );
  return files
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => readFileSync(name, 'utf8').match(/^\s*\* @example\b/gm) ?? []).length;
}

/** A package beside ours whose assembly has the pages as READMEs of modules, so that errors name page and line. */
function writePackage(assembly, markdown) {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(join(work, 'node_modules'), { recursive: true });
  mkdirSync(join(work, 'rosetta'));
  symlinkSync(root, join(work, 'node_modules', assembly.name), 'dir');
  symlinkSync(join(root, 'package.json'), join(work, 'package.json'));
  const names = Object.values(assembly.types).map(({ name }) => name);
  const fixture = readFileSync(join(root, 'rosetta/default.ts-fixture'), 'utf8');
  const imports = `import { ${names.join(', ')} } from '${assembly.name}';`;
  writeFileSync(join(work, 'rosetta/default.ts-fixture'), fixture.replace('/// exports of this package', imports));
  const submodules = Object.fromEntries(
    Object.entries(markdown).map(([page, text]) => [page, { readme: { markdown: text } }]),
  );
  const withPages = { ...assembly, readme: undefined, submodules: { ...assembly.submodules, ...submodules } };
  writeFileSync(join(work, '.jsii'), JSON.stringify(withPages));
}

function compile() {
  const packageFile = createRequire(import.meta.url).resolve('jsii-rosetta/package.json');
  const command = join(dirname(packageFile), JSON.parse(readFileSync(packageFile, 'utf8')).bin);
  const options = ['--strict', '--batch', '1000', '--directory', work];
  const { status } = spawnSync(process.execPath, [command, 'extract', ...options, work], { stdio: 'inherit' });
  if (status !== 0) return 0;
  const tablet = JSON.parse(readFileSync(join(work, '.jsii.tabl.json'), 'utf8'));
  return Object.values(tablet.snippets).filter(({ didCompile }) => didCompile).length;
}

function main() {
  const assemblyFile = join(root, '.jsii');
  if (!existsSync(assemblyFile)) throw new Error('.jsii is not there: run `npm run build:jsii` first');
  const assembly = JSON.parse(readFileSync(assemblyFile, 'utf8'));

  const counts = {};
  const count = (kind) => (counts[kind] = (counts[kind] ?? 0) + 1);
  prepareApi(assembly.types, assembly.name, count);
  const markdown = Object.fromEntries(
    pages().map((page) => [page, prepareMarkdown(readFileSync(join(root, page), 'utf8'), page, count)]),
  );
  const { example = 0, ts = 0, ...others } = counts;
  const inSources = examplesInSources();
  if (example !== inSources)
    throw new Error(`lib and patterns have ${inSources} examples, the assembly ${example}: export what has one`);

  writePackage(assembly, markdown);
  const compiled = compile();
  if (compiled === 0) throw new Error(`${example + ts} TypeScript snippets, and not all of them compile (see above)`);
  const list = Object.entries(others).map(([language, n]) => `${n} ${language}`);
  console.log(
    `${compiled} of ${example + ts} TypeScript snippets compile (${example} examples of the API, ${ts} blocks of ${Object.keys(markdown).join(', ')}); not TypeScript: ${list.join(', ') || 'none'}`,
  );
  return compiled === example + ts ? 0 : 1;
}

try {
  process.exitCode = main();
} catch (error) {
  console.error(`check-docs: ${error.message}`);
  process.exitCode = 1;
}
