// Reviews consecutive versions of the templates that public CDK apps commit as Jest snapshots, and prints what it finds:
//
//   node --import tsx scripts/noise/run.ts [--most N] GIT-DIRECTORY:PATH-OF-SNAPSHOT …
//
// Most of such steps were deployed without harm, so that what is found is a list of suspects for false alarms.
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { Assembly, AssemblyStack, Finding, Template } from '../../review/model';
import { review } from '../../review/review';
import { templatesIn } from './snapshot';

interface Version {
  readonly commit: string;
  readonly assembly: Assembly;
}

function git(directory: string, ...args: string[]): string {
  return execFileSync('git', ['-C', directory, ...args], { encoding: 'utf8', maxBuffer: 1 << 30 });
}

function stackOf([name, template]: [string, Record<string, unknown>]): AssemblyStack {
  // Jest and Vitest join the names of a test and its groups differently.
  const id = name.replace(/ \d+$/, '').replaceAll(' > ', ' ');
  return {
    id,
    name: id,
    account: 'unknown-account',
    region: 'eu-west-1',
    template: template as unknown as Template,
    file: id,
    size: JSON.stringify(template).length,
    dependencies: [],
  };
}

/** The versions of one file, oldest first. */
function versionsOf(directory: string, path: string): Version[] {
  const commits = git(directory, 'log', '--first-parent', '--reverse', '--format=%H', '--', path).trim().split('\n');
  return commits.flatMap((commit): Version[] => {
    let text: string;
    try {
      text = git(directory, 'show', `${commit}:${path}`);
    } catch {
      return []; // The commit that takes the file away.
    }
    const stacks = [...templatesIn(text)].map(stackOf);
    return stacks.length > 0 ? [{ commit, assembly: { directory: commit, stacks } }] : [];
  });
}

/**
 * The stacks that both versions have. A snapshot is called after its test: one that is gone, or called otherwise, is no
 * stack that left the app.
 */
function inBoth(from: Assembly, to: Assembly): [Assembly, Assembly] {
  const shared = ({ directory, stacks }: Assembly, other: Assembly): Assembly => ({
    directory,
    stacks: stacks.filter(({ id }) => other.stacks.some((stack) => stack.id === id)),
  });
  return [shared(from, to), shared(to, from)];
}

function line({ severity, rule, stack, logicalId, message }: Finding): string {
  return `  ${severity} ${rule} ${stack}/${logicalId}: ${message.slice(0, 400)}`;
}

function main(): void {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { most: { type: 'string' } } });
  const total = { pairs: 0, hazard: 0, caution: 0 };
  for (const where of positionals) {
    const [directory, path] = where.split(':');
    const versions = versionsOf(directory, path).slice(-Number(values.most ?? 1000));
    versions.slice(1).forEach(({ commit, assembly }, i) => {
      const found = review(...inBoth(versions[i].assembly, assembly), { from: 'before', to: 'after' });
      if (found.stacks.length === 0) return;
      const worth = found.findings.filter(({ severity }) => severity !== 'note');
      total.pairs += 1;
      if (worth.some(({ severity }) => severity === 'hazard')) total.hazard += 1;
      if (worth.some(({ severity }) => severity === 'caution')) total.caution += 1;
      if (worth.length > 0) console.log([`${path} ${commit.slice(0, 10)}`, ...worth.map(line)].join('\n'));
    });
  }
  const share = (n: number) => `${n} (${((100 * n) / Math.max(1, total.pairs)).toFixed(1)} %)`;
  console.log(
    `${total.pairs} pairs with a change; ${share(total.hazard)} with a hazard, ${share(total.caution)} with a caution`,
  );
}

main();
