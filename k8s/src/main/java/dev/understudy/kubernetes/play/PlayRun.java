package dev.understudy.kubernetes.play;

import dev.understudy.app.Failure;
import dev.understudy.kubernetes.manifest.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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

  @Option(names = "--out", description = "Where logs and time line go.", required = true)
  private Path out = Path.of("");

  @Option(names = "--scene", description = "Only this one, after the cold start.")
  private Optional<String> only = Optional.empty();

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
    Path logs = Files.createDirectories(out.toAbsolutePath());
    Story story = new Story(System.out::println);
    int code = 1;
    try {
      play(Manifests.render(folder.resolve("base")), logs, story);
      code = 0;
    } catch (Failure e) {
      story.tell("NOT AS IT SHOULD BE: " + e.getMessage());
    }
    Files.write(logs.resolve("story.txt"), story.lines());
    return code;
  }

  private void play(Manifests manifests, Path logs, Story story) {
    try (PlayedCluster cluster = PlayedCluster.open(manifests, logs, story)) {
      long cold = Scenes.coldStart(cluster, story);
      for (Map.Entry<String, Scene> scene : SCENES.entrySet()) {
        if (only.isEmpty() || only.get().equals(scene.getKey())) {
          story.scene(scene.getKey());
          scene.getValue().play(cluster, story);
        }
      }
      Scene.require(cold <= MOST_COLD_MILLIS, "a cold start took " + cold + " ms");
    }
  }

  private static Map<String, Scene> scenes() {
    Map<String, Scene> scenes = new LinkedHashMap<>();
    scenes.put("strangers", Strangers::areKeptOut);
    scenes.put("rolling-update", Scenes::rollingUpdate);
    scenes.put("drain-of-the-master", Scenes::drainOfTheMaster);
    scenes.put("crash-loop", Scenes::crashLoop);
    scenes.put("scaled-name-servers", Scenes::scaledNameServers);
    scenes.put("stale-dns", Scenes::staleDns);
    return scenes;
  }
}
