package dev.understudy.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code --help} of each command is a page that one can work from. */
class ManualPagesTest {

  /** Blanks outside of quotes. */
  private static final String BETWEEN_WORDS = " (?=[^']*('[^']*'[^']*)*$)";

  static List<String> commands() {
    return new ArrayList<>(Understudy.commandLine(Map.of()).getSubcommands().keySet());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void hasTheSectionsOfAManualPage(String command) {
    CommandRun run = CommandRun.of(command, "--help");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .containsSubsequence(
            "NAME\n  understudy " + command,
            "SYNOPSIS\n  understudy " + command,
            "DESCRIPTION\n",
            "OPTIONS\n",
            "EXIT CODES\n",
            "EXAMPLES\n  understudy " + command);
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void describesEveryOptionAndItsDefault(String command) {
    CommandLine line = subcommand(command);
    for (ArgSpec argument : line.getCommandSpec().args()) {
      boolean hidden = argument.hidden();
      String described = String.join(" ", argument.description());
      assertThat(described).as(command + " " + argument.paramLabel()).isNotBlank();
      if (!hidden && argument.defaultValue() != null) {
        assertThat(described).as(command + " " + argument.paramLabel()).contains("Default: ");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void hasExamplesThatTheCommandTakes(String command) {
    List<String> footer =
        Arrays.asList(subcommand(command).getCommandSpec().usageMessage().footer());
    List<String> examples =
        footer.stream().filter(line -> line.startsWith("  understudy ")).toList();
    assertThat(examples).isNotEmpty();
    for (String example : examples) {
      String[] words = example.replaceAll(" [>|].*", "").strip().split(BETWEEN_WORDS, -1);
      String[] arguments = Arrays.copyOfRange(words, 1, words.length);
      assertThat(Understudy.commandLine(Map.of()).parseArgs(arguments).hasSubcommand()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void namesOptionsInOneWay(String command) {
    for (OptionSpec option : subcommand(command).getCommandSpec().options()) {
      assertThat(option.longestName()).matches("--[a-z][a-z-]*[a-z]");
    }
  }

  private static CommandLine subcommand(String command) {
    return Objects.requireNonNull(Understudy.commandLine(Map.of()).getSubcommands().get(command));
  }
}
