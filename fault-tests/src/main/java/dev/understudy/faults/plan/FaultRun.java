package dev.understudy.faults.plan;

import dev.understudy.faults.lab.ClockShift;
import dev.understudy.faults.lab.Lab;
import dev.understudy.faults.report.Conclusion;
import dev.understudy.faults.report.Finding;
import dev.understudy.faults.report.Report;
import dev.understudy.faults.report.RunData;
import dev.understudy.faults.report.Span;
import dev.understudy.group.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code make faults}: plays plans for so many minutes, and writes a report. */
@Command(
    name = "faults",
    mixinStandardHelpOptions = true,
    description =
        "Real processes on hosts of their own, under faults, with clients whose every answer is"
            + " judged. Needs root. Exit code 0 only if every promise was kept.")
public final class FaultRun implements Callable<Integer> {

  private static final int SKIPPED = 3;

  @Option(
      names = "--minutes",
      description = "How long; each mode once at least. Default: ${DEFAULT-VALUE}.")
  private int minutes = 5;

  @Option(names = "--seed", description = "Of the first plan. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(
      names = "--mode",
      description = "consistent, available, or both in turn. Default: ${DEFAULT-VALUE}.")
  private String mode = "both";

  @Option(
      names = "--kind",
      split = ",",
      description = "Kinds of faults in place of a mix: ${COMPLETION-CANDIDATES}.")
  private List<Fault.Kind> kinds = List.of();

  @Option(names = "--millis", description = "How long each lasts. Default: ${DEFAULT-VALUE}.")
  private long millis = 10_000;

  @Option(names = "--times", description = "How often it comes. Default: ${DEFAULT-VALUE}.")
  private int times = 5;

  @Option(names = "--rate", description = "Calls a second. Default: ${DEFAULT-VALUE}.")
  private int rate = 100;

  @Option(names = "--out", description = "Where report and logs go. Default: ${DEFAULT-VALUE}.")
  private Path out = Path.of("target", "faults");

  @Spec private CommandSpec spec = CommandSpec.create();

  private final List<RunData> runs = new ArrayList<>();
  private int played;
  private int bad;

  /** Exit code: 0 if all was kept, 1 if not, 3 if there can be no lab here. */
  public static void main(String[] arguments) {
    CommandLine command = new CommandLine(new FaultRun());
    System.exit(command.setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Optional<String> missing = Lab.missing();
    if (missing.isPresent()) {
      System.err.println("skipped: " + missing.get());
      return SKIPPED;
    }
    if (kinds.isEmpty()) {
      ClockShift.missing().ifPresent(why -> say("no clock jumps are played: " + why));
    }
    long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
    List<Mode> modes = modes();
    for (long i = 0; i < modes.size() || System.nanoTime() < end; i++) {
      Mode next = modes.get((int) (i % modes.size()));
      play(plan(seed + i / modes.size(), next));
      Report.write(out, runs);
    }
    System.out.printf(
        Locale.ROOT,
        "%d plans, %d not as promised; see %s%n",
        played,
        bad,
        out.resolve("report.html").toAbsolutePath());
    return bad == 0 ? 0 : 1;
  }

  /** Those that were asked for, and in which the kinds of faults can come. */
  private List<Mode> modes() {
    List<Mode> asked =
        switch (mode.toLowerCase(Locale.ROOT)) {
          case "consistent" -> List.of(Mode.CONSISTENT);
          case "available" -> List.of(Mode.AVAILABLE);
          case "both" -> List.of(Mode.CONSISTENT, Mode.AVAILABLE);
          default -> throw usage("no such mode: " + mode + "; consistent, available or both");
        };
    List<Mode> able = asked.stream().filter(one -> obstacle(one).isEmpty()).toList();
    asked.stream().flatMap(one -> obstacle(one).stream()).forEach(FaultRun::say);
    if (able.isEmpty()) {
      throw usage("nothing to play");
    }
    return able;
  }

  private Optional<String> obstacle(Mode of) {
    Setup setup = fit(Setup.of(of, "counter"));
    return kinds.stream().flatMap(kind -> kind.obstacle(setup).stream()).findFirst();
  }

  private Plan plan(long planSeed, Mode of) {
    String service = of == Mode.CONSISTENT && planSeed % 2 == 1 ? "kv" : "counter";
    return kinds.isEmpty()
        ? Plan.mixed(planSeed, Setup.varied(planSeed, of))
        : Plan.of(kinds, millis, times, planSeed, fit(Setup.of(of, service)));
  }

  private Setup fit(Setup usual) {
    Setup setup = usual;
    for (Fault.Kind kind : kinds) {
      setup = kind.fit(setup);
    }
    return setup;
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void play(Plan plan) throws IOException {
    Setup setup = plan.setup();
    Path folder = RunFolder.cleared(out.resolve(plan.folder()));
    say("%s %s, seed %d, %s".formatted(setup.mode(), plan.name(), plan.seed(), folder));
    say("  " + setup + "; their processes start");
    played++;
    boolean good = false;
    try (Arena arena = Arena.open(plan, folder)) {
      Episode.Result result = new Episode(arena, plan, line -> say("  " + line)).play(rate);
      good = result.isGood();
      runs.add(result.data());
      RunFolder.keep(result, folder);
      say("  " + (good ? "kept: " : "NOT AS PROMISED: ") + result.data().conclusion().text());
    } catch (RuntimeException e) {
      good = false;
      runs.add(notPlayed(plan, "not played to its end: " + e.getMessage()));
      say("  NOT PLAYED: " + e.getMessage());
    }
    if (!good) {
      bad++;
      say("  once more: " + again(plan));
    }
  }

  /** A plan of which nothing is known but that it broke off. */
  static RunData notPlayed(Plan plan, String why) {
    long now = System.nanoTime();
    return new RunData(
        plan.name(),
        plan.seed(),
        plan.setup().mode().name(),
        plan.setup().toString(),
        RunData.REAL,
        new Span(now, now),
        List.of(),
        List.of(),
        0,
        List.of(),
        List.of(),
        Conclusion.of(Finding.UNDECIDED, why));
  }

  private String again(Plan plan) {
    String mode = plan.setup().mode().name().toLowerCase(Locale.ROOT);
    String order = "make faults MINUTES=0 SEED=%d MODE=%s".formatted(plan.seed(), mode);
    String names = kinds.stream().map(Fault.Kind::name).collect(Collectors.joining(","));
    return kinds.isEmpty()
        ? order
        : order
            + " KIND=%s MILLIS=%d TIMES=%d"
                .formatted(names.toLowerCase(Locale.ROOT), millis, times);
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
