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
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A program for a host: the probes of the kubelet. It obeys the lines on its standard input:
 *
 * <ul>
 *   <li>{@code probe POD KIND URL PERIOD-MILLIS TIMEOUT-MILLIS FAILURES}: ask from now on
 *   <li>{@code stop POD KIND}: ask no more
 * </ul>
 *
 * <p>It says {@code ok POD KIND} when a probe succeeds that did not before, and {@code failed POD
 * KIND} when it has failed that often in a row.
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
    String name = words[1] + " " + words[2];
    ScheduledFuture<?> former = probes.remove(name);
    if (former != null) {
      former.cancel(false);
    }
    if (words[0].equals("probe")) {
      URI url = URI.create(words[3]);
      long[] numbers = Arrays.stream(words).skip(4).mapToLong(Long::parseLong).toArray();
      HttpRequest request =
          HttpRequest.newBuilder(url).timeout(Duration.ofMillis(numbers[1])).build();
      Probe probe = new Probe(name, request, numbers[2]);
      probes.put(name, clock.scheduleAtFixedRate(probe::ask, 0, numbers[0], TimeUnit.MILLISECONDS));
    }
  }

  private final class Probe {

    private final String name;
    private final HttpRequest request;
    private final long most;
    private long failures;
    private boolean succeeds;

    Probe(String name, HttpRequest request, long most) {
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
      return response.statusCode() >= 200 && response.statusCode() < 400;
    }

    private synchronized void answered(boolean ok) {
      failures = ok ? 0 : failures + 1;
      boolean changed = ok ? !succeeds : failures == most;
      if (changed && probes.containsKey(name)) {
        succeeds = ok;
        System.out.println((ok ? "ok " : "failed ") + name);
      }
    }
  }
}
