package dev.understudy.kubernetes.play;

import dev.understudy.app.ExitCode;
import dev.understudy.app.Failure;
import dev.understudy.kubernetes.image.Unpacked;
import dev.understudy.kubernetes.image.Unpacking;
import dev.understudy.kubernetes.manifest.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plays the base of the manifests, scene after scene, and tells its time line. */
@Command(name = "kubernetes", mixinStandardHelpOptions = true)
public final class PlayRun implements Callable<Integer> {

  private static final long MOST_COLD_MILLIS = 15_000;
  private static final Map<String, Scene> SCENES = scenes();

  @Option(names = "--manifests", description = "The folder of the manifests.", required = true)
  private Path folder = Path.of("");

  @Option(names = "--image", description = "The archive of the image.", required = true)
  private Path image = Path.of("");

  @Option(names = "--out", description = "Where logs and time line go.", required = true)
  private Path out = Path.of("");

  @Option(names = "--scene", split = ",", description = "Only these, after the cold start.")
  private List<String> only = List.of();

  private PlayRun() {}

  /** Exit code 0 if all was as it should be. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new PlayRun()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Optional<String> missing = PlayedCluster.missing();
    if (missing.isPresent()) {
      System.err.println(missing.get());
      return 1;
    }
    if (!SCENES.keySet().containsAll(only)) {
      System.err.println("there is no such scene; there are " + SCENES.keySet());
      return ExitCode.USAGE;
    }
    Path logs = Files.createDirectories(out.toAbsolutePath());
    Story story = new Story(System.out::println);
    int code = 1;
    try (Unpacking unpacked = Unpacking.of(image)) {
      play(Manifests.render(folder.resolve("base")), unpacked.image(), logs, story);
      code = 0;
    } catch (Failure e) {
      story.tell("NOT AS IT SHOULD BE: " + e.getMessage());
    }
    Files.write(logs.resolve("story.txt"), story.lines());
    return code;
  }

  private void play(Manifests manifests, Unpacked unpacked, Path logs, Story story) {
    try (PlayedCluster cluster = PlayedCluster.open(manifests, unpacked, logs, story)) {
      long cold = Scenes.coldStart(cluster, story);
      for (Map.Entry<String, Scene> scene : SCENES.entrySet()) {
        if (only.isEmpty() || only.contains(scene.getKey())) {
          story.scene(scene.getKey());
          scene.getValue().play(cluster, story);
        }
      }
      story.scene("memory");
      cluster.tellMemory();
      Scene.require(cold <= MOST_COLD_MILLIS, "a cold start took " + cold + " ms");
    }
  }

  private static void strangers(PlayedCluster cluster, Story story) {
    Strangers.areKeptOut(cluster, story);
    Strangers.cannotJoin(cluster, story);
    Strangers.wouldGetInWithoutPolicies(cluster, story);
    Scenes.settled(cluster, story);
  }

  private static Map<String, Scene> scenes() {
    Map<String, Scene> scenes = new LinkedHashMap<>();
    scenes.put("strangers", PlayRun::strangers);
    scenes.put("rolling-update", Scenes::rollingUpdate);
    scenes.put("drain-of-the-master", Scenes::drainOfTheMaster);
    scenes.put("crash-loop", Scenes::crashLoop);
    scenes.put("scaled-name-servers", Scenes::scaledNameServers);
    scenes.put("stale-dns", Scenes::staleDns);
    scenes.put("lost-quorum", LossScenes::lostQuorum);
    scenes.put("all-at-once", LossScenes::allAtOnce);
    return scenes;
  }
}
