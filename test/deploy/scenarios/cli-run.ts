import { LogEntry } from '../index';

/** One run of the CLI against the endpoint, and what came of it. */
export interface Run {
  readonly log: readonly LogEntry[];
  readonly seconds: number;
  /** Why it failed, with stack and resource; undefined where it succeeded. */
  readonly failure: string | undefined;
}
