package dev.understudy.monitor;

import dev.understudy.wire.JsonFields;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * The bearer tokens of a gateway, one for each role. Without any, everybody may do everything. As
 * soon as there is one, a role that has none is nobody's: what needs it is refused.
 *
 * <p>A token stands here, or in a file that is read once when the gateway starts; white space
 * around it does not count there.
 */
public class MonitorTokens {

  /** What is shorter could be guessed. */
  public static final int LEAST_CHARACTERS = 16;

  private static final int MOST_CHARACTERS = 1_024;
  private static final String FILE = "File";

  private final Map<AccessRole, String> tokens = new EnumMap<>(AccessRole.class);
  private final Map<AccessRole, String> files = new EnumMap<>(AccessRole.class);

  /** No tokens. */
  public MonitorTokens() {}

  /** A copy. */
  public MonitorTokens(MonitorTokens other) {
    tokens.putAll(other.tokens);
    files.putAll(other.files);
  }

  /**
   * Tokens from {@code {"read":token,"requestFile":path,...}}.
   *
   * @throws IllegalArgumentException if a field is unknown or no text
   */
  public MonitorTokens(JsonObject json) {
    JsonFields fields = new JsonFields("tokens", json);
    for (AccessRole role : AccessRole.values()) {
      setToken(role, fields.text(role.text(), ""));
      setFile(role, fields.text(role.text() + FILE, ""));
    }
    fields.requireNoOthers();
  }

  /** All of it, secrets included: what the constructor from JSON takes. */
  public JsonObject toJson() {
    JsonObject json = new JsonObject();
    tokens.forEach((role, token) -> json.put(role.text(), token));
    files.forEach((role, file) -> json.put(role.text() + FILE, file));
    return json;
  }

  /** The token of a role; empty if there is none, or if it stands in a file. */
  public String getToken(AccessRole role) {
    return tokens.getOrDefault(role, "");
  }

  /**
   * The token of a role: {@value #LEAST_CHARACTERS} to 1,024 characters of letters, digits, and
   * {@code -._~+/=}; empty for none, the default.
   */
  public MonitorTokens setToken(AccessRole role, String token) {
    return set(tokens, role, token);
  }

  /** The file with the token of a role; empty if there is none. */
  public String getFile(AccessRole role) {
    return files.getOrDefault(role, "");
  }

  /** The file with the token of a role, instead of the token; empty for none, the default. */
  public MonitorTokens setFile(AccessRole role, String file) {
    return set(files, role, file);
  }

  /** Whether there is none at all. */
  boolean isEmpty() {
    return tokens.isEmpty() && files.isEmpty();
  }

  /**
   * These tokens, if they can be.
   *
   * @throws IllegalArgumentException otherwise
   */
  MonitorTokens required() {
    for (AccessRole role : AccessRole.values()) {
      if (tokens.containsKey(role) && files.containsKey(role)) {
        throw new IllegalArgumentException(
            "tokens: give either \"" + role.text() + "\" or \"" + role.text() + FILE + "\"");
      }
    }
    read();
    return this;
  }

  /**
   * The token of each role that has one; reads files.
   *
   * @throws IllegalArgumentException if a file cannot be read, or what it holds is no token
   */
  Map<AccessRole, String> read() {
    Map<AccessRole, String> all = new EnumMap<>(AccessRole.class);
    tokens.forEach((role, token) -> all.put(role, required(role, token)));
    files.forEach((role, file) -> all.put(role, required(role, content(role, file))));
    return all;
  }

  private MonitorTokens set(Map<AccessRole, String> map, AccessRole role, String value) {
    if (value.isEmpty()) {
      map.remove(role);
    } else {
      map.put(role, value);
    }
    return this;
  }

  private static String content(AccessRole role, String file) {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException | InvalidPathException e) {
      throw new IllegalArgumentException(
          "tokens: cannot read the " + role.text() + " token's file " + file, e);
    }
  }

  /** What is said of a wrong one does not show it. */
  private static String required(AccessRole role, String token) {
    boolean fits = token.length() >= LEAST_CHARACTERS && token.length() <= MOST_CHARACTERS;
    if (!fits || !token.matches("[A-Za-z0-9._~+/=-]+")) {
      throw new IllegalArgumentException(
          "tokens: the "
              + role.text()
              + " token has to be "
              + LEAST_CHARACTERS
              + " to "
              + MOST_CHARACTERS
              + " letters, digits, or of -._~+/=");
    }
    return token;
  }
}
