package dev.understudy.wire;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Reads JSON documents that another program wrote, a newer one perhaps: what is not understood is
 * passed over. What is refused then is read with {@link JsonFields}.
 */
public final class Documents {

  private Documents() {}

  /** The objects in the list of that name; none if there is no such list. */
  public static List<JsonObject> objects(JsonObject document, String name) {
    return document.getValue(name) instanceof JsonArray list
        ? list.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast).toList()
        : List.of();
  }
}
