/** How apps log in to a `DatabaseProxy`. The proxy itself logs in to the database with the secret, either way. */
export class ProxyLogin {
  /** With the user and the password of the secret, as without a proxy. */
  public static password(): ProxyLogin {
    return new ProxyLogin(false);
  }

  /**
   * With an IAM token in place of the password, and with nothing else. Tokens live for 15 minutes and are made for the
   * proxy's host; whoever has `grantConnect` may make them. Read replicas, which the proxy does not front, go on asking
   * for the password.
   *
   * A change of a running proxy shuts out whoever logs in the other way: let apps try both before it.
   */
  public static iam(): ProxyLogin {
    return new ProxyLogin(true);
  }

  private constructor(
    /** @internal */
    public readonly _iam: boolean,
  ) {}
}
