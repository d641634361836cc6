package dev.understudy.kubernetes.play;

import dev.understudy.faults.lab.Command;
import dev.understudy.faults.lab.Host;
import dev.understudy.faults.lab.LabFailure;

/** Who reaches which ports, as the network policies have it. */
final class Strangers {

  private static final int SECONDS = 1;

  private Strangers() {}

  /** Pods reach each other, clients the gateways of members, and a stranger nobody. */
  static void areKeptOut(PlayedCluster cluster, Story story) {
    PlayedPod first = cluster.pods().get(0);
    for (PlayedPod pod : cluster.pods()) {
      for (String port : new String[] {"cluster", "bus", "http"}) {
        int number = pod.port(port);
        String what = pod.name() + " at " + number;
        Scene.require(!reaches(cluster.stranger(), pod, number), "a stranger reaches " + what);
        boolean open = port.equals("http") && pod.plan().stateful();
        Scene.require(
            reaches(cluster.client(), pod, number) == open,
            "a client " + (open ? "does not reach " : "reaches ") + what);
        Scene.require(
            pod.equals(first) || reaches(first.host(), pod, number),
            first.name() + " does not reach " + what);
      }
    }
    story.tell(
        "a stranger reaches no port of "
            + cluster.pods().size()
            + " pods, a client the gateways of members, a pod all ports");
  }

  /** Whether a connection can be made. */
  static boolean reaches(Host from, PlayedPod pod, int port) {
    String connect = "exec 3<>/dev/tcp/%s/%d".formatted(pod.address(), port);
    try {
      Command.run(
          "ip", "netns", "exec", from.namespace(), "timeout", "" + SECONDS, "bash", "-c", connect);
      return true;
    } catch (LabFailure e) {
      return false;
    }
  }
}
