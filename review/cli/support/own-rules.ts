import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SEVERITIES } from '../../compare/counts';
import { Rule } from '../../model';
import { isObject } from '../../read/unreadable';
import { RULES } from '../../rules';
import { messageOf, UsageError } from './errors';

const TEXTS = ['id', 'mechanism', 'summary', 'source'] as const;

/**
 * The rules of a module that a user wrote: its default export, a list.
 *
 * @throws UsageError for a file that cannot be loaded, or exports something else
 */
export async function ownRules(cwd: string, file: string | undefined): Promise<readonly Rule[]> {
  if (file === undefined) return [];
  const path = resolve(cwd, file);
  if (!existsSync(path)) throw new UsageError(`--rules ${file}: there is no such file`);
  const exported = await load(file, path);
  if (!Array.isArray(exported) || exported.length === 0)
    throw new UsageError(`--rules ${file}: export a list of rules by default: export default [{ id: 'our-rule', … }]`);
  return exported.map((rule, i) => asRule(file, i, rule));
}

async function load(file: string, path: string): Promise<unknown> {
  try {
    const loaded: unknown = await import(pathToFileURL(path).href);
    const inner = isObject(loaded) ? loaded.default : undefined;
    // A CommonJS module that was compiled from `export default` holds its own default within.
    return isObject(inner) && 'default' in inner ? inner.default : inner;
  } catch (error) {
    throw new UsageError(`--rules ${file}: cannot be loaded (${messageOf(error)})`);
  }
}

function asRule(file: string, i: number, rule: unknown): Rule {
  const where = `--rules ${file}: rule ${i + 1}`;
  if (!isObject(rule)) throw new UsageError(`${where} is no object with id, severities, summary, source and check`);
  const lacking = TEXTS.filter((name) => typeof rule[name] !== 'string' || rule[name] === '');
  if (lacking.length > 0) throw new UsageError(`${where} lacks ${lacking.join(', ')}: give text`);
  const { id, severities, check } = rule;
  if (!/^[a-z]+(-[a-z]+)*$/.test(String(id)))
    throw new UsageError(`${where}: id '${id}': write lower-case words with hyphens between them`);
  if (RULES.some((one) => one.id === id))
    throw new UsageError(`${where}: id '${id}' is that of a rule of cdk-grow; give another`);
  if (!Array.isArray(severities) || !severities.every((one) => SEVERITIES.includes(one)))
    throw new UsageError(`${where}: severities: give a list of ${SEVERITIES.join(', ')}`);
  if (typeof check !== 'function') throw new UsageError(`${where}: check is no function`);
  return guarded(where, rule as unknown as Rule);
}

/** A rule that throws is a mistake in it, and not in the app that is reviewed. */
function guarded(where: string, rule: Rule): Rule {
  return {
    ...rule,
    check: (context) => {
      try {
        return rule.check(context);
      } catch (error) {
        throw new UsageError(`${where} ('${rule.id}') failed: ${messageOf(error)}`);
      }
    },
  };
}
