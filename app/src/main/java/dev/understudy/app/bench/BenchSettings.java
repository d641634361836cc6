package dev.understudy.app.bench;

import dev.understudy.group.Mode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is to be measured. A list that is empty was not given; where any is given, what is measured
 * is all combinations.
 *
 * @param quick a choice that ends within three minutes
 * @param json where the results go as JSON besides; {@code -} is standard output
 * @param profile the folder for recordings of every process, if there are to be any
 * @param depths requests in flight
 * @param rates requests a second
 * @param map whether an {@code AsyncMap} is measured too
 * @param rounds of baseline and group, of which medians are taken
 * @param window how long one of them is measured; empty for what fits
 * @param warmUp how long all of it warms up at most; empty for the usual
 * @param experiments what is to be measured besides, or instead where no case was chosen
 * @param plots the folder for plots, if there are to be any
 * @param from files with earlier results; where there are any, nothing is measured
 */
public record BenchSettings(
    boolean quick,
    Optional<Path> json,
    Optional<Path> profile,
    List<Operation> operations,
    List<Mode> modes,
    List<Integer> depths,
    List<Integer> payloads,
    List<Integer> rates,
    boolean map,
    int rounds,
    Optional<Duration> window,
    Optional<Duration> warmUp,
    List<Experiment> experiments,
    Optional<Path> plots,
    List<Path> from) {

  public BenchSettings {
    operations = List.copyOf(operations);
    modes = List.copyOf(modes);
    depths = List.copyOf(depths);
    payloads = List.copyOf(payloads);
    rates = List.copyOf(rates);
    experiments = List.copyOf(experiments);
    from = List.copyOf(from);
  }

  /** Whether nothing was chosen: the usual cases are meant. */
  public boolean isUsual() {
    return operations.isEmpty()
        && modes.isEmpty()
        && depths.isEmpty()
        && payloads.isEmpty()
        && rates.isEmpty();
  }

  /** Whether cases are to be measured: always, but where experiments alone were chosen. */
  public boolean hasCases() {
    return experiments.isEmpty() || quick || !isUsual();
  }
}
