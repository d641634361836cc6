package dev.understudy.faults.control;

import dev.understudy.faults.lab.Lab;
import dev.understudy.faults.plan.Plan;
import dev.understudy.faults.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code make fault-controls}: plays plans with and without each mechanism, side by side. */
@Command(
    name = "fault-controls",
    mixinStandardHelpOptions = true,
    description =
        "The same faults with and without a mechanism. Needs root. Exit code 0 only if everything"
            + " was kept with it, and every run without it broke.")
public final class ControlRun implements Callable<Integer> {

  private static final int SKIPPED = 3;

  /** Several times what the real thing takes to be well again. */
  private static final Duration REST = Duration.ofSeconds(20);

  @Option(names = "--seed", description = "Of the first round. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(names = "--times", description = "Rounds, each of the next seed: ${DEFAULT-VALUE}.")
  private int times = 1;

  @Option(
      names = "--control",
      description = "Only this one, beside the real thing: ${COMPLETION-CANDIDATES}.")
  private Optional<Control> only = Optional.empty();

  @Option(names = "--plan", description = "Only the plan of that name.")
  private Optional<String> plan = Optional.empty();

  @Option(names = "--rate", description = "Calls a second. Default: ${DEFAULT-VALUE}.")
  private int rate = 100;

  @Option(names = "--out", description = "Where report and logs go. Default: ${DEFAULT-VALUE}.")
  private Path out = Path.of("target", "fault-controls");

  private final List<Showing> showings = new ArrayList<>();

  /** Exit code: 0 if all was as it has to be, 1 if not, 3 if there can be no lab here. */
  public static void main(String[] arguments) {
    CommandLine command = new CommandLine(new ControlRun());
    System.exit(command.setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Optional<String> missing = Lab.missing();
    if (missing.isPresent()) {
      System.err.println("skipped: " + missing.get());
      return SKIPPED;
    }
    for (int round = 0; round < times; round++) {
      for (Comparison comparison : Comparison.all(seed + round)) {
        play(comparison);
      }
    }
    return concluded();
  }

  private void play(Comparison comparison) throws IOException {
    List<Control> controls =
        comparison.controls().stream()
            .filter(control -> only.isEmpty() || only.get() == control)
            .toList();
    boolean wanted = plan.isEmpty() || plan.get().equals(comparison.plan().name());
    if (controls.isEmpty() || !wanted) {
      return;
    }
    show(comparison, Optional.empty());
    for (Control control : controls) {
      show(comparison, Optional.of(control));
    }
  }

  private void show(Comparison comparison, Optional<Control> control) throws IOException {
    Plan played = comparison.plan();
    System.out.printf(
        "%s %s, seed %d%s%n",
        played.setup().mode(),
        played.name(),
        played.seed(),
        control.map(one -> ", without " + one.text()).orElse(""));
    Showing showing = stage().play(comparison, control);
    System.out.println("  " + showing.data().conclusion().text());
    showings.add(showing);
    Report.write(out, showings.stream().map(Showing::data).toList());
  }

  private Stage stage() {
    return new Stage(out, rate, REST, line -> System.out.println("  " + line));
  }

  private int concluded() {
    System.out.print(ControlTable.of(showings));
    List<String> complaints =
        showings.stream().map(Showing::complaint).flatMap(Optional::stream).toList();
    complaints.forEach(complaint -> System.out.println("NOT AS IT HAS TO BE: " + complaint));
    if (showings.isEmpty()) {
      System.out.println("NOT AS IT HAS TO BE: nothing was played");
    }
    System.out.println("see " + out.resolve(Report.PAGE));
    return complaints.isEmpty() && !showings.isEmpty() ? 0 : 1;
  }
}
