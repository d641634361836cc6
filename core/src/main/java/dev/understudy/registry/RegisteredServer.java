package dev.understudy.registry;

import dev.understudy.group.Role;
import java.util.Optional;

/**
 * The registration of one server as a name server keeps it: when it was renewed, what it counts.
 */
final class RegisteredServer {

  private Registration registration;
  private long renewedMillis;
  private Optional<RegisteredNode> node = Optional.empty();
  private boolean superseded;
  private long lookMillis = Long.MAX_VALUE;

  RegisteredServer(Registration registration, long nowMillis) {
    this.registration = registration;
    this.renewedMillis = nowMillis;
  }

  Registration registration() {
    return registration;
  }

  /** A new registration of the server: it counts, whatever became of the one before. */
  void replace(Registration newer, long nowMillis) {
    registration = newer;
    renewedMillis = nowMillis;
    superseded = false;
  }

  /** Whether {@code repeated} is the registration that is kept, once more. */
  boolean isRenewedBy(Registration repeated) {
    return repeated.counter() == registration.counter()
        && repeated.incarnation().equals(registration.incarnation());
  }

  void renew(long nowMillis) {
    renewedMillis = nowMillis;
  }

  /** From now on it is renewed whenever {@code home} is. */
  void joinNode(RegisteredNode home) {
    if (node.isEmpty() || node.get() != home) {
      leaveNode();
      node = Optional.of(home);
      home.add(this);
    }
  }

  /** Whatever becomes of its node, it is not renewed by that any more. */
  void leaveNode() {
    if (node.isPresent()) {
      renewedMillis = renewedMillis();
      node.get().remove(this);
      node = Optional.empty();
    }
  }

  private long renewedMillis() {
    return node.isPresent() ? Math.max(renewedMillis, node.get().renewedMillis()) : renewedMillis;
  }

  /** Another master was retained: this one no longer counts until the server registers anew. */
  void supersede() {
    superseded = true;
  }

  boolean isSuperseded() {
    return superseded;
  }

  boolean countsAsMaster() {
    return registration.isMaster() && !superseded;
  }

  /** A server that has left is kept until its lease ends, so that no late renewal revives it. */
  boolean isGone() {
    return registration.role() == Role.GONE;
  }

  long silentMillis(long nowMillis) {
    return nowMillis - renewedMillis();
  }

  /** Whether it was not renewed for so long that its server may have crashed. */
  boolean isFaded(long nowMillis) {
    return nowMillis > fadesMillis();
  }

  /** Until when it counts as fresh unless it is renewed. */
  long fadesMillis() {
    return renewedMillis() + registration.lease().failureMillis();
  }

  long expiresMillis(long longestLeaseMillis) {
    return renewedMillis() + Math.min(registration.lease().leaseMillis(), longestLeaseMillis);
  }

  /** When {@link ExpiryQueue} looks at it next; {@link Long#MAX_VALUE} if it does not. */
  long lookMillis() {
    return lookMillis;
  }

  void lookAt(long millis) {
    lookMillis = millis;
  }
}
