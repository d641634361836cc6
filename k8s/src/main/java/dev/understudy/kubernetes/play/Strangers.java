package dev.understudy.kubernetes.play;

import dev.understudy.faults.lab.Command;
import dev.understudy.faults.lab.Host;
import dev.understudy.faults.lab.LabFailure;
import java.util.List;

/** Who reaches which ports, as the network policies have it. */
final class Strangers {

  /** For a connection that should be made, and for one that should not. */
  private static final String PATIENCE = "2";

  private static final String SHORT = "0.3";

  private Strangers() {}

  /** Pods reach each other, clients the gateways of members, and a stranger nobody. */
  static void areKeptOut(PlayedCluster cluster, Story story) {
    List<PlayedPod> pods = cluster.pods();
    // one of each kind, and another pod that looks for them
    PlayedPod nameServer = pods.get(0);
    PlayedPod member = pods.get(pods.size() - 1);
    Host other = pods.get(1).host();
    for (PlayedPod pod : List.of(nameServer, member)) {
      for (String port : List.of("cluster", "bus", "http")) {
        int number = pod.port(port);
        String what = pod.name() + " at " + number;
        boolean forClients = port.equals("http") && pod.plan().stateful();
        Scene.require(
            !reaches(cluster.stranger(), pod, number, SHORT), "a stranger reaches " + what);
        Scene.require(
            reaches(cluster.client(), pod, number, forClients ? PATIENCE : SHORT) == forClients,
            "a client " + (forClients ? "does not reach " : "reaches ") + what);
        Scene.require(reaches(other, pod, number, PATIENCE), "a pod does not reach " + what);
      }
    }
    story.tell("strangers reach no port, clients the gateways of members, pods all ports");
  }

  /** Whether a connection can be made. */
  private static boolean reaches(Host from, PlayedPod pod, int port, String seconds) {
    String connect = "exec 3<>/dev/tcp/%s/%d".formatted(pod.address(), port);
    try {
      Command.run(
          "ip", "netns", "exec", from.namespace(), "timeout", seconds, "bash", "-c", connect);
      return true;
    } catch (LabFailure e) {
      return false;
    }
  }
}
