package dev.understudy.app.verb;

import dev.understudy.app.Failure;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpHeaders;
import java.util.Optional;

/** What a gateway answered. */
public record Reply(int status, HttpHeaders headers, Buffer body) {

  /** Whether the gateway did what it was asked for. */
  public boolean isOk() {
    return status >= 200 && status < 300;
  }

  /** The body as a JSON object. */
  public JsonObject json() {
    return parsed()
        .orElseThrow(
            () -> Failure.error("the gateway's answer is not understood: is this Understudy?"));
  }

  /** The body of an error, or an empty object where it is something else. */
  JsonObject jsonOrEmpty() {
    return parsed().orElseGet(JsonObject::new);
  }

  private Optional<JsonObject> parsed() {
    try {
      return Optional.of(new JsonObject(body));
    } catch (DecodeException | ClassCastException e) {
      return Optional.empty();
    }
  }
}
