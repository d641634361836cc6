package dev.understudy.app.demo;

import dev.understudy.app.Failure;
import dev.understudy.monitor.AccessRole;
import dev.understudy.monitor.MonitorOptions;
import dev.understudy.monitor.MonitorTokens;
import dev.understudy.monitor.MonitorVerticle;
import dev.understudy.nameserver.NameServerOptions;
import dev.understudy.nameserver.NameServerVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A gateway of this process that wants a token. */
public final class GuardedGateway implements AutoCloseable {

  public static final String READ_TOKEN = "a-token-of-those-who-read";

  private static final long PATIENCE_SECONDS = 20;

  private final Vertx vertx = Vertx.vertx();
  private final MonitorVerticle monitor =
      new MonitorVerticle(
          new MonitorOptions()
              .setPort(0)
              .setTokens(new MonitorTokens().setToken(AccessRole.READ, READ_TOKEN)));

  public GuardedGateway() {
    await(vertx.deployVerticle(new NameServerVerticle(new NameServerOptions())));
    await(vertx.deployVerticle(monitor));
  }

  public String url() {
    return "http://127.0.0.1:" + monitor.actualPort() + "/";
  }

  @Override
  public void close() {
    await(vertx.close());
  }

  private static void await(Future<?> future) {
    try {
      future.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw Failure.error("not in time: " + e.getMessage());
    }
  }
}
