package dev.understudy.monitor;

import dev.understudy.group.GroupConfiguration;
import dev.understudy.wire.JsonFields;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.Optional;
import java.util.function.Function;

/** One request that was admitted and read, and its answer. What it lacks ends in an HttpFailure. */
final class Exchange {

  private static final String JSON = "application/json";
  private static final String BYTES = "application/octet-stream";

  private final RoutingContext context;
  private final Buffer body;

  Exchange(RoutingContext context, Buffer body) {
    this.context = context;
    this.body = body;
  }

  /** The group in the path. */
  String group() {
    String group = Optional.ofNullable(context.pathParam("group")).orElse("");
    if (!GroupConfiguration.isName(group)) {
      throw HttpFailure.invalid(
          "a group's name has 1 to 128 letters, digits, '-', '_' or '.'; this is none");
    }
    return group;
  }

  /** A part of the path by its name, empty if there is none. */
  String segment(String name) {
    return Optional.ofNullable(context.pathParam(name)).orElse("");
  }

  Buffer body() {
    return body;
  }

  /**
   * The body as a JSON object, an empty one if there is no body.
   *
   * @param what it is called in messages
   * @param read reads its fields; others it may not have
   */
  <T> T fields(String what, Function<JsonFields, T> read) {
    try {
      JsonFields fields =
          new JsonFields(what, body.length() == 0 ? new JsonObject() : new JsonObject(body));
      T value = read.apply(fields);
      fields.requireNoOthers();
      return value;
    } catch (DecodeException | ClassCastException e) {
      throw HttpFailure.invalid("the body has to be a JSON object");
    } catch (IllegalArgumentException e) {
      throw HttpFailure.invalid(String.valueOf(e.getMessage()));
    }
  }

  /** Requires that the body has no fields, if it has a body. */
  void requireNoFields(String what) {
    fields(what, fields -> what);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(context.request().getHeader(name));
  }

  /** A header that is a number and not negative. */
  Optional<Long> number(String name) {
    return header(name).map(text -> number(name, text));
  }

  /** A parameter of the query. */
  Optional<String> parameter(String name) {
    try {
      return context.queryParam(name).stream().findFirst();
    } catch (IllegalArgumentException | HttpException e) {
      throw HttpFailure.invalid("the query of the address is malformed");
    }
  }

  /** A parameter of the query that is a number, 0 to {@code most}. */
  int parameter(String name, int most, int absent) {
    long value = parameter(name).map(text -> number(name, text)).orElse((long) absent);
    if (value > most) {
      throw HttpFailure.invalid(name + " has to be 0 to " + most);
    }
    return (int) value;
  }

  /** Adds a header to the answer. */
  Exchange with(String name, Object value) {
    context.response().putHeader(name, String.valueOf(value));
    return this;
  }

  Future<Void> answer(JsonObject json) {
    return answer(200, json);
  }

  Future<Void> answer(int status, JsonObject json) {
    return send(status, JSON, json.toBuffer());
  }

  /** Answers with what a service returned. */
  Future<Void> answer(Buffer result) {
    return send(200, BYTES, result);
  }

  /** Begins an answer that goes on: what is written to it is sent at once. */
  HttpServerResponse stream(String type) {
    return context
        .response()
        .setChunked(true)
        .putHeader(HttpHeaders.CONTENT_TYPE, type)
        .putHeader("X-Accel-Buffering", "no");
  }

  /** Closes the connection, whatever has not been sent yet; nothing where it is closed. */
  void closeConnection() {
    context.request().connection().close();
  }

  /** Answers with a text of that type. */
  Future<Void> answer(String type, Buffer text) {
    return send(200, type, text);
  }

  /** Says that who asks has it already. */
  Future<Void> notModified() {
    HttpServerResponse response = context.response();
    return response.closed() ? Future.succeededFuture() : response.setStatusCode(304).end();
  }

  private Future<Void> send(int status, String type, Buffer content) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return Future.succeededFuture(); // whoever asked has gone
    }
    return response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, type).end(content);
  }

  private static long number(String name, String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw HttpFailure.invalid(name + " has to be a whole number that is not negative");
    }
    return Long.parseLong(text);
  }
}
