package dev.understudy.kubernetes.play;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A program for a host: the readiness probes of the kubelet. It obeys the lines on its standard
 * input, {@code probe NAME URL PERIOD-MILLIS TIMEOUT-MILLIS FAILURES} and {@code forget NAME}, and
 * says {@code ready NAME} and {@code unready NAME} when that changes.
 */
public final class KubeletProcess {

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, ScheduledFuture<?>> probes = new ConcurrentHashMap<>();

  private KubeletProcess() {}

  /** Runs until its standard input ends. */
  public static void main(String[] arguments) throws IOException {
    KubeletProcess kubelet = new KubeletProcess();
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String order = orders.readLine();
    while (order != null) {
      kubelet.obey(order.split(" ", -1));
      order = orders.readLine();
    }
    kubelet.clock.shutdownNow();
  }

  private void obey(String[] words) {
    String name = words[1];
    ScheduledFuture<?> former = probes.remove(name);
    if (former != null) {
      former.cancel(false);
    }
    if (words[0].equals("probe")) {
      long period = Long.parseLong(words[3]);
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(words[2]))
              .timeout(Duration.ofMillis(Long.parseLong(words[4])))
              .build();
      Probe probe = new Probe(name, request, Integer.parseInt(words[5]));
      probes.put(name, clock.scheduleAtFixedRate(probe::ask, 0, period, TimeUnit.MILLISECONDS));
    }
  }

  private final class Probe {

    private final String name;
    private final HttpRequest request;
    private final int most;
    private final AtomicInteger failures = new AtomicInteger();
    private boolean ready;

    Probe(String name, HttpRequest request, int most) {
      this.name = name;
      this.request = request;
      this.most = most;
    }

    void ask() {
      CompletableFuture<Void> unused =
          client
              .sendAsync(request, BodyHandlers.discarding())
              .handle((response, failure) -> failure == null && isOk(response))
              .thenAccept(this::answered);
    }

    private static boolean isOk(HttpResponse<?> response) {
      return response.statusCode() == 200;
    }

    private synchronized void answered(boolean ok) {
      int failed = ok ? 0 : failures.incrementAndGet();
      failures.set(failed);
      boolean now = ok || (ready && failed < most);
      if (now != ready && probes.containsKey(name)) {
        ready = now;
        System.out.println((now ? "ready " : "unready ") + name);
      }
    }
  }
}
