package dev.understudy.monitor;

import dev.understudy.wire.FailureCode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Diverged records as people read them: payload and result as the JSON that they are, or as {@code
 * {"base64":..}}; and, beside that, as the bytes that they were: the JSON may differ in its spaces
 * and in how large numbers are written. If the service had thrown or returned too much, the result
 * is null and {@code failure} says so.
 */
final class DivergedJson {

  private static final List<String> KEPT =
      List.of("epoch", "index", "session", "sequence", "server");

  private DivergedJson() {}

  /** A record, from the form in which servers tell it. */
  static JsonObject shown(JsonObject record) {
    JsonObject shown = new JsonObject();
    KEPT.forEach(name -> shown.put(name, record.getValue(name)));
    String payload = record.getString("payload", "");
    shown.put("payload", value(payload)).put("payloadBase64", payload);
    JsonObject result = record.getJsonObject("result", new JsonObject());
    if (result.containsKey("returned")) {
      String returned = result.getString("returned", "");
      return shown.put("result", value(returned)).put("resultBase64", returned);
    }
    shown.putNull("result").putNull("resultBase64");
    if (result.containsKey("threw")) {
      shown.put("failure", failure(FailureCode.SERVICE_FAILED, result.getString("threw", "")));
    } else if (result.containsKey("tooLarge")) {
      String bytes = result.getValue("tooLarge") + " bytes";
      shown.put("failure", failure(FailureCode.TOO_LARGE, bytes));
    }
    return shown;
  }

  /** About how long a record is, with its bytes told twice. */
  static long characters(JsonObject record) {
    String result = record.getJsonObject("result", new JsonObject()).getString("returned", "");
    return 200L + 2L * (record.getString("payload", "").length() + result.length());
  }

  private static JsonObject failure(FailureCode code, String message) {
    return new JsonObject().put("code", code.text()).put("message", message);
  }

  private static @Nullable Object value(String base64) {
    if (base64.isEmpty()) {
      return new JsonObject().put("base64", base64);
    }
    try {
      return Json.decodeValue(Buffer.buffer(Base64.getDecoder().decode(base64)));
    } catch (DecodeException e) {
      return new JsonObject().put("base64", base64);
    }
  }
}
