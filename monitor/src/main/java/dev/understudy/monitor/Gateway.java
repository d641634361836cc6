package dev.understudy.monitor;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.understudy.monitor.metrics.Meters;
import dev.understudy.monitor.stream.EventBuffer;
import dev.understudy.monitor.stream.EventStreams;
import dev.understudy.wire.FailureCode;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.security.SecureRandom;
import java.util.List;

/** The parts of a gateway, put together. */
final class Gateway {

  private static final int IDLE_SECONDS = 120;

  private final Vertx vertx;
  private final MonitorOptions options;
  private final Router router;
  private final Meters meters;
  private final Refusals refusals;
  private final Connections connections;
  private final EventFeed feed = new EventFeed();
  private final EventStreams streams;
  private final NameServers nameServers;
  private final RecentServers recent;
  private final Drills drills;

  Gateway(Vertx vertx, MonitorOptions options, Authenticator authenticator) {
    this.vertx = vertx;
    this.options = options;
    MonitorLimits limits = options.getLimits();
    router = Router.router(vertx);
    meters = new Meters(limits.getMaxObservedGroups(), limits.getMaxObservedServers());
    refusals = new Refusals(meters.gateway());
    connections = new Connections(vertx, limits.getMaxConnections(), limits.getHeadMillis());
    streams = streams(limits);
    nameServers = new NameServers(vertx, options);
    recent =
        new RecentServers(
            limits.getMaxObservedGroups(), () -> NANOSECONDS.toMillis(System.nanoTime()));
    drills = new Drills(vertx, nameServers, options);
    mount(new Border(vertx, router, authenticator, refusals, options));
  }

  /** Begins to listen: to the cluster, and to clients. */
  Future<HttpServer> start() {
    feed.add((group, type, event, text) -> streams.add(group, type, text));
    feed.add((group, type, event, text) -> meters.events().happened(group, type, event));
    feed.add((group, type, event, text) -> drills.happened(group, event));
    feed.add((group, type, event, text) -> recent.happened(group, type, event));
    streams.start(vertx);
    return Future.all(nameServers.start(), feed.start(vertx)).compose(started -> listen());
  }

  /** What is served. */
  List<Route> routes() {
    return router.getRoutes();
  }

  void close() {
    meters.close();
  }

  private static EventStreams streams(MonitorLimits limits) {
    String life = Integer.toHexString(new SecureRandom().nextInt());
    return new EventStreams(
        new EventBuffer(life, limits.getStreamEvents(), limits.getStreamBytes()),
        limits.getMaxStreams(),
        limits.getHeartbeatMillis());
  }

  private void mount(Border border) {
    Servers servers = new Servers(vertx, options);
    GroupStatuses statuses = new GroupStatuses(nameServers, servers, recent);
    Observer observer = new Observer(vertx, statuses, options.getLimits(), meters);
    GroupClients clients = new GroupClients(vertx, nameServers, options);
    new RequestRoutes(clients, meters.requests()).mount(border);
    new GroupRoutes(statuses, new Overview(observer, meters.requests()), meters.requests())
        .mount(border);
    new CheckRoutes(nameServers, servers).mount(border);
    new MastershipRoutes(nameServers, servers).mount(border);
    new DivergedRoutes(nameServers, servers).mount(border);
    new DrillRoutes(drills).mount(border);
    new EventRoutes(vertx, streams).mount(border);
    new MetricsRoutes(vertx, observer, meters, streams, connections).mount(border);
    new OpenApiRoutes().mount(border);
    new DashboardRoutes().mount(border);
    new HealthRoutes(nameServers, servers, options.getMembers()).mount(border);
    refuse(HttpFailure.invalid("the request is malformed"));
    refuse(new HttpFailure(404, "not-found", "there is nothing at this path"));
    refuse(new HttpFailure(405, "invalid", "this path does not take this method"));
    refuse(new HttpFailure(500, "internal", "the gateway failed; see its log"));
  }

  private void refuse(HttpFailure failure) {
    router.errorHandler(failure.status(), context -> refusals.refuse(context.request(), failure));
  }

  private Future<HttpServer> listen() {
    HttpServerOptions http =
        new HttpServerOptions()
            .setHost(options.getHost())
            .setPort(options.getPort())
            .setIdleTimeout(IDLE_SECONDS)
            .setMaxHeaderSize(options.getLimits().getMaxHeaderBytes())
            .setMaxInitialLineLength(options.getLimits().getMaxLineBytes())
            .setHttp2ClearTextEnabled(false)
            .setHandle100ContinueAutomatically(true);
    return vertx
        .createHttpServer(http)
        .connectionHandler(connections::opened)
        .requestHandler(this::serve)
        .invalidRequestHandler(this::refuseInvalid)
        .listen();
  }

  private void serve(HttpServerRequest request) {
    connections.asked(request.connection());
    boolean probe = HealthRoutes.isProbe(String.valueOf(request.path()));
    if (!probe && connections.isRefused(request.connection())) {
      refusals.refuse(
          request, HttpFailure.of(FailureCode.OVERLOADED, "too many connections are open"));
      request.connection().close();
    } else {
      router.handle(request);
    }
  }

  /** What Netty could not read as HTTP. */
  private void refuseInvalid(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    HttpFailure failure = HttpFailure.invalid("this is no HTTP");
    if (cause instanceof TooLongHttpLineException) {
      failure = new HttpFailure(414, "too-large", "the address is too long");
    } else if (cause instanceof TooLongHttpHeaderException) {
      failure = new HttpFailure(431, "too-large", "the headers are too large");
    }
    refusals.refuse(request, failure);
    request.connection().close();
  }
}
