/**
 * How long one call of an AWS API may take, with all its retries. The SDK waits for an answer without any limit, and a
 * connection that is lost without a word would then take the whole time of the function.
 */
export const CALL_MS = 10_000;

/** The option of a call that ends it when its time is up. */
export const limited = (ms: number = CALL_MS): { abortSignal: AbortSignal } => ({
  abortSignal: AbortSignal.timeout(ms),
});
