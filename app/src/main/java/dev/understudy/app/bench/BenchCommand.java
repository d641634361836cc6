package dev.understudy.app.bench;

import dev.understudy.app.ExitCode;
import dev.understudy.app.Failure;
import dev.understudy.group.Mode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code understudy bench}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Measures on this machine how fast a group of three servers is, beside the plain event bus.",
      "Servers, name server and client are processes of their own on the loopback address. Each",
      "round measures the event bus without replication, the group, and a Vert.x AsyncMap; only",
      "ratios within one run say anything. Then come the experiments: start, fail-over, and so on.",
      "It takes about fifty minutes, with --quick less than three and without experiments; exit",
      "code 0 only if no acknowledged request was lost."
    },
    footer = {
      "",
      "With any of --operations, --modes, --depths, --payloads and --rates all their combinations",
      "are measured; what is not given is write, consistent, 1,16,128,1024 (unless there are"
          + " rates)",
      "and 64 then. With an option that names an experiment, those alone are carried out.",
      "",
      "EXAMPLES",
      "  understudy bench --quick --json bench.json",
      "  understudy bench --depths 1024 --rounds 5 --profile recordings",
      "  understudy bench --scale 1000",
      "  understudy bench --failover 5 --rejoin 10 --json faults.json",
      "  understudy bench --plots docs/plots --from bench.json,faults.json"
    })
public final class BenchCommand implements Callable<Integer> {

  private static final int MOST_DEPTH = 65_536;
  private static final int MOST_PAYLOAD = 1024 * 1024;
  private static final int MOST_RATE = 10_000_000;
  private static final int MOST_ROUNDS = 1_000;

  @Option(names = "--quick", description = "A choice of the cases; ends within three minutes.")
  private boolean quick;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write what was measured as JSON; - writes it to standard output, at the end.")
  private Optional<Path> json = Optional.empty();

  @Option(
      names = "--profile",
      paramLabel = "FOLDER",
      description = {
        "Afterwards record each case, 15 s each, with Flight Recorder,",
        "into this folder; with --quick those at depths 1 and 1024 only."
      })
  private Optional<Path> profile = Optional.empty();

  @Option(
      names = "--operations",
      paramLabel = "NAME",
      split = ",",
      description = "write, read (linearizable), stale-read, gateway-write (over HTTP).")
  private List<Operation> operations = List.of();

  @Option(
      names = "--modes",
      paramLabel = "NAME",
      split = ",",
      description = "consistent, available.")
  private List<Mode> modes = List.of();

  @Option(names = "--depths", paramLabel = "N", split = ",", description = "Requests in flight.")
  private List<Integer> depths = List.of();

  @Option(names = "--payloads", paramLabel = "BYTES", split = ",", description = "Bytes of each.")
  private List<Integer> payloads = List.of();

  @Option(
      names = "--rates",
      paramLabel = "N",
      split = ",",
      description = "Requests a second; how long they take is counted from when they were due.")
  private List<Integer> rates = List.of();

  @Option(names = "--no-map", description = "Leave the AsyncMap out.")
  private boolean noMap;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Rounds that medians are taken of. Default: ${DEFAULT-VALUE}.")
  private int rounds = 3;

  @Option(
      names = "--window",
      paramLabel = "TIME",
      description = "How long one measurement takes. Default: 2s, with --quick what there is.")
  private Optional<Duration> window = Optional.empty();

  @Option(
      names = "--warm-up",
      paramLabel = "TIME",
      description = "How long all of it warms up at most. Default: 4m, with --quick 75s.")
  private Optional<Duration> warmUp = Optional.empty();

  @Option(
      names = "--plots",
      paramLabel = "FOLDER",
      description = "Draw what was measured, as SVG files in this folder.")
  private Optional<Path> plots = Optional.empty();

  @Option(
      names = "--from",
      paramLabel = "FILE",
      split = ",",
      description = "Measure nothing: draw plots of what earlier runs wrote with --json.")
  private List<Path> from = List.of();

  @Mixin private ExperimentOptions experiments = new ExperimentOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    requireWithin("--depths", depths, MOST_DEPTH);
    requireWithin("--payloads", payloads, MOST_PAYLOAD);
    requireWithin("--rates", rates, MOST_RATE);
    requireWithin("--rounds", List.of(rounds), MOST_ROUNDS);
    Benchmarks benchmarks =
        ServiceLoader.load(Benchmarks.class)
            .findFirst()
            .orElseThrow(
                () ->
                    Failure.error(
                        "the benchmarks are not in this jar; \"./understudy bench\", in a checkout,"
                            + " builds and runs them"));
    benchmarks.run(settings(), spec.commandLine().getOut(), spec.commandLine().getErr());
    return ExitCode.OK;
  }

  private BenchSettings settings() {
    return new BenchSettings(
        quick,
        json,
        profile,
        operations,
        modes,
        depths,
        payloads,
        rates,
        !noMap,
        rounds,
        window,
        warmUp,
        experiments.experiments(),
        plots,
        from);
  }

  private static void requireWithin(String option, List<Integer> values, int most) {
    for (int value : values) {
      if (value < 1 || value > most) {
        throw Failure.usage(option + " takes 1 to " + most + ", not " + value);
      }
    }
  }
}
