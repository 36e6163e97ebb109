import { compareText } from '../compare/values';
import { AcceptedFinding } from '../model';
import { isObject, readJsonObject, UnreadableInput } from '../read/unreadable';
import { Acceptance, Ledger, LedgerEntry } from './model';

/** Short values stand on one line, so that the file is small and a change of it is read at a glance. */
const LINE = 120;

/** @throws UnreadableInput when the file is missing, no JSON, or not a ledger of this version */
export function readLedger(file: string): Ledger {
  const { value } = readJsonObject(file, 'the ledger of durable resources');
  if (value.version !== 1) {
    throw new UnreadableInput(
      file,
      `the ledger has version ${JSON.stringify(value.version)}, and this release reads version 1; use the release that wrote it`,
    );
  }
  const { types, resources, anchors, accepted, findings } = value;
  if (!isObject(types) || !Object.values(types).every(isListOfText)) throw malformed(file, 'types');
  if (!isListOf(resources, isEntry)) throw malformed(file, 'resources');
  if (!isListOf(anchors, isEntry)) throw malformed(file, 'anchors');
  if (!isListOf(accepted, isAcceptance)) throw malformed(file, 'accepted');
  if (findings !== undefined && !isListOf(findings, isAcceptedFinding)) throw malformed(file, 'findings');
  return {
    version: 1,
    types: types as Ledger['types'],
    resources: resources.map(whole),
    anchors: anchors.map(whole),
    accepted,
    ...(findings === undefined ? {} : { findings }),
  };
}

/** The file's text: equal ledgers give equal bytes. */
export function formatLedger(ledger: Ledger): string {
  const { version, types, resources, anchors, accepted, findings = [] } = ledger;
  const content = {
    version,
    types: sortKeys(types),
    resources: sortEntries(resources),
    anchors: sortEntries(anchors),
    accepted: [...accepted].sort((a, b) => compareText(a.id, b.id) || compareText(a.change, b.change)),
    findings:
      findings.length > 0
        ? [...findings].sort((a, b) => compareText(a.id, b.id) || compareText(a.rule, b.rule))
        : undefined,
  };
  return `${format(content, '')}\n`;
}

function sortEntries(entries: readonly LedgerEntry[]): object[] {
  return [...entries]
    .sort((a, b) => compareText(a.id, b.id) || compareText(a.stages.join(), b.stages.join()))
    .map(({ id, type, path, stages, values, guards }) => ({
      id,
      type,
      path,
      // Left out, and so short, in an app without stages.
      stages: stages.length > 0 ? stages : undefined,
      values: sortKeys(values),
      guards: guards && sortKeys(guards),
    }));
}

function sortKeys<T>(object: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => compareText(a, b)));
}

function format(value: unknown, indent: string): string {
  const line = oneLine(value);
  const leaf = typeof value !== 'object' || value === null;
  // The file's own lists and entries keep a line for each item, whatever their length: a diff then shows items.
  const own = indent.length < (Array.isArray(value) ? 4 : 6);
  if (leaf || (!own && indent.length + line.length <= LINE)) return line;
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    return `[\n${value.map((item) => inner + format(item, inner)).join(',\n')}\n${indent}]`;
  }
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  if (entries.length === 0) return '{}';
  return `{\n${entries.map(([key, item]) => `${inner}${JSON.stringify(key)}: ${format(item, inner)}`).join(',\n')}\n${indent}}`;
}

function oneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return entries.length === 0
    ? '{}'
    : `{ ${entries.map(([k, v]) => `${JSON.stringify(k)}: ${oneLine(v)}`).join(', ')} }`;
}

function malformed(file: string, section: string): UnreadableInput {
  return new UnreadableInput(
    file,
    `"${section}" is not what \`cdk-grow ledger record\` writes; restore the committed file`,
  );
}

function isListOf<T>(value: unknown, is: (item: unknown) => item is T): value is T[] {
  return Array.isArray(value) && value.every(is);
}

function isListOfText(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** An entry as it stands in the file. */
type WrittenEntry = Omit<LedgerEntry, 'stages'> & Partial<LedgerEntry>;

function whole(entry: WrittenEntry): LedgerEntry {
  return { ...entry, stages: entry.stages ?? [] };
}

function isEntry(value: unknown): value is WrittenEntry {
  if (!isObject(value)) return false;
  const { id, type, path, stages, values, guards } = value;
  const texts = typeof id === 'string' && typeof type === 'string' && typeof path === 'string';
  return (
    texts &&
    (stages === undefined || isListOfText(stages)) &&
    isObject(values) &&
    (guards === undefined || isObject(guards))
  );
}

function isAcceptedFinding(value: unknown): value is AcceptedFinding {
  if (!isObject(value)) return false;
  const { rule, id, reason, until } = value;
  return [rule, id, reason, until].every((one) => typeof one === 'string') && /^\d{4}-\d{2}-\d{2}$/.test(String(until));
}

function isAcceptance(value: unknown): value is Acceptance {
  return (
    isObject(value) &&
    typeof value.id === 'string' &&
    typeof value.change === 'string' &&
    typeof value.reason === 'string'
  );
}
