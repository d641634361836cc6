package dev.understudy.app.bench;

import dev.understudy.app.Failure;
import dev.understudy.app.bench.Experiment.Failover;
import dev.understudy.app.bench.Experiment.Flood;
import dev.understudy.app.bench.Experiment.Growth;
import dev.understudy.app.bench.Experiment.Lookups;
import dev.understudy.app.bench.Experiment.Rejoin;
import dev.understudy.app.bench.Experiment.Scale;
import dev.understudy.app.bench.Experiment.Start;
import dev.understudy.app.bench.Experiment.Steady;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of {@code bench} that ask for an experiment; each one is carried out. */
final class ExperimentOptions {

  private static final int MOST_ROUNDS = 1_000;
  private static final int MOST_GROUPS = 30_000;
  private static final int MOST_SIZE = 9;

  @Option(
      names = "--start",
      paramLabel = "ROUNDS",
      description = "How long a node takes to start, and three members to the first answer.")
  private Optional<Integer> start = Optional.empty();

  @Option(
      names = "--failover",
      paramLabel = "ROUNDS",
      description = {
        "How long nobody answers when the master is killed: so many rounds",
        "with default settings, and as many with tuned ones."
      })
  private Optional<Integer> failover = Optional.empty();

  @Option(
      names = "--rejoin",
      paramLabel = "ROUNDS",
      description = "How long it takes from two masters to one, all others in sync.")
  private Optional<Integer> rejoin = Optional.empty();

  @Option(
      names = "--steady",
      paramLabel = "TIME",
      description = "Full load so long without a fault: no master may be given up.")
  private Optional<Duration> steady = Optional.empty();

  @Option(
      names = "--growth",
      paramLabel = "SERVERS",
      split = ",",
      description = {
        "What a write costs in groups of so many servers (3,5,7),",
        "with longer payloads, and with more in flight."
      })
  private List<Integer> growth = List.of();

  @Option(
      names = "--flood",
      paramLabel = "TIME",
      description = {
        "Ten times the requests that a group can bear, so long,",
        "while a backup stands still; and how fast it recovers."
      })
  private Optional<Duration> flood = Optional.empty();

  @Option(
      names = "--scale",
      paramLabel = "GROUPS",
      description = {
        "What so many idle groups in three processes cost,",
        "and how long they have no master if one of those is killed."
      })
  private Optional<Integer> scale = Optional.empty();

  @Option(
      names = "--lookups",
      paramLabel = "GROUPS",
      description = "Look-ups at a name server that knows so many groups of three.")
  private Optional<Integer> lookups = Optional.empty();

  /**
   * What was asked for.
   *
   * @throws Failure if a number is out of its range
   */
  List<Experiment> experiments() {
    requireWithin("--start", start.stream().toList(), 1, MOST_ROUNDS);
    requireWithin("--failover", failover.stream().toList(), 1, MOST_ROUNDS);
    requireWithin("--rejoin", rejoin.stream().toList(), 1, MOST_ROUNDS);
    requireWithin("--growth", growth, 3, MOST_SIZE);
    requireWithin("--scale", scale.stream().toList(), 1, MOST_GROUPS);
    requireWithin("--lookups", lookups.stream().toList(), 1, MOST_GROUPS);
    List<Experiment> all = new ArrayList<>();
    start.map(Start::new).ifPresent(all::add);
    failover.map(Failover::new).ifPresent(all::add);
    rejoin.map(Rejoin::new).ifPresent(all::add);
    if (!growth.isEmpty()) {
      all.add(new Growth(growth));
    }
    flood.map(Flood::new).ifPresent(all::add);
    scale.map(Scale::new).ifPresent(all::add);
    lookups.map(Lookups::new).ifPresent(all::add);
    steady.map(Steady::new).ifPresent(all::add);
    return all;
  }

  private static void requireWithin(String option, List<Integer> values, int least, int most) {
    for (int value : values) {
      if (value < least || value > most) {
        throw Failure.usage(option + " takes " + least + " to " + most + ", not " + value);
      }
    }
  }
}
