package dev.understudy.kubernetes.play;

import dev.understudy.app.Patience;
import dev.understudy.faults.lab.Command;
import dev.understudy.faults.lab.Host;
import dev.understudy.faults.lab.HostProcess;
import dev.understudy.faults.lab.LabFailure;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Who reaches whom, by the network policies. */
final class Strangers {

  /** Seconds after which a connection cannot be made, or those of a machine that is busy. */
  private static final String PATIENCE = "1";

  private static final String MUCH = "5";
  private static final List<String> PORTS = List.of("cluster", "bus", "http");

  private static final int CLUSTER_PORT = 5701;
  private static final int BUS_PORT = 6701;
  private static final int HTTP_PORT = 8080;
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration WATCHED = Duration.ofSeconds(10);
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  private Strangers() {}

  /** Pods reach each other, clients the gateways of members, and a stranger nobody. */
  static void areKeptOut(PlayedCluster cluster, Story story) {
    List<PlayedPod> pods = cluster.pods();
    // one of each kind, and another pod that looks for them
    PlayedPod nameServer = pods.get(0);
    PlayedPod member = pods.get(pods.size() - 1);
    Host other = pods.get(1).host();
    for (PlayedPod pod : List.of(nameServer, member)) {
      for (String port : PORTS) {
        int number = pod.port(port);
        String what = pod.name() + " at " + number;
        boolean forClients = port.equals("http") && pod.plan().stateful();
        Scene.require(
            !reaches(cluster.stranger(), pod.host(), number, PATIENCE),
            "a stranger reaches " + what);
        Scene.require(
            reaches(cluster.client(), pod.host(), number, forClients ? MUCH : PATIENCE)
                == forClients,
            "a client " + (forClients ? "does not reach " : "reaches ") + what);
        Scene.require(reaches(other, pod.host(), number, MUCH), "a pod misses " + what);
      }
    }
    story.tell("strangers reach no port, clients the gateways of members, pods all ports");
  }

  /** Somebody who knows the addresses and the cluster's name, and has the image, stays alone. */
  static void cannotJoin(PlayedCluster cluster, Story story) {
    List<PlayedPod> pods = cluster.pods();
    PlayedPod member = pods.get(pods.size() - 1);
    Host stranger = cluster.stranger();
    HostProcess node =
        cluster.engine().stranger(stranger, environment(stranger, pods), "name-server");
    try {
      Patience.await(
          "the stranger's node",
          START,
          () -> reaches(stranger, stranger, HTTP_PORT, PATIENCE) || !node.isAlive());
      Scene.require(node.isAlive(), "the stranger's node ended");
      requireAlone(cluster, member);
      Scene.require(
          !reaches(member.host(), stranger, CLUSTER_PORT, PATIENCE), "a pod reaches the stranger");
      story.tell("a stranger's node with the cluster's name and addresses stays alone for 10 s");
    } finally {
      node.kill();
    }
  }

  /** That it is the policies which keep them out, and not that they do not wait long enough. */
  static void wouldGetInWithoutPolicies(PlayedCluster cluster, Story story) {
    PlayedPod pod = cluster.pods().get(0);
    cluster.firewalls().lift(pod);
    try {
      for (String port : PORTS) {
        Scene.require(
            reaches(cluster.stranger(), pod.host(), pod.port(port), PATIENCE),
            "without policies a stranger does not reach the " + port + " port of " + pod.name());
      }
      story.tell("without the policies the stranger reaches " + pod.name());
    } finally {
      cluster.firewalls().hold(cluster.pods());
    }
  }

  private static Map<String, String> environment(Host stranger, List<PlayedPod> pods) {
    String join =
        pods.stream()
            .map(pod -> pod.address() + ":" + CLUSTER_PORT)
            .collect(Collectors.joining(","));
    return Map.of(
        "UNDERSTUDY_HOST",
        stranger.address(),
        "UNDERSTUDY_CLUSTER_NAME",
        PlayedCluster.NAMESPACE,
        "UNDERSTUDY_CLUSTER_PORT",
        "" + CLUSTER_PORT,
        "UNDERSTUDY_BUS_PORT",
        "" + BUS_PORT,
        "UNDERSTUDY_HTTP",
        "" + HTTP_PORT,
        "UNDERSTUDY_JOIN",
        join);
  }

  /** For long enough to join, the group's members know no more name servers than there are pods. */
  private static void requireAlone(PlayedCluster cluster, PlayedPod member) {
    long until = System.nanoTime() + WATCHED.toNanos();
    do {
      int nameServers = nameServers(cluster, member);
      Scene.require(
          nameServers == cluster.plan(false).replicas(), nameServers + " name servers are there");
      Patience.pause(BETWEEN);
    } while (System.nanoTime() < until);
  }

  /** How many the group's members know. */
  private static int nameServers(PlayedCluster cluster, PlayedPod member) {
    List<String> lines = new ArrayList<>();
    List<String> command = Verb.of("status", "kv", "--json");
    int code = cluster.engine().execute(member, command, lines::add);
    Scene.require(code == 0, "status failed with exit code " + code);
    return new JsonObject(String.join("\n", lines)).getJsonArray("nameServers").size();
  }

  /** Whether a connection can be made. */
  private static boolean reaches(Host from, Host to, int port, String seconds) {
    String connect = "exec 3<>/dev/tcp/%s/%d".formatted(to.address(), port);
    try {
      Command.run(
          "ip", "netns", "exec", from.namespace(), "timeout", seconds, "bash", "-c", connect);
      return true;
    } catch (LabFailure e) {
      return false;
    }
  }
}
