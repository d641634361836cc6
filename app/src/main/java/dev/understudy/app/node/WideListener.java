package dev.understudy.app.node;

import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.core.spi.cluster.RegistrationListener;
import io.vertx.core.spi.cluster.RegistrationUpdateEvent;
import java.util.List;
import java.util.function.BiFunction;

/** Tells the bus of more listeners than Hazelcast knows at an address: those on lost nodes, too. */
final class WideListener implements RegistrationListener {

  private final RegistrationListener listener;
  private final BiFunction<String, List<RegistrationInfo>, List<RegistrationInfo>> widened;

  /**
   * Tells {@code listener}.
   *
   * @param widened of an address and those who are known there
   */
  WideListener(
      RegistrationListener listener,
      BiFunction<String, List<RegistrationInfo>, List<RegistrationInfo>> widened) {
    this.listener = listener;
    this.widened = widened;
  }

  @Override
  public void registrationsUpdated(RegistrationUpdateEvent event) {
    List<RegistrationInfo> all = widened.apply(event.address(), event.registrations());
    listener.registrationsUpdated(new RegistrationUpdateEvent(event.address(), all));
  }

  @Override
  public void registrationsLost() {
    listener.registrationsLost();
  }

  @Override
  public boolean wantsUpdatesFor(String address) {
    return listener.wantsUpdatesFor(address);
  }
}
