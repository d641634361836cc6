package dev.understudy.benchmarks.measure;

import dev.understudy.app.Patience;
import dev.understudy.benchmarks.report.Finding;
import dev.understudy.benchmarks.report.Findings;
import dev.understudy.benchmarks.report.Numbers;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * A name server that knows many groups of three. Three processes renew the registrations as nodes
 * with that many servers would; four others ask who is master, 64 questions in flight each.
 */
final class LookupExperiment {

  private static final int CLIENTS = 4;
  private static final int DEPTH = 64;
  private static final Duration WARM_UP = Duration.ofSeconds(20);
  private static final Duration RENEWALS = Duration.ofSeconds(15);
  private static final Duration WINDOW = Duration.ofSeconds(3);
  private static final int ROUNDS = 5;

  private final Cluster cluster;
  private final int groups;
  private final Consumer<String> progress;

  LookupExperiment(Cluster cluster, int groups, Consumer<String> progress) {
    this.cluster = cluster;
    this.groups = groups;
    this.progress = progress;
  }

  Findings run() {
    Child nameServer = cluster.startNameServer();
    List<Child> clients = new ArrayList<>();
    List<Child> nodes = new ArrayList<>();
    for (int number = 1; number <= CLIENTS; number++) {
      clients.add(cluster.launchClient("client-" + number));
    }
    cluster.servers().forEach(id -> nodes.add(cluster.launchClient("node-" + id)));
    clients.forEach(Child::awaitReady);
    nodes.forEach(Child::awaitReady);
    double renewMillis = renew(nodes);
    Patience.pause(WARM_UP);
    Usage renewing = Usage.during(RENEWALS, cluster.all());
    double renewals = renewing.processes().getOrDefault(nameServer.name(), 0.0);
    progress.accept(String.format(Locale.ROOT, "renewals: %.3f processors", renewals));
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.count("groups", "groups of three that it knows", groups));
    findings.addAll(lookUp(clients));
    findings.add(Finding.millis("renewMillis", "every registration is renewed every", renewMillis));
    findings.add(Finding.cores("renewalCores", "renewals alone, name server", renewals));
    findings.add(Finding.cores("otherCores", "something else, meanwhile", renewing.others()));
    return new Findings("lookups", "Look-ups at a name server", findings, renewing.toJson());
  }

  /** Has each node renew its registrations from now on; returns how often that is. */
  private double renew(List<Child> nodes) {
    double renewMillis = 0;
    for (int id : cluster.servers()) {
      JsonObject order = new JsonObject().put("server", id).put("groups", groups);
      renewMillis = nodes.get(id - 1).order("renew", order).getLong("renewMillis");
    }
    return renewMillis;
  }

  private List<Finding> lookUp(List<Child> clients) {
    clients.forEach(client -> client.order("start", order()));
    Patience.pause(WARM_UP);
    List<Double> rates = new ArrayList<>();
    List<Double> medians = new ArrayList<>();
    long failed = sample(clients).failed();
    for (int round = 0; round < ROUNDS; round++) {
      Patience.pause(WINDOW);
      Answered answered = sample(clients);
      progress.accept(
          String.format(
              Locale.ROOT,
              "%,.0f/s, %d failed %s",
              answered.perSecond(),
              answered.failed(),
              answered.lastFailure()));
      failed += answered.failed();
      rates.add(answered.perSecond());
      medians.add(answered.p50Micros());
    }
    clients.forEach(client -> client.order("stop"));
    return List.of(
        Finding.perSecond("perSecond", "look-ups from 4 clients", Numbers.median(rates)),
        new Finding("p50Micros", "one of them takes, p50", Numbers.median(medians), "%,.0f us"),
        Finding.count("failed", "that failed", failed));
  }

  private JsonObject order() {
    return new JsonObject()
        .put("target", "lookup")
        .put("groups", groups)
        .put("depth", DEPTH)
        .put("payloadBytes", 0);
  }

  /** What all clients were answered since the last time. */
  private record Answered(double perSecond, double p50Micros, long failed, String lastFailure) {}

  private static Answered sample(List<Child> clients) {
    List<JsonObject> samples = clients.stream().map(client -> client.order("sample")).toList();
    return new Answered(
        samples.stream().mapToDouble(Client::perSecond).sum(),
        Numbers.median(samples.stream().map(sample -> sample.getDouble("p50Micros")).toList()),
        samples.stream().mapToLong(sample -> sample.getLong("failed")).sum(),
        samples.get(0).getString("lastFailure"));
  }
}
