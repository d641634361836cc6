package dev.understudy.app.node;

import dev.understudy.app.Failure;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Lays what was given on the command line and in the environment over a configuration file. */
final class Layers {

  private static final String MEMBERS = "members";
  private static final String VOTERS = "voters";
  private static final String AVAILABLE = "available";
  private static final String GATEWAY = "gateway";
  private static final String TOKENS = "tokens";

  private Layers() {}

  static JsonObject file(Path path) {
    try {
      return new JsonObject(Files.readString(path));
    } catch (NoSuchFileException e) {
      throw Failure.usage("there is no file " + path);
    } catch (IOException e) {
      throw Failure.usage("cannot read " + path + ": " + e.getMessage());
    } catch (DecodeException | ClassCastException e) {
      throw Failure.usage(path + " is not a JSON object: " + firstLine(e));
    }
  }

  /** The fields of {@code upper}, and those of {@code lower} that it does not have. */
  static JsonObject over(JsonObject lower, JsonObject upper) {
    JsonObject whole = lower.copy().mergeIn(upper);
    if (lower.getValue(GATEWAY) instanceof JsonObject below
        && upper.getValue(GATEWAY) instanceof JsonObject above) {
      whole.put(GATEWAY, tokensOver(below.copy(), above.getJsonObject(TOKENS)));
    }
    return whole;
  }

  /** A token that was given takes the place of the role's token, and of its file, below. */
  private static JsonObject tokensOver(JsonObject gateway, JsonObject given) {
    JsonObject tokens =
        gateway.getValue(TOKENS) instanceof JsonObject below ? below : new JsonObject();
    for (String name : given.fieldNames()) {
      String role = name.replaceFirst("File$", "");
      tokens.remove(role);
      tokens.remove(role + "File");
    }
    return gateway.put(TOKENS, tokens.mergeIn(given));
  }

  /**
   * Lays what was given of a member over the only one in a file; it becomes the only one where the
   * file has none.
   */
  static JsonObject memberOver(JsonObject file, JsonObject given) {
    if (given.isEmpty()) {
      return file;
    }
    JsonArray members = members(file);
    if (members.size() > 1) {
      throw Failure.usage(
          "the file has "
              + members.size()
              + " members; options of one member ("
              + String.join(", ", given.fieldNames())
              + ") cannot say which of them they mean");
    }
    JsonObject lower =
        members.isEmpty() || !(members.getValue(0) instanceof JsonObject only)
            ? new JsonObject()
            : only.copy();
    if (given.containsKey(VOTERS)) {
      lower.remove(AVAILABLE);
    }
    if (given.getBoolean(AVAILABLE, false)) {
      lower.remove(VOTERS);
    }
    return file.copy().put(MEMBERS, new JsonArray().add(over(lower, given)));
  }

  static JsonObject withoutNulls(JsonObject json) {
    for (String name : List.copyOf(json.fieldNames())) {
      if (json.getValue(name) == null) {
        json.remove(name);
      }
    }
    return json;
  }

  private static JsonArray members(JsonObject file) {
    if (!file.containsKey(MEMBERS)) {
      return new JsonArray();
    }
    if (file.getValue(MEMBERS) instanceof JsonArray members) {
      return members;
    }
    throw Failure.usage("configuration: \"members\" has to be a list");
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
