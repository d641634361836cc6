package dev.understudy.faults.plan;

import dev.understudy.app.Understudy;
import dev.understudy.faults.client.ClientProcess;
import dev.understudy.faults.client.Transcript;
import dev.understudy.faults.lab.ClockShift;
import dev.understudy.faults.lab.Host;
import dev.understudy.faults.lab.HostProcess;
import dev.understudy.faults.lab.Lab;
import dev.understudy.faults.lab.Links;
import dev.understudy.faults.lab.Program;
import dev.understudy.group.Mode;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A cluster on the hosts of a lab, with clients and an observer, all of them processes of their
 * own. Closed, it leaves nothing behind but the logs in its folder.
 */
public final class Arena implements AutoCloseable {

  /** The group of every arena. */
  public static final String GROUP = "arena";

  static final int HTTP_PORT = 8080;

  /** How much the nodes log is for the person who runs this to say. */
  private static final List<String> LOG_LEVELS =
      List.of("UNDERSTUDY_LOG", "UNDERSTUDY_LOG_LIBRARIES");

  private static final int CLUSTER_PORT = 5701;
  private static final int BUS_PORT = 6701;
  private static final int HEAP_MEBIBYTES = 256;
  private static final long POLL_MILLIS = 20;
  private static final Duration START = Duration.ofSeconds(90);

  private final Setup setup;
  private final Path folder;
  private final List<String> memberFlags;
  private final Lab lab;
  private final Chronicle chronicle = new Chronicle();
  private final Map<Integer, HostProcess> processes = new ConcurrentHashMap<>();
  private final Map<Integer, ClockShift> clocks = new TreeMap<>();
  private final Map<String, Transcript> transcripts = new TreeMap<>();
  private final Map<String, HostProcess> clients = new TreeMap<>();
  private final Set<Integer> ready = ConcurrentHashMap.newKeySet();

  private Arena(Setup setup, Path folder, List<String> memberFlags) {
    this.setup = setup;
    this.folder = folder;
    this.memberFlags = memberFlags;
    this.lab = Lab.open(setup.hosts());
  }

  /**
   * Starts name servers, members and the observer, and waits until all is well.
   *
   * @param folder where the logs of the processes go
   * @param clocks whether members' clocks can be set
   */
  public static Arena open(Setup setup, Path folder, boolean clocks) {
    return open(setup, folder, clocks, Program.shortLived(HEAP_MEBIBYTES));
  }

  /**
   * Likewise, with members that are no small and short-lived processes.
   *
   * @param memberFlags of their JVMs
   */
  public static Arena open(Setup setup, Path folder, boolean clocks, List<String> memberFlags) {
    Arena arena = new Arena(setup, folder, memberFlags);
    try {
      if (clocks) {
        setup
            .memberHosts()
            .forEach(host -> arena.clocks.put(host, new ClockShift(folder, "server-" + host)));
      }
      arena.start(setup.nameServerHosts().get(0));
      arena.await("the first name server", START, () -> arena.isReady(setup.members()));
      setup.nameServerHosts().stream().skip(1).forEach(arena::start);
      setup.memberHosts().forEach(arena::start);
      arena.observe();
      arena.awaitWell(START);
      return arena;
    } catch (RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  public Setup setup() {
    return setup;
  }

  /** What its servers say of themselves. */
  public Chronicle chronicle() {
    return chronicle;
  }

  public Links links() {
    return lab.links();
  }

  /** The clock of a member; only where clocks can be set. */
  ClockShift clock(int host) {
    return Objects.requireNonNull(clocks.get(host));
  }

  boolean hasClocks() {
    return !clocks.isEmpty();
  }

  /** The process of a name server or member, in its present life or the last. */
  public HostProcess process(int host) {
    return Objects.requireNonNull(processes.get(host));
  }

  /** Starts the process of a host, whose past life must be over. */
  public void start(int host) {
    ready.remove(host);
    String name = (setup.isMember(host) ? "server-" : "name-server-") + host;
    List<String> flags = setup.isMember(host) ? memberFlags : Program.shortLived(HEAP_MEBIBYTES);
    Program program = Program.of(name, Program.java(flags, Understudy.class, node(host)), folder);
    for (String level : LOG_LEVELS) {
      String wanted = System.getenv(level);
      program = wanted == null ? program : program.with(level, wanted);
    }
    if (clocks.containsKey(host)) {
      program = clock(host).on(program);
    }
    processes.put(host, lab.start(lab.host(host), program, line -> told(host, line)));
  }

  /** SIGKILL. */
  void kill(int host) {
    process(host).kill();
    ended(host);
  }

  /** SIGTERM, and the end. */
  public void leave(int host) {
    process(host).end();
    ended(host);
  }

  private void ended(int host) {
    if (setup.isMember(host)) {
      chronicle.ended(Setup.server(host), false);
    }
  }

  /** Whether the process of a host said that it has joined, since it was started last. */
  public boolean isReady(int host) {
    return ready.contains(host);
  }

  /** The host of the server that said last that it is master; of the first one if none did. */
  public int masterHost() {
    return chronicle.master().orElse(1) - 1;
  }

  /** Whether the observer found all well within so long from now. */
  public boolean isWellWithin(Duration most) {
    long now = System.nanoTime();
    return waited(most, () -> chronicle.isWellSince(now));
  }

  /** Waits until the observer finds all well. */
  public void awaitWell(Duration most) {
    if (!isWellWithin(most)) {
      throw new IllegalStateException("not well within " + most.toSeconds() + " s; see " + folder);
    }
  }

  /** Starts clients on a host; they ask for nothing yet. */
  public void startClients(int host, int rate, long seed) {
    String name = "client-" + host;
    Transcript transcript = new Transcript();
    List<String> arguments = new ArrayList<>(address(host));
    arguments.addAll(
        List.of("--group", GROUP, "--name", name, "--seed", "" + seed, "--rate", "" + rate));
    arguments.addAll(
        List.of("--workload", setup.service().equals("kv") ? "kv" : "once", "--clients", "4"));
    Program program = Program.of(name, java(ClientProcess.class, arguments), folder);
    transcripts.put(name, transcript);
    clients.put(name, lab.start(lab.host(host), program, transcript::hear));
  }

  /** Gives all clients an order, and waits until all have done it. */
  public void order(String order, Duration most, Predicate<Transcript> done) {
    clients.values().forEach(client -> client.send(order));
    await(order, most, () -> transcripts.values().stream().allMatch(done));
  }

  /** Waits until all clients take orders. */
  public void awaitClients() {
    await("clients", START, () -> transcripts.values().stream().allMatch(Transcript::isReady));
  }

  /** What the clients wrote down. */
  public List<Transcript> transcripts() {
    return List.copyOf(transcripts.values());
  }

  /** What the clients of a host wrote down. */
  public Transcript transcript(int host) {
    return Objects.requireNonNull(transcripts.get("client-" + host));
  }

  /** Runs another program on a host; it ends with the arena at the latest. */
  public HostProcess run(int host, Program program, Consumer<String> lines) {
    return lab.start(lab.host(host), program, lines);
  }

  /** The address of the gateway of a name server or member. */
  public String gateway(int host) {
    return "http://" + lab.host(host).address() + ":" + HTTP_PORT;
  }

  @Override
  public void close() {
    lab.close();
  }

  private void observe() {
    List<String> arguments = new ArrayList<>(List.of(GROUP, "" + setup.members()));
    setup.memberHosts().forEach(host -> arguments.add(gateway(host)));
    Program program = Program.of("observer", java(ObserverProcess.class, arguments), folder);
    lab.start(lab.host(setup.observer()), program, this::looked);
  }

  private void looked(String line) {
    try {
      JsonObject look = new JsonObject(line);
      boolean well = look.getBoolean("well", false);
      chronicle.looked(well, look.getLong("nanos", 0L), look.getInteger("master", 0));
    } catch (DecodeException e) {
      // what is no look is no news
      chronicle.looked(false, System.nanoTime(), 0);
    }
  }

  private void told(int host, String line) {
    if (line.contains("\"ready\"")) {
      ready.add(host);
    }
    if (setup.isMember(host)) {
      chronicle.hear(Setup.server(host), line);
    }
  }

  private List<String> node(int host) {
    List<String> arguments = new ArrayList<>();
    if (setup.isMember(host)) {
      arguments.addAll(List.of("member", "--group", GROUP, "--service", setup.service()));
      arguments.addAll(List.of("--id", "" + Setup.server(host)));
      if (setup.mode() == Mode.CONSISTENT) {
        arguments.add("--voters");
        arguments.add(
            setup.memberHosts().stream()
                .map(member -> "" + Setup.server(member))
                .collect(Collectors.joining(",")));
      } else {
        arguments.add("--available");
      }
    } else {
      arguments.add("name-server");
    }
    arguments.addAll(address(host));
    arguments.addAll(List.of("--http", "" + HTTP_PORT, "--drills"));
    return arguments;
  }

  private List<String> address(int host) {
    return List.of(
        "--host",
        lab.host(host).address(),
        "--cluster-port",
        "" + CLUSTER_PORT,
        "--bus-port",
        "" + BUS_PORT,
        "--cluster-name",
        GROUP,
        "--join",
        lab.hosts().subList(0, setup.members() + setup.nameServers()).stream()
            .map(Host::address)
            .map(address -> address + ":" + CLUSTER_PORT)
            .collect(Collectors.joining(",")));
  }

  private static List<String> java(Class<?> main, List<String> arguments) {
    return Program.java(Program.shortLived(HEAP_MEBIBYTES), main, arguments);
  }

  private void await(String what, Duration most, BooleanSupplier so) {
    if (!waited(most, so)) {
      throw new IllegalStateException(
          "waited " + most.toSeconds() + " s in vain for: " + what + "; see " + folder);
    }
  }

  private static boolean waited(Duration most, BooleanSupplier so) {
    long deadline = System.nanoTime() + most.toNanos();
    while (!so.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Pause.of(Duration.ofMillis(POLL_MILLIS));
    }
    return true;
  }
}
