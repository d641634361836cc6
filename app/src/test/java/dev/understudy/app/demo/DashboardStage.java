package dev.understudy.app.demo;

import com.microsoft.playwright.Page;
import dev.understudy.app.Patience;
import dev.understudy.app.verb.GroupStatus;
import dev.understudy.browser.Chromium;
import dev.understudy.browser.Chromium.Look;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An AVAILABLE group of three servers in processes of their own, with a client that writes all the
 * while, and a browser that looks at the name server's gateway.
 */
final class DashboardStage implements AutoCloseable {

  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SERVERS = 3;

  /** So many that the table of diverged records has a second page. */
  private static final int REQUESTS_ASIDE = 30;

  private final DemoCluster cluster =
      new DemoCluster(new TreeSet<>(Set.of(1, 2, 3)), this::happened);
  private final Chromium chromium = new Chromium();
  private final List<JsonObject> events = new ArrayList<>();
  private final List<DemoClient> clients = new ArrayList<>();
  private final Ledger ledger = new Ledger();

  /** Starts everything; the browser has no page yet. */
  void start() {
    cluster.start(DemoCluster.NAME_SERVER);
    cluster.servers().forEach(cluster::start);
    whole();
    write(DemoCluster.NAME_SERVER);
  }

  Chromium chromium() {
    return chromium;
  }

  /** The page of the group. */
  Page group(Look look) {
    return chromium.open(url() + "/#/groups/" + DemoCluster.GROUP, look);
  }

  /** The page of all groups. */
  Page overview(Look look) {
    return chromium.open(url() + "/", look);
  }

  String url() {
    return cluster.url(DemoCluster.NAME_SERVER);
  }

  /** Waits for one master and three servers in sync; returns the master. */
  int whole() {
    AtomicInteger master = new AtomicInteger();
    Patience.await(
        "a whole group",
        START,
        () -> {
          GroupStatus status = cluster.status();
          status.master().ifPresent(one -> master.set(one.getInteger("serverId")));
          return status.complaints(SERVERS).isEmpty();
        });
    return master.get();
  }

  void kill(int server) {
    cluster.kill(server);
  }

  /** Starts again whoever was killed. */
  void startGoneAgain() {
    cluster.servers().stream().filter(server -> !cluster.isAlive(server)).forEach(cluster::start);
    whole();
  }

  /** Ends the node that has the gateway and the only name server; returns when it is gone. */
  void killGateway() {
    cluster.kill(DemoCluster.NAME_SERVER);
  }

  void startGatewayAgain() {
    cluster.start(DemoCluster.NAME_SERVER);
    whole();
  }

  /** Cuts server 1 from the others until there are two masters, and both have done something. */
  void split() {
    long from = System.currentTimeMillis();
    cluster.isolate(1);
    Patience.await("two masters", PATIENCE, () -> happenedSince(from, "duplicate-registration"));
    write(2);
    DemoClient aside = write(1);
    Patience.await("requests", START, () -> aside.acknowledged() >= REQUESTS_ASIDE);
    aside.close();
  }

  /** Ends a cut, if there is one: what one test leaves behind must not fail the next. */
  void heal() {
    cluster.heal();
  }

  /** Lets both sides meet, and waits until one master is left. */
  void join() {
    stopWriting();
    cluster.heal();
    whole();
    write(DemoCluster.NAME_SERVER);
  }

  @Override
  public void close() {
    stopWriting();
    chromium.close();
    cluster.close();
    cluster.removeLogs();
  }

  private DemoClient write(int node) {
    DemoClient client =
        new DemoClient("client-" + node + "-" + clients.size(), cluster.gateway(node), ledger);
    clients.add(client);
    client.start();
    return client;
  }

  private void stopWriting() {
    clients.forEach(DemoClient::close);
    clients.clear();
  }

  private synchronized void happened(JsonObject event) {
    events.add(event);
  }

  private synchronized boolean happenedSince(long millis, String type) {
    return events.stream()
        .anyMatch(event -> event.getString("type").equals(type) && event.getLong("time") >= millis);
  }
}
