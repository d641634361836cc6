package dev.understudy.app.node;

import com.hazelcast.core.HazelcastException;
import dev.understudy.app.ExitCode;
import dev.understudy.app.Failure;
import dev.understudy.app.Patience;
import dev.understudy.app.drill.Drill;
import dev.understudy.app.tracing.OpenTelemetryTracer;
import dev.understudy.server.Departure;
import dev.understudy.server.MemberOptions;
import dev.understudy.server.MemberVerticle;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a node's process: it starts, serves until it is told to end (SIGTERM, SIGINT), and
 * leaves in good order within a bound; its exit code is 0 then, and 1 if it could not.
 */
final class NodeRun {

  private static final Logger LOG = LoggerFactory.getLogger(NodeRun.class);
  private static final long START_SECONDS = 90;
  private static final Duration BETWEEN_JOINS = Duration.ofSeconds(1);
  private static final Duration LEAVE = Duration.ofSeconds(25);

  private final NodeSettings settings;
  private final Optional<OpenTelemetryTracer> tracer;
  private final CompletableFuture<Integer> end = new CompletableFuture<>();
  private final CompletableFuture<Integer> left = new CompletableFuture<>();

  NodeRun(NodeSettings settings, Optional<OpenTelemetryTracer> tracer) {
    this.settings = settings;
    this.tracer = tracer;
  }

  /**
   * Runs until the end.
   *
   * @param orders whether orders on standard input are obeyed
   * @param drills whether gateways may have drills here
   * @return the exit code
   */
  int run(boolean orders, boolean drills) {
    if (settings.joinDns().isPresent()) {
      DnsLookup.askEachTime();
    }
    Ports.requireFree(settings);
    Runtime.getRuntime().addShutdownHook(new Thread(this::endBySignal, "leave"));
    int code = ExitCode.ERROR;
    try {
      Optional<Drill> drill =
          orders ? Optional.of(Drill.obey(() -> end.complete(ExitCode.OK))) : Optional.empty();
      Optional<Node> started = start(UserClasses.of(settings.classpath()), drills);
      code = started.map(node -> serve(node, drill)).orElse(ExitCode.OK);
    } finally {
      // in this order: what ended by itself is no business of the hook's
      end.complete(code);
      left.complete(code);
    }
    return code;
  }

  private int serve(Node node, Optional<Drill> drill) {
    LOG.info("started: {}", described());
    watch(node.members());
    drill.ifPresent(obeying -> obeying.tellEvents(node.vertx()));
    int code = end.join();
    LOG.info("leaving");
    int leaving = left(node.leave(), LEAVE);
    tracer.ifPresent(OpenTelemetryTracer::close);
    return code == ExitCode.OK ? leaving : code;
  }

  /** In the JVM's shutdown hook, which would otherwise end with the signal's own exit code. */
  private void endBySignal() {
    boolean signal = end.complete(ExitCode.OK);
    if (signal) {
      Runtime.getRuntime().halt(left.join());
    }
  }

  /** A process all of whose members had to terminate has nothing left to do. */
  private void watch(List<MemberVerticle> members) {
    if (members.isEmpty() || settings.nameServer().isPresent()) {
      return;
    }
    Future.all(members.stream().map(MemberVerticle::departure).toList())
        .onSuccess(
            departures -> {
              boolean failed = departures.<Departure>list().stream().anyMatch(Departure::failed);
              if (failed && end.complete(ExitCode.ERROR)) {
                LOG.error("no member is left in this process");
              }
            });
  }

  /** The node; empty if the end came first, when it is no part of anything yet. */
  private Optional<Node> start(ClassLoader services, boolean drills) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (true) {
      try {
        Future<Node> starting = Node.start(settings, services, tracer);
        return started(
            drills ? starting.compose(node -> node.openDrills().map(node)) : starting,
            deadline - System.nanoTime());
      } catch (ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        if (end.isDone()) {
          return Optional.empty();
        }
        if (!isTurnedAway(cause) || System.nanoTime() > deadline) {
          throw failure(cause);
        }
        LOG.info("the cluster lets nobody join at present; trying again: {}", reason(cause));
        Patience.pause(BETWEEN_JOINS);
      }
    }
  }

  /**
   * Hazelcast lets nobody join while clusters merge, and takes no entries while nobody keeps their
   * partition: several nodes were killed at once. It does not try again by itself, or not for long.
   */
  private static boolean isTurnedAway(Throwable cause) {
    return cause instanceof HazelcastException || isRefused(cause);
  }

  /** Hazelcast has logged why, and does not say it here. */
  private static boolean isRefused(Throwable cause) {
    return cause instanceof IllegalStateException
        && String.valueOf(cause.getMessage()).startsWith("Node failed to start");
  }

  private static String reason(Throwable cause) {
    return isRefused(cause)
        ? "it merges, or has another number of --partitions"
        : String.valueOf(cause.getMessage());
  }

  private Optional<Node> started(Future<Node> starting, long mostNanos) throws ExecutionException {
    CompletableFuture<Node> node = starting.toCompletionStage().toCompletableFuture();
    try {
      CompletableFuture.anyOf(node, end).get(mostNanos, TimeUnit.NANOSECONDS);
      return end.isDone() ? Optional.empty() : Optional.of(node.join());
    } catch (TimeoutException e) {
      throw Failure.error("the cluster could not be joined within " + START_SECONDS + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.error("interrupted");
    }
  }

  private static Failure failure(Throwable cause) {
    if (cause instanceof Failure failure) {
      return failure;
    }
    if (isRefused(cause)) {
      return Failure.error("the cluster lets this node not join: " + reason(cause));
    }
    String message = String.valueOf(cause.getMessage());
    return cause instanceof IllegalArgumentException
        ? Failure.usage(message)
        : Failure.error("the node cannot start: " + message);
  }

  /**
   * Waits until a node has left.
   *
   * @param most how long, at most
   * @return the exit code of its process, as far as that is about how it left
   */
  static int left(Future<Void> leaving, Duration most) {
    try {
      leaving.toCompletionStage().toCompletableFuture().get(most.toMillis(), TimeUnit.MILLISECONDS);
      LOG.info("left");
      return ExitCode.OK;
    } catch (TimeoutException e) {
      LOG.warn("did not leave in good order: not within {} s", most.toSeconds());
    } catch (ExecutionException e) {
      LOG.warn("did not leave in good order: {}", String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ExitCode.ERROR;
  }

  private String described() {
    String roles =
        settings.members().stream().map(NodeRun::name).collect(Collectors.joining(", member "));
    String described = roles.isEmpty() ? "" : "member " + roles;
    if (settings.nameServer().isPresent()) {
      described = described.isEmpty() ? "name server" : "name server, " + described;
    }
    described += " on " + settings.host() + ":" + settings.clusterPort();
    return settings.http().isPresent()
        ? described + ", gateway http://" + settings.host() + ":" + settings.http().getAsInt()
        : described;
  }

  private static String name(MemberOptions member) {
    return member.getGroup() + "/" + member.getServerId();
  }
}
