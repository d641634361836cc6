package dev.understudy.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script for shells, read by one. */
class CompletionTest {

  @Test
  void completesCommandsAndOptions(@TempDir Path folder) throws IOException, InterruptedException {
    Path script = folder.resolve("understudy");
    Files.writeString(script, CommandRun.of("completion", "bash").out());

    assertThat(completed(script, "understudy", "wat")).containsExactly("watch");
    assertThat(completed(script, "understudy", "name-")).containsExactly("name-server");
    assertThat(completed(script, "understudy", "watch", "--from")).containsExactly("--from-first");
    assertThat(completed(script, "understudy", "diverged", "kv", "re")).containsExactly("replay");
  }

  @Test
  void knowsNoOtherShells() {
    assertThat(CommandRun.of("completion", "zsh").out()).contains("bashcompinit");
    assertThat(CommandRun.of("completion", "fish").exitCode()).isEqualTo(2);
  }

  /** What bash offers for the last of these words. */
  private static List<String> completed(Path script, String... words)
      throws IOException, InterruptedException {
    String asked =
        "exec 2>/dev/null; source "
            + script
            + "; COMP_WORDS=("
            + String.join(" ", words)
            + "); COMP_CWORD="
            + (words.length - 1)
            + "; _complete_understudy; printf '%s\\n' \"${COMPREPLY[@]}\"";
    Process bash = new ProcessBuilder("bash", "-c", asked).redirectErrorStream(true).start();
    String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return said.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }
}
