package dev.nines.cli.terminal;

/** What the exit status of a command says. */
public final class ExitStatus {
  /** Done, healthy, passed. */
  public static final int OK = 0;

  /**
   * The answer is no: something is unhealthy, a gate failed, no alert came, a file has mistakes.
   */
  public static final int NO = 1;

  /** The command line itself is wrong. */
  public static final int USAGE = 2;

  /** It can't be done here as things are: a port is taken, a tool missing, the stack not up. */
  public static final int REFUSED = 3;

  private ExitStatus() {}
}
