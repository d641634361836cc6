package dev.understudy.server;

import dev.understudy.group.GroupConfiguration;
import dev.understudy.group.Incarnation;
import dev.understudy.group.Priority;
import dev.understudy.group.ServerId;
import dev.understudy.member.Input;
import dev.understudy.member.MemberSettings;
import dev.understudy.member.Rules;
import dev.understudy.monitoring.Trigger;
import dev.understudy.service.Service;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One server of a group.
 *
 * <p>Deployed in code with a service and options, or by class name with {@link MemberOptions} as
 * its JSON configuration, where {@code "service"} names the service. One instance per deployment;
 * any number of verticles per Vert.x, of one or several groups. The deployment completes when the
 * server listens; of many on one Vert.x 32 look for their masters at a time, for 5 s at most, and
 * the others wait for their turn, silent but for operators. Whether it is in sync, {@link
 * dev.understudy.wire.ControlProtocol status} tells. It fails with an {@link
 * IllegalArgumentException} if an option is missing or out of its range, or the service cannot be
 * found.
 *
 * <p>Undeploying it leaves the group in good order: a master hands over first, for {@link
 * MemberOptions#setLeaveTimeoutMillis} at most. A server that has to terminate undeploys itself;
 * {@link #departure} says why.
 */
public final class MemberVerticle extends VerticleBase {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Optional<Service> givenService;
  private final Optional<MemberOptions> givenOptions;
  private final Rules rules;
  private final Promise<Departure> departure = Promise.promise();
  private MemberOptions options = new MemberOptions();
  private Optional<MemberNode> node = Optional.empty();

  /** For deployment by class name. */
  public MemberVerticle() {
    this(Rules.STANDARD);
  }

  /** A server that offers {@code service}, which is its own: each server needs another instance. */
  public MemberVerticle(Service service, MemberOptions options) {
    givenService = Optional.of(service);
    givenOptions = Optional.of(new MemberOptions(options));
    rules = Rules.STANDARD;
  }

  /**
   * For deployment by class name, under other rules than the protocol's: such a server loses what
   * the rule that is broken protects. Only for the control runs of the fault tests, which show that
   * it does; no option leads here.
   */
  MemberVerticle(Rules rules) {
    givenService = Optional.empty();
    givenOptions = Optional.empty();
    this.rules = rules;
  }

  /**
   * Looks whether there is the service that options name, before anything is started; none is made.
   *
   * @param loader finds its class, or the factory of that name
   * @throws IllegalArgumentException if there is none, or what has the name is no service
   */
  public static void requireService(MemberOptions options, ClassLoader loader) {
    Services.find(options.getService(), loader);
  }

  /** Completes when the server is no longer part of its group. */
  public Future<Departure> departure() {
    return departure.future();
  }

  /**
   * Tells the server that the node of another one of its group is lost; from any thread. A hint: it
   * spares the server the wait for the failure timeout, and may be wrong or left out.
   */
  public void serverLost(int serverId) {
    onContext(member -> member.give(new Input.ServerLost(new ServerId(serverId))));
  }

  /**
   * Tells the server that a node joined or left the cluster: it checks itself; from any thread. May
   * be left out: the check timer does the same a little later.
   */
  public void clusterChanged() {
    onContext(member -> member.give(new Input.Triggered(Trigger.CLUSTER_CHANGE)));
  }

  /**
   * Changes how much the server wants to be master, where {@code WEIGHT} is one of its criteria;
   * from any thread. Until the next deployment only.
   */
  public void changeWeight(long weight) {
    onContext(
        member ->
            priority(options.getPriorityCriteria(), weight)
                .onSuccess(priority -> member.give(new Input.PriorityChanged(priority))));
  }

  @Override
  public Future<?> start() {
    options = givenOptions.orElseGet(() -> new MemberOptions(config()));
    GroupConfiguration configuration = options.toConfiguration();
    ServerId self = options.toServerId();
    Service service = givenService.orElseGet(this::namedService);
    return priority(options.getPriorityCriteria(), options.getWeight())
        .compose(priority -> start(service, settings(configuration, self, priority)));
  }

  @Override
  public Future<?> stop() {
    return node.map(member -> member.leave(options.getLeaveTimeoutMillis()))
        .orElse(Future.succeededFuture());
  }

  private Future<Void> start(Service service, MemberSettings settings) {
    MemberNode member =
        new MemberNode(vertx, context, settings, service, options.isFaultInjection());
    node = Optional.of(member);
    member
        .departure()
        .onSuccess(
            departed -> {
              departure.complete(departed);
              if (departed.failed()) {
                // closed here too: a deployment that is not complete yet cannot be undone
                member.close().onComplete(closed -> vertx.undeploy(deploymentID()));
              }
            });
    return member
        .start()
        .recover(failure -> member.close().transform(closed -> Future.failedFuture(failure)));
  }

  private Service namedService() {
    String name =
        options
            .serviceName()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "member options: \"service\" is missing: a class or the name of a"
                            + " factory"));
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return Services.named(name, loader == null ? MemberVerticle.class.getClassLoader() : loader);
  }

  private Future<Priority> priority(List<PriorityCriterion> criteria, long weight) {
    if (!criteria.contains(PriorityCriterion.SPEED)) {
      return Future.succeededFuture(Calibration.priority(criteria, weight));
    }
    return vertx.executeBlocking(() -> Calibration.priority(criteria, weight));
  }

  private MemberSettings settings(
      GroupConfiguration configuration, ServerId self, Priority priority) {
    return new MemberSettings(
        configuration,
        self,
        new Incarnation(Clock.SYSTEM.wallMillis(), RANDOM.nextLong()),
        priority,
        RANDOM.nextLong(),
        rules);
  }

  /** Does something with the running server, on its context; from any thread. */
  void onContext(Consumer<MemberNode> action) {
    context.runOnContext(turn -> node.ifPresent(action));
  }
}
