/** An error that an AWS service answers with: its code, its message, the HTTP status. */
export class AwsError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

export function validationError(message: string): AwsError {
  return new AwsError('ValidationError', message);
}

/** A service refused a step; the stack operation fails and rolls back. */
export class StepFailed extends Error {
  /** The resource whose step failed; none where the stack itself is at fault. */
  logicalId?: string;
}
