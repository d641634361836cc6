package dev.understudy.benchmarks.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording of this very process. */
class HotSpotsTest {

  private static final long BOUND_NANOS = 60_000_000_000L;

  @Test
  void namesWhatRanAndWhatWasAllocatedWhere(@TempDir Path folder)
      throws IOException, ParseException {
    Path file = folder.resolve("this.jfr");
    List<String> lines = List.of();
    for (long end = System.nanoTime() + BOUND_NANOS;
        !String.join("\n", lines).contains("byte[]  in  " + getClass().getName() + ".allocate")
            && System.nanoTime() < end; ) {
      try (Recording recording = new Recording(Configuration.getConfiguration("profile"))) {
        recording.start();
        assertThat(allocate()).isPositive();
        recording.stop();
        recording.dump(file);
      }
      lines = HotSpots.of(file).lines();
    }
    String text = String.join("\n", lines);
    assertThat(text)
        .contains("byte[]  in  " + getClass().getName() + ".allocate")
        .containsPattern("samples in them and what they call\n(.*\n)*.*" + getClass().getName());
  }

  /** Enough for the sampler to come by. */
  private static long allocate() {
    long length = 0;
    List<byte[]> arrays = new ArrayList<>();
    for (int i = 0; i < 2_000_000; i++) {
      arrays.add(new byte[100]);
      if (arrays.size() == 1_000) {
        length += arrays.get(i % 1_000).length;
        arrays.clear();
      }
    }
    return length;
  }
}
