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

  private static final List<String> GROUP_ROUTES =
      List.of(
          "POST /requests",
          "POST /sessions",
          "POST /queries",
          "GET ",
          "POST /checks",
          "POST /verifications",
          "POST /transfers",
          "POST /recoveries",
          "GET /diverged",
          "POST /diverged/replays",
          "DELETE /diverged");

  private static final List<String> JSON_ROUTES =
      List.of(
          "POST /checks",
          "POST /verifications",
          "POST /transfers",
          "POST /recoveries",
          "POST /diverged/replays",
          "DELETE /diverged");

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

  private static final List<String> METHODS =
      List.of("PUT", "PATCH", "TRACE", "CONNECT", "OPTIONS", "BREW", "get", "DELETE");

  private static final List<String> PLAIN_ROUTES_FOR_READERS =
      List.of("/api/events", "/api/overview", "/metrics", "/api/groups");

  private static final List<String> PLAIN_ROUTES =
      List.of(
          "/api/events",
          "/api/overview",
          "/metrics",
          "/api/groups",
          "/api/openapi.json",
          "/health/live");

  private final SplittableRandom random;
  private final String group;

  HostileRequests(long seed, String group) {
    this.random = new SplittableRandom(seed);
    this.group = group;
  }

  /** One of any kind that is HTTP. */
  Buffer next() {
    return switch (random.nextInt(12)) {
      case 0 -> request("GET", "/no-page" + characters(1 + random.nextInt(60)), "", "");
      case 1 -> wrongGroup(encoded(1 + random.nextInt(40)));
      case 2 -> wrongGroup("%" + characters(2));
      case 3 -> wrongGroup("no-such-group-" + random.nextInt(1_000));
      case 4 -> toGroup(JSON_ROUTES, group, "", one(WRONG_JSON));
      case 5 -> wrongParameter();
      case 6 -> wrongHeader();
      case 7 -> request(one(METHODS), path("/requests"), "", "");
      case 8 -> wrongStream();
      case 9 -> request(one(METHODS), one(PLAIN_ROUTES), "", characters(random.nextInt(50)));
      case 10 -> wrongOrigin();
      default -> tooMuch();
    };
  }

  /** A request that would be served, with what is nearly the token. */
  Buffer guess(String token) {
    String[] route = one(GROUP_ROUTES).split(" ", 2);
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
    return toGroup(GROUP_ROUTES, name, "", "{\"serverId\":1}");
  }

  private Buffer wrongStream() {
    String line = characters(20).replaceAll("[\\s:]", "");
    String headers = "Last-Event-ID: " + one(List.of("", "-", "a-b", "1-", "zz-1", line)) + "\r\n";
    String types = "types=" + one(List.of("", ",", "server-lost", "%", "%00", "a".repeat(3_000)));
    String from = "from=" + one(List.of("", "last", "NOW", "0", "%ff"));
    String group = "group=" + one(List.of("", "a%20b", "%0a", "..%2f", "x".repeat(129)));
    return random.nextBoolean()
        ? request("GET", "/api/events", headers, "")
        : request("GET", "/api/events?" + one(List.of(types, from, group)), "", "");
  }

  private Buffer wrongOrigin() {
    String[] route = one(GROUP_ROUTES).split(" ", 2);
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
    return request("GET", path("/diverged?most=" + value), "", "");
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

  private Buffer tooMuch() {
    return switch (random.nextInt(3)) {
      case 0 -> request("GET", "/api/groups?" + "a".repeat(9_000), "", "");
      case 1 -> request("GET", "/api/groups", "X: " + "b".repeat(40_000) + "\r\n", "");
      default -> request("POST", path("/requests"), "", "c".repeat(20_000));
    };
  }

  private Buffer toGroup(List<String> routes, String name, String headers, String body) {
    String[] route = one(routes).split(" ", 2);
    return request(route[0], "/api/groups/" + name + route[1], headers, body);
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
