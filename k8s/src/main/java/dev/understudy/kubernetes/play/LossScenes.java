package dev.understudy.kubernetes.play;

import dev.understudy.app.Patience;
import dev.understudy.kubernetes.manifest.PodPlan;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** What can befall a group in which more is lost than it survives. */
final class LossScenes {

  private static final Duration CALM = Duration.ofSeconds(3);
  private static final Duration FOR_NOTHING = Duration.ofSeconds(5);

  private LossScenes() {}

  /**
   * Two of three members are killed at once and come back empty. Nobody answers until the operator
   * says that the third one's state is to survive; then nothing is lost.
   */
  static void lostQuorum(PlayedCluster cluster, Story story) {
    PodPlan members = cluster.plan(true);
    int survivor = members.replicas() - 1;
    String name = members.workload() + "-" + survivor;
    Patience.pause(CALM);
    // what is under way when two of three die may be on those two only
    cluster.clients().rest();
    Scenes.settled(cluster, story);
    List<String> lost =
        IntStream.range(0, survivor).mapToObj(one -> members.workload() + "-" + one).toList();
    Scenes.kill(cluster, story, lost);
    for (int ordinal = 0; ordinal < survivor; ordinal++) {
      cluster.start(members, ordinal);
    }
    cluster.clients().goOn();
    lost.forEach(cluster::awaitStarted);
    Patience.pause(FOR_NOTHING);
    Tally meanwhile = Scenes.told(cluster, story, "without the operator: ");
    Scene.require(meanwhile.acknowledged() == 0, "a group without a quorum answers");
    story.tell("the operator: recover kv --from " + survivor);
    int code =
        cluster.execute(cluster.pod(name), Verb.of("recover", "kv", "--from", "" + survivor));
    Scene.require(code == 0, "recover failed with exit code " + code);
    Scenes.awaitAllReady(cluster);
    // calls of before may still wait for their deadline
    Patience.pause(CALM);
    Scenes.told(cluster, story, "until the group answered again: ");
    Patience.pause(CALM);
    Scenes.settled(cluster, story);
  }

  /** As if the power had failed: every pod is killed at once, and made elsewhere. */
  static void allAtOnce(PlayedCluster cluster, Story story) {
    Patience.pause(CALM);
    cluster.clients().rest();
    Scenes.settled(cluster, story);
    cluster.clients().anew();
    Scenes.kill(cluster, story, cluster.pods().stream().map(PlayedPod::name).toList());
    cluster.clients().goOn();
    long millis = Scenes.startAll(cluster, story);
    story.tell("the state is gone; the group answers again after " + millis + " ms");
    Scenes.told(cluster, story, "until then: ");
    Patience.pause(CALM);
    Scenes.settled(cluster, story);
  }
}
