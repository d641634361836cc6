package dev.understudy.benchmarks.measure;

import dev.understudy.app.Failure;
import dev.understudy.benchmarks.report.Finding;
import dev.understudy.group.Mode;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/** What a group has counted, beside what its clients were told of their writes. */
record Audit(String group, long acknowledged, long unknown, long counted) {

  static Audit of(Cluster cluster, Mode mode) {
    JsonObject count = Client.of(cluster).count(mode);
    return new Audit(
        Layout.group(mode),
        count.getLong("acknowledged"),
        count.getLong("unknown"),
        count.getLong("counted"));
  }

  /** The same, with what another client was told. */
  Audit with(JsonObject tally) {
    return new Audit(
        group,
        acknowledged + tally.getLong("acknowledged"),
        unknown + tally.getLong("unknown"),
        counted);
  }

  /**
   * In words.
   *
   * @throws Failure if anything was lost or executed twice
   */
  String required() {
    String found =
        String.format(
            Locale.ROOT,
            "%s: %,d writes acknowledged, %,d unknown, %,d counted",
            group,
            acknowledged,
            unknown,
            counted);
    if (counted < acknowledged || counted > acknowledged + unknown) {
      throw Failure.error(found);
    }
    return found + ": nothing lost, nothing twice";
  }

  List<Finding> findings() {
    return List.of(
        Finding.count("acknowledged", "writes acknowledged", acknowledged),
        Finding.count("unknown", "of unknown outcome", unknown),
        Finding.count("counted", "counted by the group", counted));
  }
}
