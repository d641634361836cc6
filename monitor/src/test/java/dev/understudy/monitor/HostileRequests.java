package dev.understudy.monitor;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Requests from a seed, none of which anybody who is well-meaning would send. All but {@link
 * #noise} are HTTP, and wrong in a way that the sender has to be told.
 */
final class HostileRequests {

  private static final String GROUP_PATH = "/api/groups/{group}";

  private static final List<String> JSON_ROUTES =
      List.of(
          "POST /checks",
          "POST /verifications",
          "POST /transfers",
          "POST /recoveries",
          "POST /diverged/replays",
          "DELETE /diverged",
          "POST /drills",
          "DELETE /drills");

  private static final List<String> WRONG_JSON =
      List.of(
          "{",
          "[]",
          "null",
          "7",
          "\"text\"",
          "{\"serverId\":1e400}",
          "{\"serverId\":99999999999999999999}",
          "{\"serverId\":-1}",
          "{\"serverId\":1000001}",
          "{\"serverId\":\"1\"}",
          "{\"serverId\":{}}",
          "{\"serverId\":[1]}",
          "{\"serverId\":1.5}",
          "{\"serverId\":1,\"more\":1}",
          "{\"records\":{}}",
          "{\"records\":[]}",
          "{\"records\":[null]}",
          "{\"records\":[{\"epoch\":1}]}",
          "{\"records\":[{\"epoch\":\"1/1\",\"index\":\"x\"}]}",
          "{\"records\":[{\"epoch\":\"1/1\",\"index\":1,\"more\":1}]}",
          "{\"a\":1}",
          "{\"\u0000\":1}",
          "[".repeat(5_000),
          "{\"a\":".repeat(5_000));

  private static final List<String> WRONG_DRILLS =
      List.of(
          "{\"drill\":\"pause\"}",
          "{\"drill\":\"pause\",\"serverId\":2}",
          "{\"drill\":\"pause\",\"serverId\":\"1\"}",
          "{\"drill\":\"pause\",\"serverId\":-1}",
          "{\"drill\":\"\",\"serverId\":1}",
          "{\"drill\":\"ask\",\"serverId\":1}",
          "{\"drill\":\"stop\",\"serverId\":1}",
          "{\"drill\":\"CRASH\",\"serverId\":1}",
          "{\"drill\":[\"crash\"],\"serverId\":1}",
          "{\"drill\":\"crash\",\"serverId\":1,\"millis\":0}",
          "{\"drill\":\"crash\",\"serverId\":1,\"millis\":-5000}",
          "{\"drill\":\"crash\",\"serverId\":1,\"millis\":60001}",
          "{\"drill\":\"crash\",\"serverId\":1,\"millis\":99999999999999999999}",
          "{\"drill\":\"crash\",\"serverId\":1,\"millis\":\"5000\"}",
          "{\"drill\":\"crash\",\"serverId\":1,\"millis\":1.5}",
          "{\"drill\":\"isolate\",\"serverId\":1,\"mostMillisWithoutMaster\":0}",
          "{\"drill\":\"isolate\",\"serverId\":1,\"mostMillisWithoutMaster\":1e9}",
          "{\"drill\":\"isolate\",\"serverId\":1,\"mostMillisWithoutMaster\":{}}",
          "{\"drill\":\"isolate\",\"serverId\":1,\"forced\":true}");

  private static final List<String> METHODS =
      List.of("PUT", "PATCH", "TRACE", "CONNECT", "OPTIONS", "BREW", "get", "DELETE");

  private static final List<String> PLAIN_ROUTES_FOR_READERS =
      List.of("/api/events", "/api/overview", "/metrics", "/api/groups");

  private final SplittableRandom random;
  private final String group;
  private final List<String> operations;
  private final List<String> groupRoutes;

  /**
   * Requests.
   *
   * @param group one that there is
   * @param operations all that the gateway serves, like {@code GET /api/groups/{group}}
   */
  HostileRequests(long seed, String group, List<String> operations) {
    this.random = new SplittableRandom(seed);
    this.group = group;
    this.operations = operations;
    groupRoutes =
        operations.stream()
            .filter(operation -> operation.contains(GROUP_PATH))
            .map(operation -> operation.replace(GROUP_PATH, ""))
            .toList();
  }

  /** One of any kind that is HTTP. */
  Buffer next() {
    return switch (random.nextInt(13)) {
      case 0 -> nowhere();
      case 1 -> wrongGroup(encoded(1 + random.nextInt(40)));
      case 2 -> wrongGroup("%" + characters(2));
      case 3 -> wrongGroup("no-such-group-" + random.nextInt(1_000));
      case 4 -> toGroup(JSON_ROUTES, group, "", one(WRONG_JSON));
      case 5 -> wrongParameter();
      case 6 -> wrongHeader();
      case 7, 8 -> wrongMethod();
      case 9 -> wrongStream();
      case 10 -> wrongOrigin();
      case 11 -> request("POST", path("/drills"), "", one(WRONG_DRILLS));
      default -> tooMuch();
    };
  }

  /** A request that would be served, with what is nearly the token. */
  Buffer guess(String token) {
    String[] route = one(groupRoutes).split(" ", 2);
    int place = random.nextInt(token.length());
    String near = token.substring(0, place) + (char) ('0' + random.nextInt(10));
    String authorization =
        switch (random.nextInt(6)) {
          case 0 -> "Bearer " + near + token.substring(place + 1);
          case 1 -> "Bearer " + token.substring(0, place);
          case 2 -> "Bearer " + token + near;
          case 3 -> "Basic " + token;
          case 4 -> token;
          default -> "Bearer " + characters(random.nextInt(60));
        };
    String body = route[1].contains("re") || route[1].isEmpty() ? "" : "{\"serverId\":1}";
    return random.nextInt(4) == 0
        ? request(
            "GET", one(PLAIN_ROUTES_FOR_READERS), "Authorization: " + authorization + "\r\n", "")
        : request(route[0], path(route[1]), "Authorization: " + authorization + "\r\n", body);
  }

  /** Bytes that are no HTTP. */
  Buffer noise() {
    Buffer noise = Buffer.buffer();
    if (random.nextBoolean()) {
      noise.appendString(one(List.of("GET /", "POST /api/groups HTTP/", "HTTP/1.1 200", "PRI * ")));
    }
    int length = random.nextInt(200);
    for (int i = 0; i < length; i++) {
      noise.appendByte((byte) random.nextInt(256));
    }
    return noise.appendString("\r\n\r\n");
  }

  private Buffer wrongGroup(String name) {
    return toGroup(groupRoutes, name, "", "{\"serverId\":1}");
  }

  private Buffer wrongStream() {
    String line = characters(20).replaceAll("[\\s:]", "");
    String headers = "Last-Event-ID: " + one(List.of("", "-", "a-b", "1-", "zz-1", line)) + "\r\n";
    String types = "types=" + one(List.of("", ",", "server-lost", "%", "%00", "a".repeat(3_000)));
    String from = "from=" + one(List.of("", "last", "NOW", "0", "%ff"));
    String until = "until=" + one(List.of("", "later", "NOW", "1", "now%00", "%", "forever%20"));
    String group = "group=" + one(List.of("", "a%20b", "%0a", "..%2f", "x".repeat(129)));
    String both = "from=first&until=" + characters(5).replaceAll("[&#%+]", "x");
    return random.nextBoolean()
        ? request("GET", "/api/events", headers, "")
        : request("GET", "/api/events?" + one(List.of(types, from, until, group, both)), "", "");
  }

  private Buffer wrongOrigin() {
    String[] route = one(groupRoutes).split(" ", 2);
    String origin = one(List.of("null", "http://evil.example", "", "http://x.evil", "x", "://x:1"));
    String headers = "Origin: " + origin + "\r\n";
    return random.nextBoolean()
        ? request(route[0], path(route[1]), headers, "")
        : request("GET", one(PLAIN_ROUTES_FOR_READERS), headers, "");
  }

  private Buffer wrongParameter() {
    if (random.nextBoolean()) {
      String value = one(List.of("maybe", "", "STALE", "%", "%zz", "%ff%fe", "stale%00"));
      return request("POST", path("/queries?consistency=" + value), "", "x");
    }
    String value = one(List.of("-1", "x", "99999999999999999999", "1.0", "%", "", "+1", "0x1"));
    return request("GET", path("/diverged?" + one(List.of("most=", "from=")) + value), "", "");
  }

  private Buffer wrongHeader() {
    String session = "Understudy-Session: ";
    String sequence = "Understudy-Sequence: ";
    String headers =
        switch (random.nextInt(4)) {
          case 0 -> session + characters(30).replaceAll("[\\s:]", "") + "\r\n";
          case 1 -> sequence + random.nextInt(9) + "\r\n";
          case 2 -> session + "0-0-1-1-1-1-1\r\n" + sequence + "x" + random.nextInt() + "\r\n";
          default -> session + hex() + "\r\n" + sequence + random.nextInt(9) + "\r\n";
        };
    return request("POST", path("/requests"), headers, "x");
  }

  private Buffer wrongMethod() {
    String path = one(operations).split(" ", 2)[1];
    String method = one(METHODS);
    boolean served = operations.contains(method + " " + path);
    return request(served ? "BREW" : method, filled(path), "", characters(random.nextInt(50)));
  }

  private Buffer nowhere() {
    String page = "/no-page" + characters(1 + random.nextInt(60));
    String file = "/ui/" + encoded(random.nextInt(9)) + "/" + encoded(random.nextInt(9));
    return request("GET", random.nextInt(4) == 0 ? file : page, "", "");
  }

  private Buffer tooMuch() {
    String[] any = filled(one(operations)).split(" ", 2);
    return switch (random.nextInt(3)) {
      case 0 -> request(any[0], any[1] + "?" + "a".repeat(9_000), "", "");
      case 1 -> request(any[0], any[1], "X: " + "b".repeat(40_000) + "\r\n", "");
      default -> request("POST", path("/requests"), "", "c".repeat(20_000));
    };
  }

  private Buffer toGroup(List<String> routes, String name, String headers, String body) {
    String[] route = one(routes).split(" ", 2);
    return request(route[0], "/api/groups/" + name + route[1], headers, body);
  }

  private String filled(String operation) {
    return operation.replace("{group}", group).replaceAll("\\{[a-z]+}", "0");
  }

  private String path(String rest) {
    return "/api/groups/" + group + rest;
  }

  private static Buffer request(String method, String path, String headers, String body) {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    return Buffer.buffer(method + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n")
        .appendString(headers)
        .appendString("Content-Length: " + content.length + "\r\n\r\n")
        .appendBytes(content);
  }

  private String characters(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) ('!' + random.nextInt('~' - '!' + 1)));
    }
    return text.toString();
  }

  /** Bytes that no group's name has, percent-encoded. */
  private String encoded(int length) {
    StringBuilder text = new StringBuilder("%00");
    for (int i = 0; i < length; i++) {
      text.append(String.format("%%%02x", random.nextInt(256)));
    }
    return text.toString();
  }

  private String hex() {
    StringBuilder text = new StringBuilder(Long.toHexString(random.nextLong()));
    for (int i = 0; i < 6; i++) {
      text.append('-').append(Long.toHexString(random.nextLong()));
    }
    return text.toString();
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
