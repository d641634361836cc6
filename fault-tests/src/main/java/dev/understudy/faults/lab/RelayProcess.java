package dev.understudy.faults.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A program for a host of a lab: relays what the host sends to others. It obeys the lines on its
 * standard input, answers each with {@code done}, and ends with it.
 *
 * <ul>
 *   <li>{@code listen ADDRESS PORT}: relay connections to that address
 *   <li>{@code shape ADDRESS DELAY JITTER LOSS RESET}: what befalls them from now on
 *   <li>{@code reset ADDRESS}: reset those that are open
 * </ul>
 */
public final class RelayProcess {

  private static final long AGE_MILLIS = 50;

  private final InetAddress back;
  private final long seed;
  private final Map<String, RelayedLink> links = new ConcurrentHashMap<>();

  private RelayProcess(InetAddress back, long seed) {
    this.back = back;
    this.seed = seed;
  }

  /**
   * Runs it.
   *
   * @param arguments the address from which it calls the other hosts, and a seed
   */
  public static void main(String[] arguments) throws IOException {
    RelayProcess relay =
        new RelayProcess(InetAddress.getByName(arguments[0]), Long.parseLong(arguments[1]));
    daemon(relay::age);
    relay.obey();
  }

  /** Runs something that does not keep the process alive. */
  static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "relay");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  static void complain(Exception e) {
    System.err.println(e);
  }

  private void obey() throws IOException {
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String line = orders.readLine();
    while (line != null) {
      obey(line.split(" ", 3));
      System.out.println("done");
      line = orders.readLine();
    }
  }

  private void obey(String[] words) throws IOException {
    String address = words[1];
    RelayedLink link =
        links.computeIfAbsent(address, key -> new RelayedLink(back, seed ^ key.hashCode()));
    switch (words[0]) {
      case "listen" -> link.listen(InetAddress.getByName(address), Integer.parseInt(words[2]));
      case "shape" -> link.shape(Shape.parse(words[2]));
      case "reset" -> link.reset();
      default -> throw new IllegalArgumentException("no such order: " + words[0]);
    }
  }

  private void age() {
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(AGE_MILLIS);
        links.values().forEach(link -> link.age(AGE_MILLIS));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
