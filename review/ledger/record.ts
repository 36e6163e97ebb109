import { compareText, sameValue } from '../compare/values';
import { AcceptedFinding, Assembly } from '../model';
import { constructPath } from '../read/construct-paths';
import { compareWithLedger, pathsOf } from './compare';
import { isDurable } from './durable';
import { guardsOf } from './guards';
import { Acceptance, EMPTY_LEDGER, Ledger, LedgerEntry, Violation } from './model';
import { valuesAt } from './property-paths';
import { idsIn, Index, indexOf, Target } from './references';

/** Tells which properties of a type replace the resource when they change; undefined for a type it does not know. */
export interface ReplacementPaths {
  pathsOf(type: string): readonly string[] | undefined;
}

/** One assembly to record: the whole app in a stage, or without stages. */
export interface Recorded {
  readonly stage?: string;
  readonly assembly: Assembly;
}

/** The ledger of what is in assemblies, without what was accepted before. */
export function ledgerOf(inputs: readonly Recorded[], specification: ReplacementPaths): Ledger {
  const collected = inputs.map((input) => collect(input, specification));
  const types = collected.flatMap(({ resources, anchors }) => [...resources, ...anchors].map(({ type }) => type));
  const paths = [...new Set(types)].map((type) => [type, specification.pathsOf(type) ?? []] as const);
  return {
    version: 1,
    types: Object.fromEntries(paths.filter(([, some]) => some.length > 0)),
    resources: mergeEntries(collected.flatMap(({ resources }) => resources)),
    anchors: mergeEntries(collected.flatMap(({ anchors }) => anchors)),
    accepted: [],
  };
}

/** The durable resources of an assembly, and all that their identity hangs on. */
function collect(
  { assembly, stage }: Recorded,
  specification: ReplacementPaths,
): Pick<Ledger, 'resources' | 'anchors'> {
  const index = indexOf(assembly, 'open');
  const stages = stage === undefined ? [] : [stage];
  const asEntry = (target: Target): LedgerEntry => entryOf(target, stages, specification);
  const durables = [...index.values()].filter(isDurable);
  const seen = new Set(durables.map(({ id }) => id));
  const anchors: LedgerEntry[] = [];
  const queue = [...durables];
  for (let target = queue.shift(); target; target = queue.shift()) {
    for (const next of referredBy(target, asEntry(target).values, assembly, index)) {
      if (seen.has(next.id)) continue;
      seen.add(next.id);
      anchors.push(asEntry(next));
      queue.push(next);
    }
  }
  return { resources: durables.map(asEntry), anchors };
}

function referredBy(target: Target, values: LedgerEntry['values'], assembly: Assembly, index: Index): Target[] {
  const ids = Object.values(values).flatMap((value) => idsIn(value, target.stack, assembly, index));
  return ids.flatMap((id) => index.get(id) ?? []);
}

function entryOf(target: Target, stages: readonly string[], specification: ReplacementPaths): LedgerEntry {
  const { id, type, stack, logicalId, properties } = target;
  const paths = pathsOf({ types: { [type]: specification.pathsOf(type) ?? [] } }, type);
  const path = logicalId === undefined ? '' : constructPath(stack, logicalId);
  const guarded = isDurable(target) ? { guards: guardsOf(type, properties) } : {};
  return { id, type, path, stages, values: valuesAt(properties, paths), ...guarded };
}

/** Entries that are equal but for their stages become one. */
function mergeEntries(entries: readonly LedgerEntry[]): LedgerEntry[] {
  const merged: LedgerEntry[] = [];
  for (const entry of entries) {
    const at = merged.findIndex((other) => other.id === entry.id && sameEntry(other, entry));
    if (at < 0) merged.push(entry);
    else merged[at] = { ...merged[at], stages: [...merged[at].stages, ...entry.stages] };
  }
  return merged;
}

function sameEntry(a: LedgerEntry, b: LedgerEntry): boolean {
  return a.type === b.type && a.path === b.path && sameValue(a.values, b.values) && sameValue(a.guards, b.guards);
}

/** A violation, and the stage in which, or the stages between which, it would happen. */
export interface StagedViolation extends Violation {
  readonly stages: readonly string[];
}

/** What assemblies would do to what is recorded, each change told once with the stages it happens in. */
export function violationsOf(ledger: Ledger, inputs: readonly Recorded[]): StagedViolation[] {
  const found = inputs.flatMap(({ stage, assembly }) =>
    compareWithLedger(ledger, assembly, stage).map((violation) => ({ violation, stage })),
  );
  const merged = new Map<string, StagedViolation>();
  for (const { violation, stage } of found) {
    const key = `${violation.id} ${violation.change}`;
    const stages = [...(merged.get(key)?.stages ?? []), ...(stage === undefined ? [] : [stage])];
    merged.set(key, { ...violation, stages });
  }
  return [...merged.values()].sort((a, b) => compareText(a.id, b.id));
}

/**
 * What growing from each stage to the next would do to what is durable in it: all of a stage's durable resources must
 * be in each later one. Neighbours are enough, since what holds from each to the next holds from each to all.
 */
export function growthViolations(
  inputs: readonly Recorded[],
  specification: ReplacementPaths,
  accepted: readonly Acceptance[],
): StagedViolation[] {
  return inputs.slice(1).flatMap((input, i) => {
    const before = inputs[i];
    const ledger = ledgerOf([before], specification);
    const step = [before.stage ?? '', input.stage ?? ''];
    return compareWithLedger(ledger, input.assembly, before.stage)
      .map((violation) => ({ ...violation, change: `${violation.change} (from ${step.join(' to ')})`, stages: step }))
      .filter((violation) => !isAccepted(violation, accepted));
  });
}

function isAccepted({ id, change }: Violation, accepted: readonly Acceptance[]): boolean {
  return accepted.some((acceptance) => acceptance.id === id && acceptance.change === change);
}

/** The new ledger: what was recorded anew, what is kept of other stages, and all that was ever accepted. */
export function renewed(
  previous: Ledger | undefined,
  recorded: Ledger,
  keep: boolean,
  accepted: readonly Acceptance[],
  findings: readonly AcceptedFinding[] = [],
): Ledger {
  const { types, resources, anchors, accepted: earlier } = previous ?? EMPTY_LEDGER;
  const stages = new Set(recorded.resources.flatMap((entry) => entry.stages));
  const kept = (entries: readonly LedgerEntry[]) =>
    keep
      ? entries
          .map((entry) => ({ ...entry, stages: entry.stages.filter((stage) => !stages.has(stage)) }))
          .filter((entry) => entry.stages.length > 0)
      : [];
  const [keptResources, keptAnchors] = [kept(resources), kept(anchors)];
  const used = new Set([...keptResources, ...keptAnchors].map(({ type }) => type));
  const keptTypes = Object.fromEntries(Object.entries(types).filter(([type]) => used.has(type)));
  const log = new Map(
    [...earlier, ...accepted].map((acceptance) => [`${acceptance.id} ${acceptance.change}`, acceptance]),
  );
  // The newest acceptance of a finding takes the place of an earlier one.
  const kinds = new Map(
    [...(previous?.findings ?? []), ...findings].map((finding) => [`${finding.rule} ${finding.id}`, finding]),
  );
  return {
    version: 1,
    types: { ...keptTypes, ...recorded.types },
    resources: mergeEntries([...keptResources, ...recorded.resources]),
    anchors: mergeEntries([...keptAnchors, ...recorded.anchors]),
    accepted: [...log.values()],
    ...(kinds.size > 0 ? { findings: [...kinds.values()] } : {}),
  };
}
