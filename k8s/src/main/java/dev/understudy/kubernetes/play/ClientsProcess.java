package dev.understudy.kubernetes.play;

import dev.understudy.app.Failure;
import dev.understudy.app.verb.Gateway;
import dev.understudy.app.verb.GroupStatus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A program for a host: clients of the group, which call through the gateways that are ready.
 *
 * <ul>
 *   <li>{@code endpoints URL...}: these are ready from now on
 *   <li>{@code call CLIENTS PER-SECOND}: so many begin, beside those who call already
 *   <li>{@code rest}, {@code go-on}: make no call meanwhile
 *   <li>{@code anew}: as if they never had a session; to be said while they rest
 *   <li>{@code tell}: answered with a {@link Tally#line tally}
 *   <li>{@code master}: answered with {@code master ID}, or -1 where there is none
 * </ul>
 *
 * <p>It says {@code acknowledged} with the first answer, also after {@code anew}, and {@code late
 * WHY} or {@code wrong WHY} with each call that did not end as it should.
 */
public final class ClientsProcess {

  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  /** What is late by less is made up for. */
  private static final Duration MADE_UP_FOR = Duration.ofSeconds(2);

  private static final int NOBODY = -1;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();
  private final Endpoints endpoints = new Endpoints();
  private final String group;
  private final List<SessionClient> clients = new ArrayList<>();
  private final Counts counts = new Counts();
  private final AtomicBoolean first = new AtomicBoolean(true);
  private volatile boolean resting;

  private ClientsProcess(String group) {
    this.group = group;
  }

  /**
   * Runs until its standard input ends.
   *
   * @param arguments the group
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    ClientsProcess process = new ClientsProcess(arguments[0]);
    int warm = WarmUp.of(process.http);
    System.err.println(warm + " calls made to warm up");
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String order = orders.readLine();
    while (order != null) {
      process.obey(order.split(" ", -1));
      order = orders.readLine();
    }
  }

  private void obey(String[] words) {
    switch (words[0]) {
      case "endpoints" -> endpoints.become(Arrays.stream(words).skip(1).map(URI::create).toList());
      case "call" -> call(Integer.parseInt(words[1]), Double.parseDouble(words[2]));
      case "rest" -> resting = true;
      case "go-on" -> resting = false;
      case "anew" -> anew();
      case "tell" -> System.out.println(counts.tally().line());
      case "master" -> System.out.println("master " + master());
      default -> throw new IllegalArgumentException("no such order: " + words[0]);
    }
  }

  private void call(int count, double perSecond) {
    long periodNanos = (long) (TimeUnit.SECONDS.toNanos(1) * count / perSecond);
    for (int i = 0; i < count; i++) {
      String name = "client-" + clients.size();
      SessionClient client = new SessionClient(http, endpoints, group, name, counts::again);
      clients.add(client);
      long first = periodNanos * i / count;
      Thread thread = new Thread(() -> run(client, first, periodNanos), name);
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void anew() {
    clients.forEach(SessionClient::forget);
    first.set(true);
  }

  private void run(SessionClient client, long firstNanos, long periodNanos) {
    long due = System.nanoTime() + firstNanos;
    try {
      while (true) {
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        if (!resting) {
          long from = System.nanoTime();
          Outcome outcome = client.call();
          ended(outcome, System.nanoTime() - from);
        }
        due = Math.max(due + periodNanos, System.nanoTime() - MADE_UP_FOR.toNanos());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void ended(Outcome outcome, long nanos) {
    counts.ended(outcome, nanos);
    if (!outcome.isAcknowledged()) {
      System.out.println(outcome.kind().name().toLowerCase(Locale.ROOT) + " " + outcome.why());
    } else if (first.compareAndSet(true, false)) {
      System.out.println("acknowledged");
    }
  }

  private int master() {
    try {
      return endpoints
          .next()
          .map(url -> GroupStatus.of(new Gateway(List.of(url), ANSWER), group))
          .flatMap(GroupStatus::master)
          .map(master -> master.getInteger("serverId"))
          .orElse(NOBODY);
    } catch (Failure e) {
      return NOBODY;
    }
  }
}
