package dev.understudy.monitor;

import dev.understudy.monitor.Authenticator.Verdict;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Knows people by their bearer tokens. How long it takes to tell a wrong one does not depend on how
 * much of it is right: digests are compared, all of them, and each in constant time.
 */
final class TokenGate {

  private static final String SCHEME = "Bearer ";

  private final Map<AccessRole, byte[]> digests = new EnumMap<>(AccessRole.class);

  TokenGate(Map<AccessRole, String> tokens) {
    tokens.forEach((role, token) -> digests.put(role, digest(token)));
  }

  /** What becomes of a request that needs a role. */
  Verdict judge(HttpServerRequest request, AccessRole needed) {
    if (digests.isEmpty()) {
      return Verdict.ADMITTED;
    }
    Optional<String> token = token(request);
    if (token.isEmpty()) {
      return Verdict.UNKNOWN;
    }
    byte[] given = digest(token.get());
    boolean known = false;
    boolean admitted = false;
    for (Map.Entry<AccessRole, byte[]> one : digests.entrySet()) {
      boolean same = MessageDigest.isEqual(one.getValue(), given);
      known |= same;
      admitted |= same && one.getKey().includes(needed);
    }
    if (admitted) {
      return Verdict.ADMITTED;
    }
    return known ? Verdict.FORBIDDEN : Verdict.UNKNOWN;
  }

  private static Optional<String> token(HttpServerRequest request) {
    return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
        .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(header -> header.substring(SCHEME.length()).strip());
  }

  private static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
