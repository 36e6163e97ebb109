import { Cleanup, JournalEntry, SavedStack } from './state';

/** What one operation did so far, over a stack and its nested stacks. */
export interface Progress {
  readonly journal: JournalEntry[];
  readonly cleanups: Cleanup[];
  /** Stacks as they were before. */
  readonly before: Record<string, SavedStack>;
}
