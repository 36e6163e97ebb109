import { documentedBehaviour } from '../behaviours/documented-behaviours';
import { Assembly } from '../model';
import { own } from '../read/unreadable';
import { weakened } from './guards';
import { Ledger, LedgerEntry, RULES, Violation } from './model';
import { holds, valuesAt, written } from './property-paths';
import { idsIn, Index, indexOf, OUTPUT, PARAMETER, Target, VALUE } from './references';

/** What a recorded resource, or one that it refers to, would go through. */
interface Fate {
  readonly rule: string;
  readonly change: string;
  readonly locations: readonly string[];
}

/** The entries that a stage is held to. An entry without stages holds for all. */
export function entriesOf(entries: readonly LedgerEntry[], stage: string | undefined): LedgerEntry[] {
  return entries.filter(({ stages }) => stages.length === 0 || (stage !== undefined && stages.includes(stage)));
}

/** Whether the ledger says anything of a stage, even that it has no durable resource beyond those of all. */
export function knowsStage(ledger: Ledger, stage: string | undefined): boolean {
  return ledger.resources.length === 0 || entriesOf(ledger.resources, stage).length > 0;
}

/** What deploying an assembly would do to the durable resources that are recorded for a stage. */
export function compareWithLedger(ledger: Ledger, assembly: Assembly, stage: string | undefined): Violation[] {
  const comparison = new Comparison(ledger, assembly, stage);
  return entriesOf(ledger.resources, stage).flatMap((entry) => comparison.violation(entry) ?? []);
}

class Comparison {
  private readonly index: Index;
  private readonly entries: ReadonlyMap<string, LedgerEntry>;
  private readonly fates = new Map<string, Fate | undefined>();

  constructor(
    private readonly ledger: Ledger,
    private readonly assembly: Assembly,
    stage: string | undefined,
  ) {
    this.index = indexOf(assembly);
    const all = [...entriesOf(ledger.anchors, stage), ...entriesOf(ledger.resources, stage)];
    this.entries = new Map(all.map((entry) => [entry.id, entry]));
  }

  public violation(entry: LedgerEntry): Violation | undefined {
    const target = this.index.get(entry.id);
    // Not a fate: what refers to it is not replaced.
    const fate = this.fate(entry) ?? (target && weakenedFate(entry, target));
    return fate && { ...fate, id: entry.id, path: entry.path, type: entry.type };
  }

  private fate(entry: LedgerEntry): Fate | undefined {
    if (this.fates.has(entry.id)) return this.fates.get(entry.id);
    // References form no cycle in what deploys; for what does not, one that is being looked at is not looked at again.
    this.fates.set(entry.id, undefined);
    const target = this.index.get(entry.id);
    const fate = target ? this.fateOfPresent(entry, target) : this.fateOfAbsent(entry);
    this.fates.set(entry.id, fate);
    return fate;
  }

  private fateOfAbsent(entry: LedgerEntry): Fate {
    const { logicalId } = split(entry.id);
    const elsewhere = [...this.index.values()].filter(({ id, type }) => type === entry.type && !this.entries.has(id));
    const moved = elsewhere.find((target) => target.logicalId === logicalId);
    if (moved) return { rule: RULES.moved, change: `moves to the stack ${moved.stack.id}`, locations: [] };
    const { stack } = split(entry.id);
    const gone = this.assembly.stacks.some(({ id }) => id === stack) ? 'is gone' : `is gone with its stack ${stack}`;
    const candidates = elsewhere.map(({ id }) => id).sort();
    const hint = candidates.length > 0 && candidates.length <= 3 ? `; new of this type: ${candidates.join(', ')}` : '';
    return { rule: RULES.vanished, change: `${gone}${hint}`, locations: [] };
  }

  private fateOfPresent(entry: LedgerEntry, target: Target): Fate | undefined {
    if (target.type !== entry.type) {
      return {
        rule: RULES.typeChanged,
        change: `changes its type from ${entry.type} to ${target.type}`,
        locations: [],
      };
    }
    const paths = pathsOf(this.ledger, entry.type);
    const current = valuesAt(target.properties, paths);
    const changed = paths.flatMap((path) => this.changeOf(path, entry, target, own(current, path)) ?? []);
    if (changed.length > 0) {
      const change = `would be replaced: ${changed.map(({ text }) => text).join('; ')}`;
      return { rule: RULES.replaced, change, locations: changed.map(({ path }) => locationOf(path)) };
    }
    return this.fateByReference(entry, target, paths);
  }

  private changeOf(path: string, entry: LedgerEntry, target: Target, now: unknown) {
    const recorded = target.normaliser.resolve(own(entry.values, path));
    if (holds(path, recorded, now)) return undefined;
    const why = consequence(entry, target, path, recorded, now);
    return why === undefined
      ? undefined
      : { path, text: `${dotted(path)} ${written(recorded)} → ${written(now)}${why}` };
  }

  /** The value is as recorded, but what it refers to would be another thing. */
  private fateByReference(entry: LedgerEntry, target: Target, paths: readonly string[]): Fate | undefined {
    for (const path of paths) {
      const value = own(entry.values, path);
      for (const id of idsIn(value, target.stack, this.assembly, this.index)) {
        const referred = this.entries.get(id);
        const fate = referred && this.fate(referred);
        if (!fate || consequence(entry, target, path, value, value) === undefined) continue;
        const change = `would be replaced: ${dotted(path)} refers to ${id}, which ${fate.change}`;
        return { rule: RULES.replaced, change, locations: [locationOf(path)] };
      }
    }
    return undefined;
  }
}

/** It stays, but would be less protected than it was recorded. */
function weakenedFate({ type, guards }: LedgerEntry, { properties }: Target): Fate | undefined {
  const all = guards === undefined ? [] : weakened(type, guards, properties);
  if (all.length === 0) return undefined;
  return {
    rule: RULES.weakened,
    change: `would be less protected: ${all.map(({ text }) => text).join('; ')}`,
    locations: all.map(({ property }) => locationOf(property)),
  };
}

/**
 * Why changing a recorded property is dangerous, as an addition to the values; undefined where it is not.
 * The recorded properties are those that replace; the documentation may say that this change of one does not.
 */
function consequence(
  entry: LedgerEntry,
  target: Target,
  path: string,
  before: unknown,
  after: unknown,
): string | undefined {
  const written = target.logicalId === undefined ? undefined : own(target.stack.template.Resources, target.logicalId);
  const resource = written && { ...written, Properties: target.properties };
  const outcome =
    resource &&
    documentedBehaviour(entry.type, path)?.decide({
      before,
      after,
      resourceBefore: { Type: entry.type, Properties: { ...entry.values } },
      resourceAfter: resource,
    });
  if (!outcome) return '';
  if (outcome.refused !== undefined) return ` (refused: ${outcome.refused})`;
  return outcome.effect === 'in-place' ? undefined : ` (${outcome.note})`;
}

/** The paths that a ledger holds a type to. */
export function pathsOf(ledger: Pick<Ledger, 'types'>, type: string): readonly string[] {
  return type === PARAMETER || type === OUTPUT ? [VALUE] : (own(ledger.types, type) ?? []);
}

export function split(id: string): { stack: string; logicalId: string } {
  const at = id.lastIndexOf('/');
  return { stack: id.slice(0, at), logicalId: id.slice(at + 1) };
}

function dotted(path: string): string {
  return path.split('/').join('.');
}

function locationOf(path: string): string {
  return `Properties.${dotted(path)}`;
}
