package dev.understudy.faults.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Hosts on this machine: each is a network namespace with one card, plugged into a switch that is a
 * namespace too. The machine's own network is not touched.
 *
 * <ol>
 *   <li>{@link #close} ends every process on the hosts and removes all namespaces; so does the end
 *       of this process, if it comes first, even while the lab is being built.
 *   <li>What a process left that was killed is removed when the next lab opens.
 *   <li>A process has one lab at a time.
 * </ol>
 */
public final class Lab implements AutoCloseable {

  private static final int MOST_HOSTS = 100;
  private static final AtomicBoolean OPEN = new AtomicBoolean();

  private final List<Host> hosts;
  private final Links links;
  private final List<HostProcess> processes = new CopyOnWriteArrayList<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread hook = new Thread(this::remove, "lab");
  private boolean removed;

  private Lab(List<Host> hosts) {
    this.hosts = hosts;
    this.links = new Links(Namespaces.prefix() + "switch", hosts);
  }

  /**
   * Why there can be no lab here: not root, or something that it does to a network is not to be had
   * on this machine.
   */
  public static Optional<String> missing() {
    return Trial.missing();
  }

  /**
   * Makes hosts that all see each other.
   *
   * @throws LabFailure if there can be no lab here; see {@link #missing}
   * @throws IllegalStateException if this process has a lab already
   */
  public static Lab open(int hosts) {
    if (hosts < 1 || hosts > MOST_HOSTS) {
      throw new IllegalArgumentException("a lab has 1 to " + MOST_HOSTS + " hosts");
    }
    if (!OPEN.compareAndSet(false, true)) {
      throw new IllegalStateException("this process has a lab already");
    }
    String prefix = Namespaces.prefix();
    Lab lab =
        new Lab(IntStream.range(0, hosts).mapToObj(number -> Host.of(prefix, number)).toList());
    Runtime.getRuntime().addShutdownHook(lab.hook);
    try {
      lab.build();
      return lab;
    } catch (RuntimeException e) {
      lab.closeAfter(e);
      throw e;
    }
  }

  public List<Host> hosts() {
    return hosts;
  }

  public Host host(int number) {
    return hosts.get(number);
  }

  /** What joins the hosts, to be cut. */
  public Links links() {
    return links;
  }

  /**
   * Runs a program on a host.
   *
   * @param lines is given each line of its standard output, on a thread of the process's own
   */
  public HostProcess start(Host host, Program program, Consumer<String> lines) {
    HostProcess process = HostProcess.start(host, program, lines);
    processes.add(process);
    if (closed.get()) {
      process.kill();
      throw new LabFailure("the lab is closed");
    }
    return process;
  }

  /**
   * Starts a relay on a host, which has one at most.
   *
   * @param folder for its log
   */
  public Relay relay(Host from, Path folder) {
    Relay relay = Relay.start(this, from, folder);
    links.through(relay);
    return relay;
  }

  /**
   * Ends and removes everything.
   *
   * @throws LabFailure if a namespace is left; all that can be removed is. The lab is still open
   *     then: the rest is tried again by the next call, or at the end of this process.
   */
  @Override
  public void close() {
    remove();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // this process ends; the hook will find nothing left to do
      closed.set(true);
    }
  }

  private void closeAfter(RuntimeException failure) {
    try {
      close();
    } catch (LabFailure e) {
      failure.addSuppressed(e);
    }
  }

  private void build() {
    step(Namespaces::removeLeftovers);
    step(() -> Namespaces.removeOf(Life.own()));
    List<String> orders = new ArrayList<>();
    orders.add("netns add " + links.namespace());
    hosts.forEach(host -> orders.add("netns add " + host.namespace()));
    step(() -> Command.ip(orders));
    step(links::build);
  }

  /** A step of building, whole or not at all: the end may come from another thread meanwhile. */
  private synchronized void step(Runnable step) {
    if (closed.get()) {
      throw new LabFailure("the lab was closed while it was built");
    }
    step.run();
  }

  private void remove() {
    // first, so that a lab that is being built is built no further
    closed.set(true);
    removeOnce();
  }

  private synchronized void removeOnce() {
    if (removed) {
      return;
    }
    processes.forEach(HostProcess::kill);
    Namespaces.removeOf(Life.own());
    processes.forEach(process -> ClockShift.forget(process.pid()));
    removed = true;
    OPEN.set(false);
  }
}
