package dev.understudy.faults.plan;

import static java.util.stream.Collectors.joining;

import dev.understudy.app.Failure;
import dev.understudy.app.Patience;
import dev.understudy.faults.client.Transcript;
import dev.understudy.faults.lab.ClockShift;
import dev.understudy.faults.lab.HostProcess;
import dev.understudy.faults.lab.Lab;
import dev.understudy.faults.lab.Links;
import dev.understudy.faults.lab.Program;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A cluster on the hosts of a lab, with clients and an observer, all of them processes of their
 * own. Closed, it leaves nothing behind but the logs in its folder.
 */
public final class Arena implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(90);

  /** Within which a process stands still once it is told to. */
  private static final Duration STOP = Duration.ofSeconds(1);

  /** In the log of a node whose part of the cluster gave way to a larger one. */
  private static final String MERGED = "has merged into the cluster";

  private final Setup setup;
  private final Path folder;
  private final Lab lab;
  private final List<String> memberFlags;
  private final Cast cast;
  private final Programs programs;
  private final Chronicle chronicle = new Chronicle();
  private final Map<Integer, HostProcess> processes = new ConcurrentHashMap<>();
  private final Map<Integer, ClockShift> clocks = new TreeMap<>();
  private final Clients clients = new Clients();
  private @Nullable Relays relays;
  private final Set<Integer> ready = ConcurrentHashMap.newKeySet();
  private final Mishaps mishaps = new Mishaps();

  private Arena(Setup setup, Path folder, List<String> memberFlags, Cast cast) {
    this.setup = setup;
    this.memberFlags = memberFlags;
    this.cast = cast;
    this.folder = folder;
    this.lab = Lab.open(setup.hosts());
    this.programs = new Programs(setup, lab.hosts(), folder, cast);
  }

  /**
   * Starts name servers, members and the observer, and waits until all is well.
   *
   * @param plan what is to be played; clocks that can be set and relays are there if it needs them
   * @param folder where the logs of the processes go
   */
  public static Arena open(Plan plan, Path folder) {
    return open(plan, folder, List.of());
  }

  /**
   * Likewise, with members that may be no small and short-lived processes.
   *
   * @param memberFlags of their JVMs; none for such as all others have
   */
  public static Arena open(Plan plan, Path folder, List<String> memberFlags) {
    return open(plan, folder, memberFlags, Cast.product(plan.setup()));
  }

  /** As {@link #open(Plan, Path)}, with what stands in place of the product. */
  public static Arena open(Plan plan, Path folder, Cast cast) {
    return open(plan, folder, List.of(), cast);
  }

  private static Arena open(Plan plan, Path folder, List<String> memberFlags, Cast cast) {
    Setup setup = plan.setup();
    Arena arena = new Arena(setup, folder, memberFlags, cast);
    try {
      if (plan.needsClocks() && ClockShift.missing().isEmpty()) {
        setup
            .memberHosts()
            .forEach(host -> arena.clocks.put(host, new ClockShift(folder, "server-" + host)));
      }
      if (plan.needsRelays()) {
        arena.relays = new Relays(arena.lab, setup.nodeHosts(), folder);
      }
      arena.start(setup.nameServerHosts().get(0));
      Patience.await("the first name server", START, () -> arena.isReady(setup.members()));
      setup.nameServerHosts().stream().skip(1).forEach(arena::start);
      arena.startMembers();
      arena.observe();
      arena.awaitWell(START);
      return arena;
    } catch (RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private void startMembers() {
    start(setup.memberHosts().get(0));
    if (cast.oneByOne()) {
      Patience.await("the first member", START, () -> chronicle.master().isPresent());
    }
    setup.memberHosts().stream().skip(1).forEach(this::start);
  }

  public Setup setup() {
    return setup;
  }

  /** The name of its group. */
  public String group() {
    return Programs.GROUP;
  }

  /** What its servers say of themselves. */
  public Chronicle chronicle() {
    return chronicle;
  }

  public Links links() {
    return lab.links();
  }

  /** Between all nodes; only where the plan needs them. */
  Relays relays() {
    return Objects.requireNonNull(relays);
  }

  /** The clock of a member; only where clocks can be set. */
  ClockShift clock(int host) {
    return Objects.requireNonNull(clocks.get(host));
  }

  /** The process of a name server or member, in its present life or the last. */
  public HostProcess process(int host) {
    return Objects.requireNonNull(processes.get(host));
  }

  /** Starts the process of a host, whose past life must be over. */
  public void start(int host) {
    ready.remove(host);
    Program program = programs.node(host);
    if (setup.isMember(host) && !memberFlags.isEmpty()) {
      program = program.flagged(memberFlags);
    }
    if (clocks.containsKey(host)) {
      program = clock(host).on(program);
    }
    HostProcess process = lab.start(lab.host(host), program, line -> told(host, line));
    processes.put(host, process);
    mishaps.watch(setup.resident(host), process, () -> died(host));
  }

  /** SIGKILL. */
  void kill(int host) {
    if (mishaps.mayEnd(process(host))) {
      process(host).kill();
      died(host);
    }
  }

  /** SIGTERM, and the end; a mishap if it is not in good order. */
  public void leave(int host) {
    if (!mishaps.mayEnd(process(host))) {
      return;
    }
    process(host).end();
    if (mishaps.hasLeft(setup.resident(host), process(host).exitCode().orElse(-1))) {
      setup.servers(host).forEach(chronicle::left);
    } else {
      died(host);
    }
  }

  /** SIGSTOP; a mishap if it goes on all the same. */
  void pause(int host) {
    process(host).pause();
    if (!Patience.holdsWithin(STOP, process(host)::isStopped)) {
      mishaps.add(setup.resident(host) + " did not stand still");
    }
  }

  private void died(int host) {
    setup.servers(host).forEach(server -> chronicle.ended(server));
  }

  /** What went wrong with processes, and which members and name servers are not there now. */
  List<String> mishaps() {
    List<String> all = new ArrayList<>(mishaps.all());
    Stream.concat(setup.memberHosts().stream(), setup.nameServerHosts().stream())
        .filter(host -> !process(host).isAlive())
        .forEach(host -> all.add(setup.resident(host) + " is not running at the end"));
    return all;
  }

  /** Whether the process of a host said that it has joined, since it was started last. */
  public boolean isReady(int host) {
    return ready.contains(host);
  }

  /** How often a node has logged that its part of the cluster merged with another one. */
  long merges() {
    try (Stream<Path> files = Files.list(folder)) {
      long merges = 0;
      for (Path log : files.filter(file -> file.toString().endsWith(".log")).toList()) {
        try (Stream<String> lines = Files.lines(log)) {
          merges += lines.filter(line -> line.contains(MERGED)).count();
        }
      }
      return merges;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The host of the member that said last that it is master; of the first one if none did. */
  public int masterHost() {
    int host = chronicle.master().orElse(1) - 1;
    return setup.isMember(host) ? host : 0;
  }

  /** The host of a member that is not the master, any of them. */
  int backup(Random random) {
    List<Integer> backups = new ArrayList<>(setup.memberHosts());
    backups.remove(Integer.valueOf(masterHost()));
    return backups.get(random.nextInt(backups.size()));
  }

  /** Whether the observer found all well within so long from now. */
  public boolean isWellWithin(Duration most) {
    return isWellWithin(most, setup.members());
  }

  /** Whether it did with so many servers at least. */
  boolean isWellWithin(Duration most, int servers) {
    long now = System.nanoTime();
    return Patience.holdsWithin(most, () -> chronicle.isWellSince(now, servers));
  }

  /**
   * Whether all is well within so long, of which note is taken: every server has then what was
   * acknowledged until now. Only where there has been no fault for some seconds, since what a
   * server says of itself may be late.
   */
  public boolean isSettledWithin(Duration most) {
    long now = System.nanoTime();
    boolean well = isWellWithin(most);
    if (well) {
      chronicle.settled(now, setup.memberHosts().stream().map(Setup::server).toList());
    }
    return well;
  }

  /** Whether there are masters to speak of. */
  boolean hasMasters() {
    return cast.hasMasters();
  }

  /** Waits until the observer finds all well. */
  public void awaitWell(Duration most) {
    if (!isWellWithin(most)) {
      throw new IllegalStateException("not well within " + most.toSeconds() + " s; see " + folder);
    }
  }

  /** All that were started. */
  public Clients clients() {
    return clients;
  }

  /** Starts clients on a host; they ask for nothing yet. */
  public void startClients(int host, int rate, long seed) {
    int joined = setup.http() ? rate - rate / 2 : rate;
    String name = Setup.clientName(host);
    startClients(host, joined, programs.clients(name, host, joined, seed));
    if (setup.http()) {
      String gateway = gateway(setup.gatewayHost(host, seed));
      String other = Setup.gatewayClientName(host);
      startClients(host, rate / 2, programs.gatewayClients(other, gateway, rate / 2, ~seed));
    }
  }

  private void startClients(int host, int rate, Program program) {
    clients.add(program.name(), rate, heard -> lab.start(lab.host(host), program, heard::hear));
  }

  /** Runs another program on a host; it ends with the arena at the latest. */
  public HostProcess run(int host, Program program, Consumer<String> lines) {
    return lab.start(lab.host(host), program, lines);
  }

  /** The address of the gateway of a name server or member. */
  public String gateway(int host) {
    return programs.gateway(host);
  }

  /**
   * Has all clients stop: each waits for the answers that it still expects.
   *
   * @throws Failure if they have not done it by then
   */
  public void stopClients(Duration most) {
    clients.order("stop", most, Transcript::isStopped);
  }

  /**
   * Has clients that have stopped read everything back through the gateway of any member.
   *
   * @throws Failure if they have not done it by then
   */
  public void readBack(Duration most) {
    clients.order(
        setup.memberHosts().stream().map(this::gateway).collect(joining(" ", "audit ", "")),
        most,
        transcript -> transcript.audit().isPresent() || !transcript.auditFailure().isEmpty());
  }

  @Override
  public void close() {
    mishaps.end();
    lab.close();
  }

  private void observe() {
    lab.start(lab.host(setup.observer()), programs.observer(), this::looked);
  }

  private void looked(String line) {
    try {
      JsonObject look = new JsonObject(line);
      boolean well = look.getBoolean("well", false);
      int servers = look.getInteger("servers", 0);
      chronicle.looked(well, look.getLong("nanos", 0L), look.getInteger("master", 0), servers);
    } catch (DecodeException e) {
      // what is no look is no news
      chronicle.looked(false, System.nanoTime(), 0, 0);
    }
  }

  private void told(int host, String line) {
    if (line.contains("\"ready\"")) {
      ready.add(host);
    }
    List<Integer> servers = setup.servers(host);
    if (!servers.isEmpty()) {
      chronicle.hear(servers, line);
    }
  }
}
