package dev.understudy.group;

import java.util.Locale;

/** What is told to people and tools (architecture: address {@code understudy.events}). */
public enum EventType {
  SERVER_JOINED,
  SERVER_LEFT,
  MASTER_ELECTED,
  MASTER_STEPPED_DOWN,
  MASTERSHIP_REGISTERED,
  REGISTRATION_EXPIRED,
  DUPLICATE_REGISTRATION,
  CHECK_COMPLETED,
  INCONSISTENCY_DETECTED,
  SERVER_ALIGNED,
  SYNCHRONIZATION_STARTED,
  SYNCHRONIZATION_COMPLETED,
  SYNCHRONIZATION_FAILED,
  SERVER_TERMINATED,
  TAKEOVER_COMPLETED,
  DIVERGED,
  DIVERGED_REPLAYED,
  DIVERGED_DROPPED,
  DIGEST_MISMATCH,
  POSSIBLE_LOSS,
  DUPLICATE_SERVER,
  CONFIGURATION_REFUSED;

  /** Whether a person should look at it; the others are how a healthy group lives. */
  public boolean isAlarming() {
    return switch (this) {
      case DUPLICATE_REGISTRATION,
          SERVER_TERMINATED,
          DIVERGED,
          DIVERGED_DROPPED,
          DIGEST_MISMATCH,
          POSSIBLE_LOSS,
          DUPLICATE_SERVER,
          CONFIGURATION_REFUSED ->
          true;
      default -> false;
    };
  }

  /** The name on the wire, in kebab-case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
