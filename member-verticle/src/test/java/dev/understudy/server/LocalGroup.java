package dev.understudy.server;

import dev.understudy.group.ServerId;
import dev.understudy.nameserver.NameServerOptions;
import dev.understudy.nameserver.NameServerVerticle;
import dev.understudy.service.Service;
import dev.understudy.wire.Addresses;
import dev.understudy.wire.ControlProtocol;
import dev.understudy.wire.ControlProtocol.Command;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Servers of one group, and a name server, on one Vert.x that is not clustered. */
final class LocalGroup {

  static final String NAME = "sum";
  private static final long PATIENCE_MILLIS = 20_000;

  final Vertx vertx = Vertx.vertx();
  private final Map<Integer, MemberVerticle> members = new LinkedHashMap<>();
  private final Map<Integer, String> deployments = new LinkedHashMap<>();
  private final BlockingQueue<JsonObject> events = new LinkedBlockingQueue<>();

  LocalGroup() throws InterruptedException {
    vertx.eventBus().consumer(Addresses.EVENTS, this::hear);
    await(vertx.deployVerticle(new NameServerVerticle(new NameServerOptions().setId("local"))));
  }

  static MemberOptions consistent(int server) {
    return new MemberOptions()
        .setGroup(NAME)
        .setServerId(server)
        .setVoters(List.of(1, 2, 3))
        .setFaultInjection(true);
  }

  static MemberOptions available(int server) {
    return new MemberOptions()
        .setGroup(NAME)
        .setServerId(server)
        .setAvailable(true)
        .setFaultInjection(true);
  }

  void deploy(MemberOptions options) throws InterruptedException {
    deploy(new SumService(), options);
  }

  void deploy(Service service, MemberOptions options) throws InterruptedException {
    MemberVerticle member = new MemberVerticle(service, options);
    members.put(options.getServerId(), member);
    deployments.put(options.getServerId(), await(vertx.deployVerticle(member)));
  }

  MemberVerticle member(int server) {
    return Objects.requireNonNull(members.get(server));
  }

  void undeploy(int server) throws InterruptedException {
    await(vertx.undeploy(String.valueOf(deployments.remove(server))));
  }

  JsonObject command(int server, Command command) throws InterruptedException {
    return await(
        vertx
            .eventBus()
            .<JsonObject>request(
                Addresses.server(NAME, new ServerId(server)), ControlProtocol.json(command))
            .map(Message::body));
  }

  JsonObject status(int server) throws InterruptedException {
    return command(server, new ControlProtocol.Status());
  }

  /** Asks until the status is as wanted. */
  JsonObject awaitStatus(int server, Predicate<JsonObject> wanted) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    JsonObject status = status(server);
    while (!wanted.test(status)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("server " + server + " stayed " + status.encodePrettily());
      }
      await(vertx.timer(10, TimeUnit.MILLISECONDS));
      status = status(server);
    }
    return status;
  }

  /** The next event that is as wanted; those before it are forgotten. */
  JsonObject awaitEvent(Predicate<JsonObject> wanted) throws InterruptedException {
    while (true) {
      JsonObject event = events.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      if (event == null) {
        throw new AssertionError("no such event");
      }
      if (wanted.test(event)) {
        return event;
      }
    }
  }

  void forgetEvents() {
    events.clear();
  }

  private void hear(Message<Object> message) {
    if (message.body() instanceof JsonObject event && event.getValue("type") instanceof String) {
      events.add(event);
    }
  }

  static <T> T await(Future<T> future) throws InterruptedException {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  void close() throws InterruptedException {
    await(vertx.close());
  }
}
