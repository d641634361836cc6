package dev.understudy.benchmarks;

import dev.understudy.app.Understudy;
import dev.understudy.benchmarks.node.LoadProcess;
import dev.understudy.benchmarks.node.ServerProcess;
import java.util.Arrays;

/**
 * The {@code understudy} command with the benchmarks on its class path, and the processes that they
 * start.
 */
public final class Program {

  private Program() {}

  public static void main(String[] arguments) {
    String first = arguments.length == 0 ? "" : arguments[0];
    switch (first) {
      case ServerProcess.ROLE -> ServerProcess.main(rest(arguments));
      case LoadProcess.ROLE -> LoadProcess.main(rest(arguments));
      default -> Understudy.main(arguments);
    }
  }

  private static String[] rest(String[] arguments) {
    return Arrays.copyOfRange(arguments, 1, arguments.length);
  }
}
