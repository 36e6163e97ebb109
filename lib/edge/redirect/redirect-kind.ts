import { Duration } from 'aws-cdk-lib';
import { checkArguments } from '../../internal/checks/types';

/** Whether the old names are gone for good. */
export class RedirectKind {
  /**
   * For good: search engines move to the main name. GET and HEAD are answered with 301, other methods with 308, which
   * keeps method and body.
   *
   * @param remember for how long a browser goes to the main name without asking. It cannot be called back.
   */
  public static permanent(remember: Duration = Duration.days(1)): RedirectKind {
    checkArguments('RedirectKind.permanent', { remember });
    return new RedirectKind(301, 308, remember);
  }

  /**
   * For now: search engines keep the old names, and browsers ask each time. GET and HEAD are answered with 302, other
   * methods with 307, which keeps method and body.
   */
  public static temporary(): RedirectKind {
    return new RedirectKind(302, 307, Duration.seconds(0));
  }

  private constructor(
    /** The status for GET and HEAD. */
    public readonly status: number,
    /** The status for other methods. */
    public readonly statusForOthers: number,
    /** For how long a browser remembers. */
    public readonly remember: Duration,
  ) {}
}
