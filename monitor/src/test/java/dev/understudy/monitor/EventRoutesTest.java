package dev.understudy.monitor;

import static dev.understudy.monitor.TestCluster.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.Epoch;
import dev.understudy.group.Event;
import dev.understudy.group.EventType;
import dev.understudy.group.ServerId;
import dev.understudy.wire.Addresses;
import dev.understudy.wire.EventJson;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The event stream of a gateway over HTTP. */
class EventRoutesTest {

  private static final String STREAMS = "understudy_gateway_streams ";

  private final Vertx vertx = Vertx.vertx();
  private TestGateway gateway = new TestGateway(0);

  @BeforeEach
  void start() throws InterruptedException {
    gateway = gateway(new MonitorLimits().setHeartbeatMillis(100).setMaxStreams(2));
  }

  @AfterEach
  void stop() throws InterruptedException {
    await(vertx.close());
  }

  @Test
  void streamsTheEventsOfTheClusterAsTheyWerePublished() throws InterruptedException {
    try (EventReader reader = EventReader.open(gateway, "")) {
      EventReader.Event hello = reader.next();
      JsonObject published = publish("kv", EventType.MASTER_ELECTED);
      EventReader.Event event = reader.next();

      assertThat(hello.name()).isEqualTo("hello");
      assertThat(hello.data().getLong("heartbeatMillis")).isEqualTo(100);
      assertThat(event.name()).isEqualTo("message");
      assertThat(event.id()).isEqualTo(hello.data().getString("stream") + "-1");
      assertThat(event.data()).isEqualTo(published);
    }
  }

  @Test
  void endsInGoodOrderWhenAllThatIsKeptWasWanted() throws InterruptedException {
    assertThat(gateway.get("/api/events?from=first&until=now").text()).contains("event: hello");

    assertThat(gateway.get("/metrics").text())
        .contains(STREAMS + "0")
        .doesNotContain("code=\"internal\"");
  }

  @Test
  void goesOnWhereAReaderWasCutOff() throws InterruptedException {
    String seen;
    try (EventReader reader = EventReader.open(gateway, "")) {
      reader.next();
      publish("kv", EventType.MASTER_ELECTED);
      seen = reader.next().id();
    }
    publish("kv", EventType.SERVER_JOINED);
    publish("kv", EventType.SERVER_LEFT);

    try (EventReader again = EventReader.open(gateway, "", "Last-Event-ID", seen)) {
      assertThat(again.next().id()).isEqualTo(seen);
      assertThat(again.next().data().getString("type")).isEqualTo("server-joined");
      assertThat(again.next().data().getString("type")).isEqualTo("server-left");
    }
  }

  @Test
  void sendsHeartbeatsThatTakeTheReadersPlaceAlong() throws InterruptedException {
    try (EventReader reader = EventReader.open(gateway, "?group=other")) {
      reader.next();
      publish("kv", EventType.MASTER_ELECTED);
      EventReader.Event beat =
          reader.next(event -> event.data().getLong("last", 0L) == 1 && !isHello(event));

      assertThat(beat.name()).isEqualTo("heartbeat");
      assertThat(beat.id()).endsWith("-1");
      assertThat(beat.data().getLong("time")).isPositive();
    }
  }

  @Test
  void givesWhatAReaderAsksForAndRefusesWhatThereIsNot() throws InterruptedException {
    publish("kv", EventType.MASTER_ELECTED);
    publish("stock", EventType.MASTER_ELECTED);
    publish("stock", EventType.SERVER_LEFT);
    String query = "?from=first&group=stock&types=server-left,diverged";
    try (EventReader reader = EventReader.open(gateway, query)) {
      reader.next();
      assertThat(reader.next().data().getString("type")).isEqualTo("server-left");
    }
    gateway.get("/api/events?group=a%20b").requireError(400, "invalid");
    gateway.get("/api/events?types=server-lost").requireError(400, "invalid");
    gateway.get("/api/events?from=yesterday").requireError(400, "invalid");
    gateway.get("/api/events?until=tomorrow").requireError(400, "invalid");
    gateway.getWith("/api/events", "Last-Event-ID", "seven").requireError(400, "invalid");
  }

  @Test
  void opensNoMoreStreamsThanItsBound() throws InterruptedException {
    try (EventReader one = EventReader.open(gateway, "");
        EventReader two = EventReader.open(gateway, "")) {
      one.next();
      two.next();
      gateway.get("/api/events").requireError(429, "overloaded");
    }
  }

  @Test
  void passesOnNothingThatIsNoEvent() throws InterruptedException {
    try (EventReader reader = EventReader.open(gateway, "")) {
      reader.next();
      for (Object wrong :
          new Object[] {
            "text",
            7,
            Buffer.buffer("bytes"),
            new JsonObject(),
            odd().put("type", 1),
            odd().put("group", "a\nb"),
            odd().put("type", "a\n\nevent: hello"),
            odd().put("type", "x".repeat(65)),
            odd().putNull("time"),
            odd().put("time", "2026-01-01"),
            odd().put("time", 0.5),
            odd().put("time", -1),
            odd().put("time", Long.MAX_VALUE)
          }) {
        vertx.eventBus().publish(Addresses.EVENTS, wrong);
      }
      vertx.eventBus().publish(Addresses.EVENTS, odd());

      assertThat(reader.next().data()).isEqualTo(odd());
    }
  }

  @Test
  void endsTheStreamOfAReaderThatTakesNothingAndOthersGoOn()
      throws InterruptedException, IOException {
    TestGateway small = gateway(new MonitorLimits().setHeartbeatMillis(100).setStreamEvents(10));
    try (Socket deaf = new Socket();
        EventReader reader = EventReader.open(small, "")) {
      deaf.setReceiveBufferSize(4_096);
      deaf.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), small.port()));
      deaf.getOutputStream()
          .write("GET /api/events HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(deaf.getInputStream().read()).isEqualTo('H');
      reader.next();
      assertThat(small.textUntil("/metrics", text -> text.contains(STREAMS + "2.0"))).isNotEmpty();
      String long16k = "x".repeat(16_384);
      for (int i = 1; i <= 1_500; i++) {
        vertx
            .eventBus()
            .publish(
                Addresses.EVENTS,
                new JsonObject()
                    .put("type", "diverged-dropped")
                    .put("group", "kv")
                    .put("time", 1_700_000_000_000L)
                    .put("n", i)
                    .put("payload", long16k));
        int sent = i;
        reader.next(event -> event.data().getInteger("n", 0) == sent);
      }

      assertThat(small.textUntil("/metrics", text -> text.contains(STREAMS + "1.0"))).isNotEmpty();
    }
  }

  /** An event all the same. */
  private static JsonObject odd() {
    return new JsonObject()
        .put("type", "server-left")
        .put("group", "kv")
        .put("time", 1_700_000_000_000L)
        .put("why", "a\n\ndata: b");
  }

  private static boolean isHello(EventReader.Event event) {
    return event.name().equals("hello");
  }

  private JsonObject publish(String group, EventType type) {
    Event event = Event.of(type, group, new ServerId(2), Epoch.NONE).with("reason", "a test");
    JsonObject json = EventJson.of(event, 1_790_000_000_000L);
    vertx.eventBus().publish(Addresses.EVENTS, json);
    return json;
  }

  private TestGateway gateway(MonitorLimits limits) throws InterruptedException {
    MonitorVerticle monitor =
        new MonitorVerticle(new MonitorOptions().setPort(0).setAnswerMillis(100).setLimits(limits));
    await(vertx.deployVerticle(monitor));
    return new TestGateway(monitor.actualPort());
  }
}
