package dev.understudy.faults.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Delay, jitter, loss and resets for the connections that one host opens to others: a process on it
 * that they pass through. What the others open to it passes through relays of theirs.
 *
 * <ol>
 *   <li>Neither end knows: the host calls the other's own address and port. A rule of its routing
 *       takes calls to those ports to the relay, and the relay's own, which come from a second
 *       address of the host, out to the other. What goes to other ports goes straight.
 *   <li>A connection that was open before is reset. So start relays before the processes that they
 *       are for, and shape them later: that resets nothing.
 *   <li>A relay takes calls even where the other host cannot be reached: the caller hears silence,
 *       or that the connection was reset when nobody listens there.
 *   <li>{@link Links#heal} makes all shapes plain, and leaves the relays.
 * </ol>
 */
public final class Relay {

  private static final long MOST_SECONDS = 30;
  private static final int HEAP_MEBIBYTES = 64;

  private final Lab lab;
  private final Host from;
  private final HostProcess process;
  private final Set<Integer> others = new TreeSet<>();
  private final Set<Integer> shaped = new TreeSet<>();
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

  private Relay(Lab lab, Host from, Path folder) {
    this.lab = lab;
    this.from = from;
    List<String> arguments = List.of(from.backAddress(), String.valueOf(from.number()));
    List<String> command = Program.java(HEAP_MEBIBYTES, RelayProcess.class, arguments);
    this.process =
        lab.start(from, Program.of("relay-" + from.number(), command, folder), answers::add);
  }

  /** A relay on a host, that nothing passes yet. */
  static Relay start(Lab lab, Host from, Path folder) {
    Relay relay = new Relay(lab, from, folder);
    Command.ip(
        from.namespace(),
        List.of(
            "rule add priority 10 from " + from.backAddress() + " lookup main",
            "rule add priority 100 lookup local",
            "rule delete priority 0"));
    return relay;
  }

  /** Relays connections to some ports of another host too. */
  public synchronized void relay(int other, List<Integer> ports) {
    Host to = lab.host(other);
    if (to.equals(from) || !others.add(other)) {
      throw new IllegalArgumentException("no relay from host " + from.number() + " to " + other);
    }
    // the other's address becomes one of this host's, but nothing goes there until all listens
    Command.ip(
        from.namespace(),
        List.of(
            "rule add priority 30 to " + to.address() + " lookup main",
            "route add local %s/32 dev lo table local src %s"
                .formatted(to.address(), from.address())));
    List<String> rules = new ArrayList<>();
    for (int port : ports) {
      order("listen " + to.address() + " " + port);
      rules.add(
          "rule add priority 20 to %s ipproto tcp dport %d lookup local"
              .formatted(to.address(), port));
    }
    Command.ip(from.namespace(), rules);
    for (int port : ports) {
      // the other's ends of what is open: its own host can no longer tell it that they are dead
      String kill =
          "ip netns exec %s ss -K src %s:%d dst %s"
              .formatted(to.namespace(), to.address(), port, from.address());
      Command.run(kill.split(" ", -1));
    }
  }

  /** The host whose connections pass here. */
  public Host from() {
    return from;
  }

  /** From now on, what is sent on the connections to another host fares like this. */
  public synchronized void shape(int other, Shape shape) {
    require(other);
    order("shape " + lab.host(other).address() + " " + shape.line());
    shaped.add(other);
  }

  /** Resets all connections to another host that are open. */
  public synchronized void reset(int other) {
    require(other);
    order("reset " + lab.host(other).address());
  }

  /** Makes all shapes plain. */
  synchronized void heal() {
    shaped.forEach(other -> order("shape " + lab.host(other).address() + " " + Shape.PLAIN.line()));
    shaped.clear();
  }

  private void require(int other) {
    if (!others.contains(other)) {
      throw new IllegalArgumentException("no relay from host " + from.number() + " to " + other);
    }
  }

  private void order(String line) {
    process.send(line);
    try {
      if (answers.poll(MOST_SECONDS, TimeUnit.SECONDS) == null) {
        throw new LabFailure("a relay did not obey: " + line + "; see " + process.program().log());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabFailure("interrupted", e);
    }
  }
}
