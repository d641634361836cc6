package dev.understudy.app.demo;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures how fast two masters become one: an AVAILABLE group of two in real processes is cut,
 * both sides serve, and the cut ends. {@code make rejoin} runs it.
 */
final class Rejoin {

  private Rejoin() {}

  /** The first argument is the number of rounds. */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    List<Long> times = new ArrayList<>();
    try (Pair pair = new Pair()) {
      pair.start();
      for (int round = 1; round <= Integer.parseInt(arguments[0]); round++) {
        pair.forgetEvents();
        pair.split();
        // patiently: a session that one of two masters opened may end with the other's history
        pair.putPatiently(1, "left", "" + round);
        pair.putPatiently(2, "right", "" + round);
        Pair.Repair repair = pair.join();
        times.add(repair.tookMillis());
        out.printf(
            Locale.ROOT,
            "round %2d: the name server saw both %d ms before they were joined;"
                + " one master left %d ms after; load average %.1f%n",
            round,
            repair.joinedMillis() - repair.seenMillis(),
            repair.tookMillis(),
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
      }
    }
    times.sort(null);
    out.printf(
        Locale.ROOT,
        "%d rounds: median %d ms, worst %d ms%n",
        times.size(),
        times.get(times.size() / 2),
        times.get(times.size() - 1));
  }
}
