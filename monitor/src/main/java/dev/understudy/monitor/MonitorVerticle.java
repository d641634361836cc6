package dev.understudy.monitor;

import dev.understudy.wire.FailureCode;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.util.Optional;

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
 * not-ready}, {@code not-found} or {@code internal}.
 */
public final class MonitorVerticle extends VerticleBase {

  private static final int IDLE_SECONDS = 120;
  private static final int MOST_HEADER_BYTES = 16 * 1024;
  private static final int MOST_LINE_BYTES = 4 * 1024;

  private final Optional<MonitorOptions> givenOptions;
  private final Authenticator authenticator;
  private Optional<HttpServer> server = Optional.empty();

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
    NameServers nameServers = new NameServers(vertx, options);
    Servers servers = new Servers(vertx, options);
    Router router = Router.router(vertx);
    Border border = new Border(vertx, router, authenticator, options);
    new RequestRoutes(new GroupClients(vertx, nameServers, options)).mount(border);
    new GroupRoutes(nameServers, servers).mount(border);
    new CheckRoutes(nameServers, servers).mount(border);
    new MastershipRoutes(nameServers, servers).mount(border);
    new DivergedRoutes(nameServers, servers).mount(border);
    new HealthRoutes(nameServers, servers, options.getMembers()).mount(border);
    refuseTheRest(router);
    return nameServers.start().compose(started -> listen(router, options));
  }

  private Future<HttpServer> listen(Router router, MonitorOptions options) {
    HttpServerOptions http =
        new HttpServerOptions()
            .setHost(options.getHost())
            .setPort(options.getPort())
            .setIdleTimeout(IDLE_SECONDS)
            .setMaxHeaderSize(MOST_HEADER_BYTES)
            .setMaxInitialLineLength(MOST_LINE_BYTES)
            .setHttp2ClearTextEnabled(false)
            .setHandle100ContinueAutomatically(true);
    HttpServer listening =
        vertx
            .createHttpServer(http)
            .requestHandler(router)
            .invalidRequestHandler(MonitorVerticle::refuseInvalid);
    server = Optional.of(listening);
    return listening.listen();
  }

  private static void refuseTheRest(Router router) {
    refuse(router, HttpFailure.invalid("the request is malformed"));
    refuse(router, new HttpFailure(404, "not-found", "there is nothing at this path"));
    refuse(router, new HttpFailure(405, "invalid", "this path does not take this method"));
    refuse(router, new HttpFailure(500, "internal", "the gateway failed; see its log"));
  }

  private static void refuse(Router router, HttpFailure failure) {
    router.errorHandler(failure.status(), context -> Border.refuse(context.request(), failure));
  }

  /** What Netty could not read as HTTP. */
  private static void refuseInvalid(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    HttpFailure failure = HttpFailure.invalid("this is no HTTP");
    if (cause instanceof TooLongHttpLineException) {
      failure = new HttpFailure(414, "too-large", "the address is too long");
    } else if (cause instanceof TooLongHttpHeaderException) {
      failure = new HttpFailure(431, "too-large", "the headers are too large");
    }
    Border.refuse(request, failure);
    request.connection().close();
  }
}
