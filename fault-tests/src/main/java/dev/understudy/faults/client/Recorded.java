package dev.understudy.faults.client;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One call of one client, as the client saw it.
 *
 * @param client who called
 * @param from when it began, a reading of {@link System#nanoTime}, the same clock for all processes
 *     of a machine
 * @param to when the client was told how it ended. Of a call with an {@linkplain Outcome#UNKNOWN
 *     unknown} outcome this is when the client gave up: it says nothing about its effect
 */
public record Recorded(String client, Call call, long from, long to, Answer answer) {

  public Recorded {
    if (to < from) {
      throw new IllegalArgumentException("a call ends after its begin");
    }
  }

  public Kind kind() {
    return call.kind();
  }

  public String key() {
    return call.key();
  }

  public Outcome outcome() {
    return answer.outcome();
  }

  public boolean isOk() {
    return answer.outcome() == Outcome.OK;
  }

  public boolean isUnknown() {
    return answer.outcome() == Outcome.UNKNOWN;
  }

  /** The server whose mastership executed it; empty where unknown. */
  public OptionalInt master() {
    int slash = answer.epoch().lastIndexOf('/');
    return slash < 0
        ? OptionalInt.empty()
        : OptionalInt.of(Integer.parseInt(answer.epoch().substring(slash + 1)));
  }

  /**
   * One flat object: {@code client, kind, key, value, expect, from, to, outcome, code, result,
   * epoch, index, sends}. What does not apply or is not known is left out, save that {@code expect}
   * and {@code result} are null where they say that there is no value.
   */
  public JsonObject toJson() {
    JsonObject json = new JsonObject().put("client", client);
    json.put("kind", kind().text()).put("key", key());
    call.value().ifPresent(value -> json.put("value", value));
    if (kind() == Kind.CAS) {
      json.put("expect", call.expect().orElse(null));
    }
    json.put("from", from).put("to", to).put("outcome", outcome().text());
    if (isOk()) {
      json.put("result", answer.result().orElse(null));
    } else {
      json.put("code", answer.code());
    }
    if (!answer.epoch().isEmpty()) {
      json.put("epoch", answer.epoch());
    }
    if (answer.index() != 0) {
      json.put("index", answer.index());
    }
    answer.sends().ifPresent(times -> json.put("sends", times));
    return json;
  }

  /** Reads what {@link #toJson} wrote; other fields are ignored. */
  public static Recorded of(JsonObject json) {
    Call call =
        new Call(
            Kind.of(json.getString("kind")),
            json.getString("key"),
            Optional.ofNullable(json.getString("value")),
            Optional.ofNullable(json.getString("expect")));
    Answer answer =
        new Answer(
            Outcome.of(json.getString("outcome")),
            json.getString("code", ""),
            Optional.ofNullable(json.getString("result")),
            json.getString("epoch", ""),
            json.getLong("index", 0L));
    return new Recorded(
        json.getString("client"),
        call,
        json.getLong("from"),
        json.getLong("to"),
        json.containsKey("sends") ? answer.sent(json.getInteger("sends")) : answer);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(client).append(": ").append(kind().text());
    text.append(' ').append(key());
    if (kind() == Kind.CAS) {
      text.append(' ').append(call.expect().orElse("(none)")).append(" ->");
    }
    call.value().ifPresent(value -> text.append(' ').append(value));
    text.append(" = ");
    if (isOk()) {
      text.append(answer.result().orElse("(none)"));
    } else {
      text.append(outcome().text()).append(" (").append(answer.code()).append(')');
    }
    return answer.epoch().isEmpty()
        ? text.toString()
        : text.append(" in ").append(answer.epoch()).toString();
  }
}
