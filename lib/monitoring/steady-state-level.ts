/** How closely an app is watched. Going up adds alarms and a dashboard and changes nothing that is there. */
export class SteadyStateLevel {
  /**
   * What nobody may sleep through: users get errors, hosts are unhealthy or gone, the database runs full. About
   * 0.70 $ a month beside the database's alarms, and the first ten metrics in alarms of an account are free.
   */
  public static basic(): SteadyStateLevel {
    return new SteadyStateLevel('basic', false);
  }

  /**
   * The same, the early signs (slow answers, refused connections, busy and missing tasks), and a dashboard. About
   * 0.70 $ a month more, and 3 $ for the dashboard where the account has three already.
   */
  public static full(): SteadyStateLevel {
    return new SteadyStateLevel('full', true);
  }

  private constructor(
    /** What the level is called. */
    public readonly name: string,
    /** Whether early signs and a dashboard are part of it. */
    public readonly includesEarlySigns: boolean,
  ) {}
}
