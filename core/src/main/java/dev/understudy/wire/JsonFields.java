package dev.understudy.wire;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object that came from outside, options or a command: each field has its type and
 * range, and no field is there that nobody reads. Anything else ends in an {@link
 * IllegalArgumentException} that names the field and says what it has to be.
 */
public final class JsonFields {

  private static final int LONGEST_ECHO = 40;

  private final String what;
  private final JsonObject json;
  private final Set<String> read = new TreeSet<>();

  /**
   * @param what the object is called in messages: {@code "member options"}
   */
  public JsonFields(String what, JsonObject json) {
    this.what = what;
    this.json = json;
  }

  /** Whether the field is there and not null. */
  public boolean has(String name) {
    read.add(name);
    return json.getValue(name) != null;
  }

  public String text(String name, String absent) {
    if (!has(name)) {
      return absent;
    }
    if (json.getValue(name) instanceof CharSequence text) {
      return text.toString();
    }
    throw wrong(name, "has to be a text");
  }

  public boolean flag(String name, boolean absent) {
    if (!has(name)) {
      return absent;
    }
    if (json.getValue(name) instanceof Boolean flag) {
      return flag;
    }
    throw wrong(name, "has to be true or false");
  }

  /** Texts; none if the field is not there. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Object element : array(name)) {
      if (!(element instanceof CharSequence text)) {
        throw wrong(name, "has to be a list of texts");
      }
      texts.add(text.toString());
    }
    return texts;
  }

  /** A whole number. */
  public long number(String name, long absent) {
    if (!has(name)) {
      return absent;
    }
    return whole(name, json.getValue(name));
  }

  /** A whole number of 32 bits. */
  public int count(String name, int absent) {
    return narrow(name, number(name, absent));
  }

  /** Whole numbers of 32 bits; none if the field is not there. */
  public List<Integer> counts(String name) {
    List<Integer> counts = new ArrayList<>();
    for (Object element : array(name)) {
      counts.add(narrow(name, whole(name, element)));
    }
    return counts;
  }

  /** The constant of that name, in any case, with hyphens or underscores. */
  public <E extends Enum<E>> E constant(String name, E absent) {
    return has(name) ? constant(name, absent.getDeclaringClass(), json.getValue(name)) : absent;
  }

  /** Constants; none if the field is not there. */
  public <E extends Enum<E>> List<E> constants(String name, Class<E> type) {
    List<E> constants = new ArrayList<>();
    for (Object element : array(name)) {
      constants.add(constant(name, type, element));
    }
    return constants;
  }

  /** An object; an empty one if the field is not there. */
  public JsonObject object(String name) {
    if (!has(name)) {
      return new JsonObject();
    }
    if (json.getValue(name) instanceof JsonObject object) {
      return object;
    }
    throw wrong(name, "has to be an object");
  }

  /** Objects; none if the field is not there. */
  public List<JsonObject> objects(String name) {
    List<JsonObject> objects = new ArrayList<>();
    for (Object element : array(name)) {
      if (!(element instanceof JsonObject object)) {
        throw wrong(name, "has to be a list of objects");
      }
      objects.add(object);
    }
    return objects;
  }

  /** To be called when everything was read. */
  public void requireNoOthers() {
    for (String name : json.fieldNames()) {
      if (!read.contains(name)) {
        throw new IllegalArgumentException(
            what + ": there is no \"" + echo(name) + "\"; there are " + String.join(", ", read));
      }
    }
  }

  private JsonArray array(String name) {
    if (!has(name)) {
      return new JsonArray();
    }
    if (json.getValue(name) instanceof JsonArray array) {
      return array;
    }
    throw wrong(name, "has to be a list");
  }

  private long whole(String name, @Nullable Object value) {
    if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    throw wrong(name, "has to be a whole number");
  }

  private int narrow(String name, long value) {
    if (value != (int) value) {
      throw wrong(name, "is too large: " + value);
    }
    return (int) value;
  }

  private <E extends Enum<E>> E constant(String name, Class<E> type, @Nullable Object value) {
    String text = String.valueOf(value).toUpperCase(Locale.ROOT).replace('-', '_');
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(text)) {
        return constant;
      }
    }
    throw wrong(name, "has to be one of " + List.of(type.getEnumConstants()));
  }

  private IllegalArgumentException wrong(String name, String expected) {
    return new IllegalArgumentException(what + ": \"" + name + "\" " + expected);
  }

  private static String echo(String name) {
    return name.length() <= LONGEST_ECHO ? name : name.substring(0, LONGEST_ECHO) + "...";
  }
}
