package dev.understudy.app;

/** What every command ends with: stable, scripts rely on it. */
public final class ExitCode {

  public static final int OK = 0;

  /** An error, or the service failed. */
  public static final int ERROR = 1;

  /** The command line, an environment variable or a file says something that cannot be. */
  public static final int USAGE = 2;

  /** There is no such group or server. */
  public static final int UNKNOWN = 3;

  /** Refused as things stand; nothing was changed. */
  public static final int REFUSED = 4;

  public static final int UNAUTHORISED = 5;

  /** No gateway could be reached. */
  public static final int UNREACHABLE = 6;

  /** Time-out, or no master. */
  public static final int NO_ANSWER = 7;

  public static final int UNHEALTHY = 10;

  private ExitCode() {}
}
