package dev.understudy.monitor;

import dev.understudy.monitor.Authenticator.Verdict;
import dev.understudy.wire.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every request passes: the bound on requests under way, the authenticator, the reading of its
 * body, and, if it fails anywhere, the answer that says why.
 */
final class Border {

  private static final Logger LOG = LoggerFactory.getLogger(Border.class);

  /** So long a client that was refused early may take to read why, while it still sends. */
  private static final long LINGER_MILLIS = 1_000;

  private static final String STRANGE_NAME =
      "a browser may not use this gateway by a name that it does not know: use its address, name"
          + " the origin in corsOrigins, or set tokens";

  /** Does what a request asks for. May throw an {@link HttpFailure}, or fail with one. */
  interface Action {
    Future<Void> on(Exchange exchange);
  }

  private final Vertx vertx;
  private final Router router;
  private final Authenticator authenticator;
  private final Refusals refusals;
  private final MonitorOptions options;
  private final TokenGate tokens;
  private final boolean withoutTokens;
  private final Origins origins;
  private final HostNames hostNames;
  private final RateLimit requests;
  private final RateLimit commands;
  private final BodyBudget bodies;
  private int underWay;
  private long unexpected;

  Border(
      Vertx vertx,
      Router router,
      Authenticator authenticator,
      Refusals refusals,
      MonitorOptions options) {
    this.vertx = vertx;
    this.router = router;
    this.authenticator = authenticator;
    this.refusals = refusals;
    this.options = options;
    tokens = new TokenGate(options.getTokens().read());
    withoutTokens = options.getTokens().isEmpty();
    origins = new Origins(options.getCorsOrigins());
    hostNames = new HostNames(options.getHost(), options.getCorsOrigins());
    requests = new RateLimit(options.getLimits().getRequestsPerSecond());
    commands = new RateLimit(options.getLimits().getCommandsPerSecond());
    bodies = new BodyBudget(options.getLimits().getHeldBodyBytes());
    origins.mount(router);
  }

  /**
   * Serves requests of this method and path, from those who have the role and whom the
   * authenticator admits.
   */
  void on(HttpMethod method, String path, AccessRole role, Action action) {
    router
        .route(method, path)
        .handler(context -> serve(context, request -> judge(request, role), action));
  }

  /** Likewise, from everybody. */
  void onOpen(HttpMethod method, String path, Action action) {
    router.route(method, path).handler(context -> serve(context, Authenticator.EVERYBODY, action));
  }

  /**
   * Likewise, also where too many requests are under way: a platform that was told so would restart
   * a process that is merely busy, and whose memory may be the only copy of a group.
   */
  void onProbe(HttpMethod method, String path, Action action) {
    router.route(method, path).handler(context -> answer(context, Authenticator.EVERYBODY, action));
  }

  /** How many requests are under way, probes not counted. */
  int underWay() {
    return underWay;
  }

  private void serve(RoutingContext context, Authenticator asked, Action action) {
    HttpServerRequest request = context.request();
    if (underWay >= options.getMaxRequests()) {
      request.pause();
      refusals.refuse(
          request, HttpFailure.of(FailureCode.OVERLOADED, "too many requests are under way"));
      drain(request);
      return;
    }
    underWay++;
    answer(context, asked, action).onComplete(served -> underWay--);
  }

  private Future<Void> answer(RoutingContext context, Authenticator asked, Action action) {
    HttpServerRequest request = context.request();
    request.pause();
    Refusals.secure(context.response());
    int mostBytes = request.method().equals(HttpMethod.GET) ? 0 : options.getMaxBodyBytes();
    BodyReader reader = new BodyReader(vertx, request, mostBytes, bodies);
    return Future.succeededFuture(request)
        .compose(asked::authenticate)
        .compose(verdict -> admitted(reader, verdict))
        .compose(body -> action.on(new Exchange(context, body)))
        .onFailure(cause -> fail(request, cause))
        .onComplete(served -> reader.release());
  }

  private Future<Verdict> judge(HttpServerRequest request, AccessRole role) {
    String address = String.valueOf(request.remoteAddress().hostAddress());
    long now = System.nanoTime();
    boolean rare = role != AccessRole.OPERATE || commands.admits(address, now);
    if (!requests.admits(address, now) || !rare) {
      throw HttpFailure.of(FailureCode.OVERLOADED, "so many requests a second are too many");
    }
    if (!origins.admits(request)) {
      throw new HttpFailure(
          403, FailureCode.UNAUTHORIZED.text(), "pages of this origin may not use this gateway");
    }
    if (withoutTokens && !hostNames.admits(request)) {
      throw new HttpFailure(403, FailureCode.UNAUTHORIZED.text(), STRANGE_NAME);
    }
    Verdict verdict = tokens.judge(request, role);
    return verdict == Verdict.ADMITTED
        ? Future.succeededFuture(request)
            .compose(authenticator::authenticate)
            .otherwise(Verdict.UNKNOWN)
        : Future.succeededFuture(verdict);
  }

  private static Future<Buffer> admitted(BodyReader reader, Verdict verdict) {
    return switch (verdict) {
      case ADMITTED -> reader.read();
      case UNKNOWN ->
          Future.failedFuture(
              HttpFailure.of(FailureCode.UNAUTHORIZED, FailureCode.UNAUTHORIZED.remedy()));
      case FORBIDDEN ->
          Future.failedFuture(
              new HttpFailure(403, FailureCode.UNAUTHORIZED.text(), "you may not do this"));
    };
  }

  private void fail(HttpServerRequest request, Throwable cause) {
    HttpFailure failure = HttpFailure.of(cause);
    if (failure.status() == 500 && unexpected++ == 0) {
      LOG.error("a request failed unexpectedly; further failures are only counted", cause);
    }
    refusals.refuse(request, failure);
    drain(request);
  }

  /** Lets go what still comes of a request that was answered, and ends its connection soon. */
  private void drain(HttpServerRequest request) {
    if (request.isEnded()) {
      return;
    }
    request.handler(part -> {}).exceptionHandler(e -> {}).resume();
    vertx.setTimer(
        LINGER_MILLIS,
        id -> {
          if (!request.isEnded()) {
            request.connection().close();
          }
        });
  }
}
