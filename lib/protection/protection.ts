import { checkArguments } from '../internal/checks/types';

/** Props of `Protection.off`. */
export interface ProtectionOffProps {
  /** Why the data may be lost, such as "a preview environment, filled from a fixture". It is kept in the template. */
  readonly reason: string;
}

/** Whether a durable resource withstands its own deletion. */
export class Protection {
  /** Deletion is refused, and the resource stays when it leaves its stack. */
  public static on(): Protection {
    return new Protection();
  }

  /** Deleting the stack deletes the data; of a database a last snapshot is left. */
  public static off(props: ProtectionOffProps): Protection {
    checkArguments('Protection.off', { props });
    return new Protection(props.reason);
  }

  private constructor(
    /** @internal */
    public readonly _offReason?: string,
  ) {}
}
