package dev.understudy.monitor;

import dev.understudy.wire.FailureCode;
import io.netty.util.NetUtil;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Route;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP gateway of a node: clients need not join the cluster. Serves any group of the cluster;
 * any number of gateways may run.
 *
 * <p>Deployed in code with options, or by class name with {@link MonitorOptions} as its JSON
 * configuration. The deployment completes when it listens; it fails with an {@link
 * IllegalArgumentException} if an option is out of its range, and with a {@link
 * java.net.BindException} if the port is taken. Routes and answers are those of {@code
 * docs/http.md}. Every error is JSON, {@code {"code","message"}}, where the code is that of {@link
 * FailureCode}, or {@code no-name-server}, {@code unknown-server}, {@code refused}, {@code
 * not-ready}, {@code leaving}, {@code unfinished}, {@code not-found} or {@code internal}.
 */
public final class MonitorVerticle extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(MonitorVerticle.class);

  private final Optional<MonitorOptions> givenOptions;
  private final Authenticator authenticator;
  private Optional<HttpServer> server = Optional.empty();
  private Optional<Gateway> gateway = Optional.empty();

  /** For deployment by class name. */
  public MonitorVerticle() {
    givenOptions = Optional.empty();
    authenticator = Authenticator.EVERYBODY;
  }

  /** A gateway that everybody may use. */
  public MonitorVerticle(MonitorOptions options) {
    this(options, Authenticator.EVERYBODY);
  }

  /** A gateway for those whom {@code authenticator} admits. */
  public MonitorVerticle(MonitorOptions options, Authenticator authenticator) {
    givenOptions = Optional.of(new MonitorOptions(options));
    this.authenticator = authenticator;
  }

  /** The port that is listened on; 0 until the deployment is complete. */
  public int actualPort() {
    return server.map(HttpServer::actualPort).orElse(0);
  }

  @Override
  public Future<?> start() {
    MonitorOptions options = givenOptions.orElseGet(() -> new MonitorOptions(config())).required();
    warnOfOpenDoor(options);
    Gateway parts = new Gateway(vertx, options, authenticator);
    gateway = Optional.of(parts);
    return parts.start().onSuccess(listening -> server = Optional.of(listening));
  }

  @Override
  public Future<?> stop() {
    gateway.ifPresent(Gateway::close);
    return Future.succeededFuture();
  }

  /** What is served. */
  List<Route> routes() {
    return gateway.map(Gateway::routes).orElse(List.of());
  }

  private void warnOfOpenDoor(MonitorOptions options) {
    if (authenticator == Authenticator.EVERYBODY
        && options.getTokens().isEmpty()
        && !isLoopback(options.getHost())) {
      LOG.warn(
          "everybody who reaches {} may do everything at this gateway: set tokens, or let only"
              + " those reach it who may",
          options.getHost());
    }
  }

  /** Without asking anybody what a name stands for. */
  private static boolean isLoopback(String host) {
    byte[] address = NetUtil.createByteArrayFromIpAddressString(host);
    if (address == null) {
      return host.equalsIgnoreCase("localhost");
    }
    boolean ofIpv4 = address.length == 4 && address[0] == 127;
    return ofIpv4 || host.equals("::1") || host.equals("0:0:0:0:0:0:0:1");
  }
}
