package dev.understudy.monitor;

import io.vertx.core.json.jackson.JacksonCodec;
import io.vertx.core.spi.JsonFactory;
import io.vertx.core.spi.json.JsonCodec;

/**
 * JSON as in a node, where no Jackson Databind is: the validator of the OpenAPI document brings it
 * into the tests, and Vert.x would use it.
 */
public final class PlainJson implements JsonFactory {

  @Override
  public JsonCodec codec() {
    return new JacksonCodec();
  }

  @Override
  public int order() {
    return Integer.MIN_VALUE;
  }
}
