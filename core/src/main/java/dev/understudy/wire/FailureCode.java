package dev.understudy.wire;

import dev.understudy.client.Refusal;
import java.util.Locale;

/** The ways in which a request fails, as people and tools see them; stable names. */
public enum FailureCode {
  NO_MASTER("No server answered as master in time; see `understudy status`, then try again."),
  NOT_MASTER("This server is not the master; send to the one that it names."),
  DEADLINE_EXCEEDED(
      "The outcome is unknown: repeat it in the same session with the same sequence, or read what"
          + " it was to change."),
  OVERLOADED("Nothing was changed; wait a little, then try again with fewer requests at a time."),
  TOO_LARGE("Send or ask for less at once, or raise the group's payload limit on all its servers."),
  SESSION_EXPIRED(
      "Open a new session; what was pending in the old one may or may not have been executed."),
  SERVICE_FAILED(
      "The service threw, on every server alike; the request counts as executed. Mend the request"
          + " or the service."),
  UNKNOWN_GROUP("No server of that group is registered; check the name, or start its servers."),
  UNAUTHORIZED("Send the credentials that this cluster asks for."),
  INVALID("Nothing was changed; mend the request.");

  private final String remedy;

  FailureCode(String remedy) {
    this.remedy = remedy;
  }

  /** Why a server refused something. */
  public static FailureCode of(Refusal refusal) {
    return switch (refusal) {
      case SESSION_EXPIRED -> FailureCode.SESSION_EXPIRED;
      case OVERLOADED, OUT_OF_ORDER -> FailureCode.OVERLOADED;
      case TOO_LARGE -> FailureCode.TOO_LARGE;
      case INVALID -> FailureCode.INVALID;
    };
  }

  /** The name for people and tools, in kebab-case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What to do about it, in a sentence. */
  public String remedy() {
    return remedy;
  }
}
