package dev.understudy.faults.measure;

import dev.understudy.faults.lab.Lab;
import dev.understudy.group.Mode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code make fault-figures}: measures what one kind of fault costs, and prints the figures. */
@Command(
    name = "fault-figures",
    mixinStandardHelpOptions = true,
    description =
        "Measures what a fault costs, with real processes on hosts of their own. Needs root. Exit"
            + " code 0 only if the fault came about every time, all figures could be taken, and"
            + " every promise was kept.")
public final class FigureRun implements Callable<Integer> {

  private static final int SKIPPED = 3;

  @Option(names = "--what", required = true, description = "${COMPLETION-CANDIDATES}")
  private What what = What.ISOLATE;

  @Option(names = "--times", description = "How often each fault comes. Default: its own.")
  private Optional<Integer> times = Optional.empty();

  @Option(names = "--mode", description = "consistent or available. Default: all that it has.")
  private Optional<Mode> mode = Optional.empty();

  @Option(names = "--out", description = "Where figures and logs go. Default: ${DEFAULT-VALUE}.")
  private Path out = Path.of("target", "figures");

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Exit code: 0 if all figures count, 1 if not, 2 for wrong usage, 3 without a lab. */
  public static void main(String[] arguments) {
    System.exit(command().execute(arguments));
  }

  /** The command, to be executed without the end of this process. */
  static CommandLine command() {
    return new CommandLine(new FigureRun()).setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public Integer call() throws IOException {
    Order order =
        new Order(
            times.orElse(what.times()),
            mode.map(List::of).orElse(what.modes()),
            out.resolve(what.toString()),
            System.out::println);
    checkUsage(order);
    Optional<String> missing = Lab.missing();
    if (missing.isPresent()) {
      System.err.println("skipped: " + missing.get());
      return SKIPPED;
    }
    JsonObject conditions = conditions(order);
    System.out.println("conditions: " + conditions.encode());
    Figures figures = what.measurement().measure(order);
    conditions.put("loadAtTheEnd", load());
    Path file = out.resolve(what + ".json");
    write(file, figures, conditions);
    figures.sheets().forEach(FigureRun::print);
    System.out.println();
    figures.doubts().forEach(doubt -> System.err.println("DOES NOT COUNT: " + doubt));
    System.out.println(
        figures.doubts().isEmpty() ? "all figures count; see " + file : "see " + file);
    return figures.doubts().isEmpty() ? 0 : 1;
  }

  private void checkUsage(Order order) {
    OptionalInt most = what.mostTimes();
    if (order.times() < 1 || order.times() > most.orElse(Integer.MAX_VALUE)) {
      throw usage(
          "%s is measured 1 to %s times"
              .formatted(what, most.isPresent() ? most.getAsInt() : "any number of"));
    }
    if (!what.modes().containsAll(order.modes())) {
      throw usage("%s is measured in %s only".formatted(what, what.modes()));
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private JsonObject conditions(Order order) {
    return new JsonObject()
        .put("what", what.toString())
        .put("times", order.times())
        .put("at", Instant.now().toString())
        .put("cores", Runtime.getRuntime().availableProcessors())
        .put("java", System.getProperty("java.version"))
        .put("loadAtTheBegin", load());
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static void write(Path file, Figures figures, JsonObject conditions) throws IOException {
    JsonObject document =
        new JsonObject()
            .put("conditions", conditions)
            .put("doubts", new JsonArray(figures.doubts()))
            .put("figures", figures.json());
    Files.writeString(file, document.encodePrettily());
  }

  private static void print(Sheet sheet) {
    System.out.println();
    sheet.lines().forEach(System.out::println);
  }
}
