import { join } from 'node:path';
import {
  bareResources,
  countResources,
  ecsPatternsApp,
  ours,
  solutionsConstructsApp,
  templatesBelow,
  WITHOUT_EXTRAS,
} from './apps';
import { inFolder, median, milliseconds, takeTurns } from './measure';

export type Candidate =
  'ours' | 'ecsPatterns' | 'ecsPatternsLean' | 'solutionsConstructs' | 'solutionsConstructsLean' | 'floor';

export interface PerResource {
  /** How many resources one synthesis makes. */
  readonly resources: number;
  /** Milliseconds a resource, the median of the rounds. */
  readonly perResource: number;
  /** Ours in relation to this one: the median of the rounds' ratios. */
  readonly ratio: number;
}

/**
 * Milliseconds a resource of synthesis in one warm process, without validation.
 *
 * A small app is synthesised as often as it takes to make as many resources as ours: short work would slip through
 * between the interruptions that long work suffers.
 */
export function measurePerResource(rounds: number, warmUp: number): Record<Candidate, PerResource> {
  process.env.CDK_VALIDATION = 'false';
  const templates = inFolder((out) => {
    ours(out);
    return templatesBelow(out);
  });
  const apps: Record<Candidate, (out: string) => void> = {
    ours,
    ecsPatterns: ecsPatternsApp,
    ecsPatternsLean: (out) => ecsPatternsApp(out, WITHOUT_EXTRAS),
    solutionsConstructs: solutionsConstructsApp,
    solutionsConstructsLean: (out) => solutionsConstructsApp(out, WITHOUT_EXTRAS),
    floor: (out) => bareResources(templates, out),
  };
  const names = Object.keys(apps) as Candidate[];
  const each = <T>(value: (name: Candidate) => T) =>
    Object.fromEntries(names.map((name) => [name, value(name)])) as Record<Candidate, T>;

  const resources = each((name) => inFolder((out) => (apps[name](out), countResources(templatesBelow(out)))));
  const copies = each((name) => Math.round(resources.ours / resources[name]));
  const turn = (name: Candidate) => () =>
    inFolder((out) => {
      const folders = Array.from({ length: copies[name] }, (_, i) => join(out, String(i)));
      const spent = milliseconds(() => folders.forEach((folder) => apps[name](folder)));
      return spent / copies[name] / resources[name];
    });
  const times = takeTurns(each(turn), rounds, warmUp);
  delete process.env.CDK_VALIDATION;

  return each((name) => ({
    resources: resources[name],
    perResource: median(times[name]),
    ratio: median(times[name].map((time, round) => times.ours[round] / time)),
  }));
}
