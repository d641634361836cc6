package dev.understudy.nameserver;

import dev.understudy.group.Event;
import dev.understudy.registry.Answer;
import dev.understudy.registry.GroupView;
import dev.understudy.registry.Question;
import dev.understudy.registry.Registration;
import dev.understudy.registry.Registry;
import dev.understudy.registry.RegistryEffect;
import dev.understudy.registry.RegistryInput;
import dev.understudy.registry.RegistryView;
import dev.understudy.wire.Addresses;
import dev.understudy.wire.EventJson;
import dev.understudy.wire.Frame.DuplicateRegistrationFrame;
import dev.understudy.wire.Frame.RegistrationsFrame;
import dev.understudy.wire.Frame.RenewalFrame;
import dev.understudy.wire.Frames;
import io.vertx.core.eventbus.EventBus;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives inputs to the registry and performs its effects; time is told before everything else. */
final class RegistryLoop implements RegistryEffect.Performer {

  private static final Logger LOG = LoggerFactory.getLogger("dev.understudy.events");
  private static final int NO_PAYLOAD = 0;

  private final Registry registry;
  private final EventBus bus;
  private final Frames frames = new Frames(NO_PAYLOAD);
  private final Map<Long, Consumer<Answer>> asking = new HashMap<>();
  private long lastAskId;
  private long toldMillis = Long.MIN_VALUE;

  RegistryLoop(Registry registry, EventBus bus) {
    this.registry = registry;
    this.bus = bus;
  }

  Frames frames() {
    return frames;
  }

  RegistryView view() {
    return registry.view();
  }

  GroupView view(String group) {
    return registry.view(group);
  }

  /** To be called every few milliseconds. */
  void tickWhenDue() {
    if (nowMillis() >= registry.deadlineMillis()) {
      tick();
    }
  }

  void tick() {
    long now = nowMillis();
    if (now != toldMillis) {
      toldMillis = now;
      step(new RegistryInput.Tick(now));
    }
  }

  void publish(RegistrationsFrame frame) {
    tick();
    step(
        new RegistryInput.NodePublished(
            frame.node(), frame.from(), frame.to(), frame.registrations()));
  }

  void renew(RenewalFrame frame) {
    tick();
    step(new RegistryInput.NodeRenewed(frame.node(), frame.version()));
  }

  /** Has the question answered, now. */
  void ask(Question question, Consumer<Answer> answered) {
    tick();
    long askId = ++lastAskId;
    asking.put(askId, answered);
    step(new RegistryInput.Asked(askId, question));
    asking.remove(askId);
  }

  @Override
  public void answered(RegistryEffect.Answered answered) {
    Consumer<Answer> asker = asking.remove(answered.askId());
    if (asker != null) {
      asker.accept(answered.answer());
    }
  }

  @Override
  public void publishDuplicate(RegistryEffect.PublishDuplicate duplicate) {
    DuplicateRegistrationFrame frame =
        new DuplicateRegistrationFrame(
            duplicate.group(),
            duplicate.retained().server(),
            duplicate.superseded().stream().map(Registration::server).toList(),
            duplicate.highestEpoch());
    bus.publish(Addresses.triggers(duplicate.group()), frames.encode(frame));
  }

  @Override
  public void tell(RegistryEffect.Tell tell) {
    Event event = tell.event();
    bus.publish(Addresses.EVENTS, EventJson.of(event, System.currentTimeMillis()));
    LOG.info(
        "name server: {}/{} {} {} {}",
        event.group(),
        event.server(),
        event.type().text(),
        event.epoch(),
        event.details());
  }

  private void step(RegistryInput input) {
    for (RegistryEffect effect : registry.step(input)) {
      effect.perform(this);
    }
  }

  private static long nowMillis() {
    return System.nanoTime() / 1_000_000;
  }
}
