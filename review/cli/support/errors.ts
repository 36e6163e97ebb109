/** Bad usage or unreadable input: a message that says what and where, and exit code 2. */
export class UsageError extends Error {}

/** What to tell about a thrown value. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
