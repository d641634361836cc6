package dev.understudy.nameserver;

import dev.understudy.registry.Registry;
import dev.understudy.registry.RegistryLimits;
import dev.understudy.registry.RegistryRules;
import dev.understudy.wire.Addresses;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.Optional;

/**
 * A name server: keeps the registrations of all groups of the cluster, and tells a group that has
 * more masters than it wants. Any number of them may run, one per Vert.x instance; each hears all
 * servers and needs nothing of the others.
 *
 * <p>Deployed in code with options, or by class name with {@link NameServerOptions} as its JSON
 * configuration. The deployment completes when it listens, and fails with an {@link
 * IllegalArgumentException} if an option is out of its range. It keeps nothing on disk: a new one
 * knows everything after one renewal interval.
 */
public final class NameServerVerticle extends VerticleBase {

  private static final long TICK_MILLIS = 10;

  private final Optional<NameServerOptions> givenOptions;
  private final RegistryRules rules;

  /** For deployment by class name. */
  public NameServerVerticle() {
    givenOptions = Optional.empty();
    rules = RegistryRules.STANDARD;
  }

  /** A name server with these options. */
  public NameServerVerticle(NameServerOptions options) {
    this(options, RegistryRules.STANDARD);
  }

  /**
   * A name server under other rules than the protocol's. Only for the control runs of the fault
   * tests, which show what a rule is worth; no option leads here.
   */
  NameServerVerticle(NameServerOptions options, RegistryRules rules) {
    givenOptions = Optional.of(new NameServerOptions(options));
    this.rules = rules;
  }

  @Override
  public Future<?> start() {
    NameServerOptions options = givenOptions.orElseGet(() -> new NameServerOptions(config()));
    RegistryLimits limits = options.toLimits();
    Registry registry = new Registry(options.getRenewMillis(), limits, rules);
    RegistryLoop loop = new RegistryLoop(registry, vertx.eventBus());
    RegistryInbox inbox = new RegistryInbox(options.getId(), loop, vertx.eventBus());
    // what is consumed, and the timer, end with the deployment
    MessageConsumer<Object> registrations =
        vertx.eventBus().consumer(Addresses.REGISTRATIONS, inbox::onRegistrations);
    MessageConsumer<Object> questions =
        vertx.eventBus().consumer(Addresses.NAME_SERVER, inbox::onQuestion);
    vertx.setPeriodic(TICK_MILLIS, id -> loop.tickWhenDue());
    loop.tick();
    return Future.all(registrations.completion(), questions.completion());
  }
}
