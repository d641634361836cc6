package dev.understudy.kubernetes.play;

import dev.understudy.app.Failure;
import dev.understudy.app.Patience;
import dev.understudy.faults.lab.HostProcess;
import dev.understudy.kubernetes.manifest.PodPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** What can befall a group in Kubernetes. */
final class Scenes {

  private static final int CLIENTS = 50;
  private static final double RATE = 500;
  private static final double LEAST_OF_RATE = 0.9;

  /** How long the slowest call may take in a scene under load. */
  private static final Duration SLOWEST = Duration.ofSeconds(5);

  private static final long ACKNOWLEDGED_SECONDS = 120;
  private static final Duration CALM = Duration.ofSeconds(3);
  private static final Duration STALE = Duration.ofSeconds(30);
  private static final Duration END = Duration.ofSeconds(60);

  /** How long a kubelet waits before it starts a container again. */
  private static final List<Duration> BACK_OFF = List.of(Duration.ZERO, Duration.ofSeconds(10));

  private Scenes() {}

  /**
   * All pods at once, before DNS knows any of them, with one client that waits; once all are ready
   * there are as many as in the scenes that follow.
   *
   * @return milliseconds from the first pod to the first acknowledged request
   */
  static long coldStart(PlayedCluster cluster, Story story) {
    story.scene("Cold start: all pods at once");
    // a client is there before a cluster is: what its process takes to start is not its start
    cluster.clients().tally();
    cluster.clients().call(1, RATE / CLIENTS);
    long millis = startAll(cluster, story);
    told(cluster, story, "all pods are ready: ");
    cluster.clients().call(CLIENTS - 1, RATE - RATE / CLIENTS);
    return millis;
  }

  /**
   * Makes all pods.
   *
   * @return milliseconds until the first request was acknowledged
   */
  static long startAll(PlayedCluster cluster, Story story) {
    long from = story.millis();
    cluster.startAll();
    boolean acknowledged = cluster.clients().isAcknowledgedWithin(ACKNOWLEDGED_SECONDS);
    Scene.require(acknowledged, "no request was acknowledged");
    long millis = story.millis() - from;
    awaitAllReady(cluster);
    return millis;
  }

  /** Each member is replaced, the last ordinal first, and then each name server. */
  static void rollingUpdate(PlayedCluster cluster, Story story) {
    PodPlan members = cluster.plan(true);
    for (int ordinal = members.replicas() - 1; ordinal >= 0; ordinal--) {
      replace(cluster, story, members.workload() + "-" + ordinal);
    }
    PodPlan nameServers = cluster.plan(false);
    for (PlayedPod former : podsOf(cluster, nameServers)) {
      PlayedPod next = cluster.start(nameServers, 0);
      cluster.awaitReady(next.name());
      ended(cluster.delete(former));
    }
    settledUnderLoad(cluster, story);
  }

  /**
   * The pod of the master has to go, as when its node is drained, and a name server with it; both
   * come back elsewhere.
   */
  static void drainOfTheMaster(PlayedCluster cluster, Story story) {
    int master = cluster.clients().master();
    PlayedPod nameServer = podsOf(cluster, cluster.plan(false)).get(0);
    story.tell("drains the node of " + nameServer.name() + " and of server " + master + ", master");
    CompletableFuture<Integer> left =
        CompletableFuture.supplyAsync(() -> cluster.delete(nameServer));
    replace(cluster, story, cluster.plan(true).workload() + "-" + master);
    ended(outcome(left));
    cluster.awaitReady(cluster.start(cluster.plan(false), 0).name());
    int next = cluster.clients().master();
    story.tell("server " + next + " is the master");
    Scene.require(next != master, "the mastership was not handed over");
    settledUnderLoad(cluster, story);
  }

  /**
   * A member is killed, and its successors end at once, until somebody mends the manifest; once
   * more one ends, when it has joined already.
   */
  static void crashLoop(PlayedCluster cluster, Story story) {
    PodPlan members = cluster.plan(true);
    int ordinal = members.replicas() - 1;
    String name = members.workload() + "-" + ordinal;
    kill(cluster, story, List.of(name));
    PlayedPod broken =
        cluster.start(members, ordinal, Map.of("UNDERSTUDY_SERVICE", "no.such.Service"));
    awaitCrash(broken, story);
    for (Duration backOff : BACK_OFF) {
      Patience.pause(backOff);
      broken = cluster.restart(broken);
      awaitCrash(broken, story);
    }
    cluster.gone(broken);
    story.tell("the manifest is mended");
    PlayedPod mended = cluster.start(members, ordinal);
    cluster.awaitStarted(name);
    story.tell(name + " has joined, and ends once more (SIGKILL)");
    mended.process().orElseThrow().kill();
    cluster.restart(mended);
    cluster.awaitReady(name);
    settledUnderLoad(cluster, story);
  }

  private static void awaitCrash(PlayedPod broken, Story story) {
    HostProcess process = broken.process().orElseThrow();
    Patience.await("the end of a broken pod", END, () -> !process.isAlive());
    int code = process.exitCode().orElse(-1);
    story.tell(broken.name() + " crashed, exit code " + code);
    Scene.require(code != 0, "a pod without its service ended as if all were well");
  }

  /** Two name servers become three, and then one. */
  static void scaledNameServers(PlayedCluster cluster, Story story) {
    PodPlan nameServers = cluster.plan(false);
    PlayedPod third = cluster.start(nameServers, 0);
    cluster.awaitReady(third.name());
    Patience.pause(CALM);
    List<PlayedPod> all = podsOf(cluster, nameServers);
    story.tell("there are " + all.size() + " name servers");
    for (PlayedPod former : all.subList(0, all.size() - 1)) {
      ended(cluster.delete(former));
    }
    Patience.pause(CALM);
    settledUnderLoad(cluster, story);
    PlayedPod second = cluster.start(nameServers, 0);
    cluster.awaitReady(second.name());
  }

  /** A member dies and comes back under another address, of which DNS learns 30 s later. */
  static void staleDns(PlayedCluster cluster, Story story) {
    PodPlan members = cluster.plan(true);
    int ordinal = members.replicas() - 1;
    String name = members.workload() + "-" + ordinal;
    cluster.dns().freeze();
    long frozen = story.millis();
    story.tell("DNS tells what it knows for " + STALE.toSeconds() + " s");
    kill(cluster, story, List.of(name));
    cluster.start(members, ordinal);
    cluster.awaitReady(name);
    long left = STALE.toMillis() - (story.millis() - frozen);
    if (left > 0) {
      Patience.pause(Duration.ofMillis(left));
    }
    cluster.dns().thaw();
    story.tell("DNS knows the new address");
    Patience.pause(CALM);
    settledUnderLoad(cluster, story);
  }

  /** Kills pods at once; for a while they are endpoints still. */
  static void kill(PlayedCluster cluster, Story story, List<String> names) {
    List<PlayedPod> pods = names.stream().map(cluster::pod).toList();
    for (PlayedPod pod : pods) {
      story.tell("kills " + pod.name() + " (SIGKILL)");
      pod.process().orElseThrow().kill();
    }
    Patience.pause(PlayedCluster.ENDPOINTS_LAG);
    pods.forEach(cluster::gone);
  }

  /** A pod of a StatefulSet makes way for its successor, which has its number. */
  static void replace(PlayedCluster cluster, Story story, String name) {
    PlayedPod former = cluster.pod(name);
    ended(cluster.delete(former));
    int ordinal = Integer.parseInt(former.identity().ordinal());
    PlayedPod next = cluster.start(former.plan(), ordinal);
    story.tell(name + " was at " + former.address() + ", is at " + next.address());
    cluster.awaitReady(name);
  }

  private static int outcome(CompletableFuture<Integer> code) {
    try {
      return code.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof Failure failure ? failure : e;
    }
  }

  private static void ended(int code) {
    Scene.require(code == 0, "a pod did not leave in good order: exit code " + code);
  }

  /** Likewise, and clients could make most of the calls that they wanted to, none of them slow. */
  private static void settledUnderLoad(PlayedCluster cluster, Story story) {
    Tally tally = settled(cluster, story);
    Scene.require(
        tally.perSecond() >= LEAST_OF_RATE * RATE,
        "only %.0f of %.0f requests a second".formatted(tally.perSecond(), RATE));
    Scene.require(
        tally.slowestMillis() <= SLOWEST.toMillis(),
        "a request took " + tally.slowestMillis() + " ms");
  }

  /**
   * Tells what became of the calls since it was told last. Calls may be late where nobody can
   * answer, but none is ever answered wrongly.
   */
  static Tally told(PlayedCluster cluster, Story story, String when) {
    Tally tally = cluster.clients().tally();
    story.tell(when + tally.text());
    Scene.require(tally.wrong() == 0, tally.wrong() + " answers were wrong");
    return tally;
  }

  /** All pods are ready, and no request of the scene failed. */
  static Tally settled(PlayedCluster cluster, Story story) {
    awaitAllReady(cluster);
    Tally tally = told(cluster, story, "");
    Scene.require(tally.acknowledged() > 0, "nothing was acknowledged");
    Scene.require(tally.late() == 0, tally.late() + " requests were late");
    Scene.require(
        cluster.wouldBeRestarted().isEmpty(),
        "a kubelet would have restarted " + cluster.wouldBeRestarted());
    return tally;
  }

  static void awaitAllReady(PlayedCluster cluster) {
    for (PlayedPod pod : cluster.pods()) {
      cluster.awaitReady(pod.name());
    }
  }

  private static List<PlayedPod> podsOf(PlayedCluster cluster, PodPlan plan) {
    List<PlayedPod> found = new ArrayList<>();
    for (PlayedPod pod : cluster.pods()) {
      if (pod.plan().workload().equals(plan.workload())) {
        found.add(pod);
      }
    }
    return found;
  }
}
