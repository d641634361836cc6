package dev.understudy.app.demo;

import dev.understudy.app.Failure;
import dev.understudy.app.Patience;
import dev.understudy.app.verb.Gateway;
import dev.understudy.app.verb.GroupStatus;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/**
 * The demonstration in acts: the group starts, loses its master, gets the lost server back, has two
 * masters for a while, repairs that, and is checked. Each act waits for what has to happen, within
 * a bound, and fails if it does not.
 */
final class Play {

  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration REPAIR = Duration.ofSeconds(20);
  private static final Duration STEADY = Duration.ofMillis(2_500);
  private static final Duration SPLIT = Duration.ofMillis(1_500);
  private static final int ENOUGH = 20;

  private final DemoCluster cluster;
  private final Timeline timeline;
  private final Ledger ledger = new Ledger();
  private long failoverMillis;
  private int splitMark;

  Play(DemoCluster cluster, Timeline timeline) {
    this.cluster = cluster;
    this.timeline = timeline;
  }

  /** Plays it to the end. */
  Outcome play() {
    start();
    int first = killTheMaster();
    bringBack(first);
    haveTwoMasters();
    return check();
  }

  private void start() {
    timeline.act("1  One name server and three members of an AVAILABLE key-value group start");
    timeline.say("demo", "starts four processes on the loopback address");
    cluster.start(DemoCluster.NAME_SERVER);
    cluster.servers().forEach(cluster::start);
    timeline.await("one master, all servers in sync", START, this::isWell);
  }

  private int killTheMaster() {
    int master = master();
    timeline.act("2  The master is killed under a client that writes and reads");
    try (DemoClient client = client("kill", DemoCluster.NAME_SERVER)) {
      Patience.pause(STEADY);
      timeline.await("acknowledged writes", REPAIR, () -> client.acknowledged() > ENOUGH);
      timeline.say("client", client.acknowledged() + " writes acknowledged so far");
      int before = client.acknowledged();
      long killed = System.nanoTime();
      cluster.kill(master);
      timeline.say("demo", "KILLS server " + master + ", the master (SIGKILL)");
      timeline.await("another master", REPAIR, () -> master() != master);
      timeline.await(
          "writes after the kill", REPAIR, () -> client.acknowledged() > before + ENOUGH);
      failoverMillis = client.longestGapMillisSince(killed);
      timeline.say("client", "waited " + failoverMillis + " ms at most for an answer; goes on");
      Patience.pause(STEADY.dividedBy(2));
    }
    return master;
  }

  private void bringBack(int server) {
    timeline.act("3  The killed server comes back, without its memory");
    timeline.say("demo", "starts server " + server + " again");
    cluster.start(server);
    timeline.await("server " + server + " in sync again", START, this::isWell);
  }

  private void haveTwoMasters() {
    int master = master();
    int other =
        cluster.servers().stream().filter(server -> server != master).findFirst().orElseThrow();
    timeline.act("4  The master and the others are cut from each other: two masters, for real");
    try (DemoClient here = client("left", master);
        DemoClient there = client("right", other)) {
      timeline.await(
          "writes on both sides",
          REPAIR,
          () -> here.acknowledged() > ENOUGH && there.acknowledged() > ENOUGH);
      splitMark = timeline.mark();
      timeline.say("demo", "CUTS server " + master + " from the others; each side has a client");
      cluster.isolate(master);
      timeline.await("two masters registered", REPAIR, () -> isDuplicateSeen(master));
      int hereBefore = here.acknowledged();
      int thereBefore = there.acknowledged();
      Patience.pause(SPLIT);
      timeline.await(
          "writes acknowledged by both masters",
          REPAIR,
          () -> here.acknowledged() > hereBefore && there.acknowledged() > thereBefore);
      timeline.say(
          "client",
          "since then: "
              + (here.acknowledged() - hereBefore)
              + " writes acknowledged by server "
              + master
              + ", "
              + (there.acknowledged() - thereBefore)
              + " by the other side");
      timeline.say("demo", "JOINS both sides again");
      cluster.heal();
      timeline.await("one master, all servers in sync", REPAIR, this::isWell);
    }
  }

  private Outcome check() {
    timeline.act("5  Every acknowledged write is looked for");
    Gateway gateway = cluster.gateway(DemoCluster.NAME_SERVER);
    boolean equal = digestsAgree(gateway);
    Audit audit = Audit.of(ledger, gateway);
    timeline.say(
        "demo",
        audit.acknowledged()
            + " acknowledged: "
            + audit.surviving()
            + " in the surviving state, "
            + audit.diverged()
            + " in a diverged record, "
            + audit.lost()
            + " lost, "
            + audit.twice()
            + " twice");
    timeline.say("demo", "digests of all servers " + (equal ? "are equal" : "DIFFER"));
    long recoveries = timeline.since(splitMark, "synchronization-completed").size();
    return new Outcome(
        audit.acknowledged(),
        audit.lost(),
        failoverMillis,
        cluster.status().masters(),
        recoveries,
        equal && audit.isClean());
  }

  private DemoClient client(String name, int node) {
    DemoClient client = new DemoClient(name, cluster.gateway(node), ledger);
    client.start();
    return client;
  }

  private boolean isWell() {
    requireAllAlive();
    return cluster.status().complaints(cluster.servers().size()).isEmpty();
  }

  /**
   * Whether the name server has told that this master and another one, both alive, are registered.
   */
  private boolean isDuplicateSeen(int master) {
    requireAllAlive();
    return timeline.since(splitMark, "duplicate-registration").stream()
        .anyMatch(
            event ->
                event.getInteger("retained") == master
                    || String.valueOf(event.getValue("superseded")).contains("" + master));
  }

  private void requireAllAlive() {
    Set<Integer> dead = new TreeSet<>(cluster.servers());
    dead.add(DemoCluster.NAME_SERVER);
    dead.removeIf(cluster::isAlive);
    if (!dead.isEmpty()) {
      throw new DeadNode("processes ended by themselves: " + dead);
    }
  }

  private int master() {
    GroupStatus status = cluster.status();
    return status
        .master()
        .map(found -> found.getInteger("serverId"))
        .orElseThrow(() -> Failure.error("no master"));
  }

  private static boolean digestsAgree(Gateway gateway) {
    Buffer nothing = new JsonObject().toBuffer();
    JsonObject found =
        gateway.post(Gateway.path(DemoCluster.GROUP, "verifications"), nothing).json();
    return Boolean.TRUE.equals(found.getValue("consistent"));
  }
}
