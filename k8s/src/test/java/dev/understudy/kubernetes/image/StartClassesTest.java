package dev.understudy.kubernetes.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That the names of the classes for a quick start are not those of a program of long ago. */
class StartClassesTest {

  private static final String OWN = "dev/understudy/";
  private static final double MOST_GONE = 0.05;

  @Test
  void theClassesOfAQuickStartAreThoseOfTheProgram() throws IOException {
    List<String> names = Files.readAllLines(Path.of("image", StartArchive.CLASSES));
    List<String> own = names.stream().filter(name -> name.startsWith(OWN)).toList();
    List<String> gone = own.stream().filter(name -> !isThere(name)).toList();

    assertThat(names).anyMatch(name -> name.startsWith("@lambda-proxy " + OWN));
    assertThat(own).contains("dev/understudy/app/Understudy");
    assertThat(names).as("classes of Vert.x and Hazelcast, too").hasSizeGreaterThan(5 * own.size());
    assertThat((double) gone.size())
        .as("run \"make classes\": there are no more %s", gone)
        .isLessThan(MOST_GONE * own.size());
  }

  private static boolean isThere(String name) {
    return StartClassesTest.class.getClassLoader().getResource(name + ".class") != null;
  }
}
