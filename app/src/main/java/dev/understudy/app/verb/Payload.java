package dev.understudy.app.verb;

import dev.understudy.app.Failure;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What a service is given and gives back, as people write and read it. */
final class Payload {

  private static final String STANDARD_INPUT = "-";

  private Payload() {}

  /** The bytes of an argument. */
  static Buffer read(String argument) {
    if (!argument.equals(STANDARD_INPUT)) {
      return Buffer.buffer(argument);
    }
    try {
      return Buffer.buffer(System.in.readAllBytes());
    } catch (IOException e) {
      throw Failure.error("standard input cannot be read: " + e.getMessage());
    }
  }

  static String text(Buffer result) {
    return result.toString(StandardCharsets.UTF_8);
  }

  /** JSON where it is JSON, else {@code {"base64":..}}, as the gateway does it. */
  static @Nullable Object readable(Buffer result) {
    try {
      // strict, unlike the JSON parser: bytes that are no text must not come out changed
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(result.getBytes()));
      return Json.decodeValue(result);
    } catch (DecodeException | CharacterCodingException e) {
      return new JsonObject().put("base64", Base64.getEncoder().encodeToString(result.getBytes()));
    }
  }
}
