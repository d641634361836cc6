package dev.understudy.monitor;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Reads a gateway's event stream as a page does. */
final class EventReader implements Flow.Subscriber<String>, AutoCloseable {

  private static final int PATIENCE_SECONDS = 20;
  private static final String END = "end of stream";

  /**
   * An event.
   *
   * @param name {@code message} if it has none
   */
  record Event(String name, String id, JsonObject data) {}

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private Flow.Subscription subscription = new Silence();
  private CompletableFuture<?> answer = new CompletableFuture<>();

  /** No stream yet. */
  private static final class Silence implements Flow.Subscription {
    @Override
    public void request(long n) {}

    @Override
    public void cancel() {}
  }

  private EventReader() {}

  /** Opens a stream, with headers, each a name followed by a value. */
  static EventReader open(TestGateway gateway, String query, String... headers) {
    EventReader reader = new EventReader();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + gateway.port() + "/api/events" + query));
    reader.answer =
        HttpClient.newHttpClient()
            .sendAsync(
                (headers.length == 0 ? request : request.headers(headers)).build(),
                BodyHandlers.fromLineSubscriber(reader));
    return reader;
  }

  /** The next event that is no heartbeat. */
  Event next() throws InterruptedException {
    return next(event -> !event.name().equals("heartbeat"));
  }

  /** The next event of that kind; others before it are left out. */
  Event next(Predicate<Event> wanted) throws InterruptedException {
    Event event = read();
    while (!wanted.test(event)) {
      event = read();
    }
    return event;
  }

  private Event read() throws InterruptedException {
    String name = "message";
    String id = "";
    String data = "";
    for (String line = line(); !line.isEmpty() || data.isEmpty(); line = line()) {
      if (line.startsWith("event: ")) {
        name = line.substring(7);
      } else if (line.startsWith("id: ")) {
        id = line.substring(4);
      } else if (line.startsWith("data: ")) {
        data = line.substring(6);
      }
    }
    return new Event(name, id, new JsonObject(data));
  }

  private String line() throws InterruptedException {
    String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (line == null || line.equals(END)) {
      throw new AssertionError(line == null ? "no event in time" : END);
    }
    return line;
  }

  @Override
  public void onSubscribe(Flow.Subscription begun) {
    subscription = begun;
    begun.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(String line) {
    lines.add(line);
  }

  @Override
  public void onError(Throwable broken) {
    lines.add(END);
  }

  @Override
  public void onComplete() {
    lines.add(END);
  }

  @Override
  public void close() {
    subscription.cancel();
    answer.cancel(true);
  }
}
