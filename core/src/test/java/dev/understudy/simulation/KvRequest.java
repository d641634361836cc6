package dev.understudy.simulation;

import java.util.Optional;

/**
 * A request to {@link FakeService}.
 *
 * @param value to write; empty where nothing is written
 * @param expected by a swap
 */
record KvRequest(Verb verb, String key, String value, Optional<String> expected) {

  enum Verb {
    PUT,
    DELETE,
    SWAP,
    FAIL
  }

  static KvRequest parse(String text) {
    String[] parts = text.split(" ", 4);
    Verb verb =
        switch (parts[0]) {
          case "put" -> Verb.PUT;
          case "del" -> Verb.DELETE;
          case "cas" -> Verb.SWAP;
          default -> Verb.FAIL;
        };
    Optional<String> expected =
        verb == Verb.SWAP && !parts[3].equals("-") ? Optional.of(parts[3]) : Optional.empty();
    return new KvRequest(verb, parts[1], parts[2], expected);
  }

  String text() {
    return switch (verb) {
      case PUT -> "put " + key + " " + value + " -";
      case DELETE -> "del " + key + " - -";
      case SWAP -> "cas " + key + " " + value + " " + expected.orElse("-");
      case FAIL -> "fail " + key + " - -";
    };
  }
}
