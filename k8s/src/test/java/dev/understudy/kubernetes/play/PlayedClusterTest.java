package dev.understudy.kubernetes.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.kubernetes.image.Unpacking;
import dev.understudy.kubernetes.manifest.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster as the manifests say, played for real; one start for all that is shown here. */
class PlayedClusterTest {

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void need() {
    assumeTrue(
        System.getenv("UNDERSTUDY_PLAY") != null,
        "a played cluster takes minutes: set UNDERSTUDY_PLAY, or make kubernetes");
    Optional<String> missing = PlayedCluster.missing();
    assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
  }

  @Test
  void podsFindEachOtherStrangersDoNotAndNobodyNoticesThatThePodOfTheMasterIsReplaced()
      throws IOException {
    Story story = new Story(line -> {});
    Manifests base = Manifests.render(Path.of("base"));
    Path archive = Path.of("target", "image", "understudy.tar");
    assumeTrue(Files.exists(archive), "a played cluster runs the image: make image");
    try (Unpacking image = Unpacking.of(archive);
        PlayedCluster cluster = PlayedCluster.open(base, image.image(), folder, story)) {
      Scenes.coldStart(cluster, story);
      Strangers.areKeptOut(cluster, story);
      Scenes.drainOfTheMaster(cluster, story);
    }
    assertThat(story.lines()).anyMatch(line -> line.contains("preStop: server"));
  }
}
