import { AcceptedFinding } from '../model';

/** The ledger: what is committed of an app's durable resources, so that a synthesis can be held to it. */

/** A durable resource, or an anchor, as it was recorded. */
export interface LedgerEntry {
  /** `stack/logicalId`, where a nested stack is `parent/logicalId`. */
  readonly id: string;
  readonly type: string;
  /** The construct path, for people; nothing is compared with it. */
  readonly path: string;
  /** The stages that have the resource with these values; empty where the app has no stages. */
  readonly stages: readonly string[];
  /** The values of the properties whose change replaces the resource, by their path; those not set are left out. */
  readonly values: Readonly<Record<string, unknown>>;
  /**
   * The values by which the resource and the recovery of what it holds are protected, for what is durable: protection
   * against deletion, backups, retention. A ledger of 0.1.0 has none, and is held to none.
   */
  readonly guards?: Readonly<Record<string, unknown>>;
}

/** A change that somebody wanted, by name and with a reason. */
export interface Acceptance {
  readonly id: string;
  readonly change: string;
  readonly reason: string;
}

export interface Ledger {
  readonly version: 1;
  /** The paths of the properties whose change replaces a resource, by type: those without a recorded value are unset. */
  readonly types: Readonly<Record<string, readonly string[]>>;
  readonly resources: readonly LedgerEntry[];
  /** What the recorded values refer to: replacing one of these replaces the durable resource that refers to it. */
  readonly anchors: readonly LedgerEntry[];
  readonly accepted: readonly Acceptance[];
  /** Findings of a review that somebody accepted; left out where there are none. */
  readonly findings?: readonly AcceptedFinding[];
}

export const EMPTY_LEDGER: Ledger = { version: 1, types: {}, resources: [], anchors: [], accepted: [] };

/** The kinds of violation; part of the public behaviour, since reports carry them. */
export const RULES = {
  vanished: 'durable-vanished',
  moved: 'durable-moved',
  typeChanged: 'durable-type-changed',
  replaced: 'durable-replaced',
  weakened: 'durable-weakened',
  unrecorded: 'durable-unrecorded',
  missing: 'ledger-missing',
  unreadable: 'ledger-unreadable',
  stage: 'stage-unrecorded',
} as const;

export interface Violation {
  readonly rule: string;
  readonly id: string;
  /** The construct path that was recorded, or that the unrecorded resource has. */
  readonly path: string;
  readonly type: string;
  /** What would happen, with the values in it, without the resource's name; this text is what an acceptance accepts. */
  readonly change: string;
  /** Property paths, where values changed. */
  readonly locations: readonly string[];
}
