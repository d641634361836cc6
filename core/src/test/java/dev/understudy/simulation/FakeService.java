package dev.understudy.simulation;

import dev.understudy.log.Bytes;
import dev.understudy.log.BytesReader;
import dev.understudy.log.BytesWriter;
import dev.understudy.log.Digest;
import dev.understudy.log.Result;
import dev.understudy.member.Effect;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A map from text to text, deterministic. Its fingerprint folds in every invocation, whatever it
 * did, with the time and the randomness it was given: equal fingerprints mean equal lives.
 */
final class FakeService {

  private Map<String, String> values = new TreeMap<>();
  private long fingerprint;
  private long lastIndex;

  long fingerprint() {
    return fingerprint;
  }

  Result execute(Effect.Invocation invocation) {
    if (invocation.index() <= lastIndex) {
      throw new IllegalStateException("executes " + invocation.index() + " after " + lastIndex);
    }
    lastIndex = invocation.index();
    long folded = Digest.mix(Digest.mix(fingerprint, invocation.index()), invocation.clockMillis());
    fingerprint = Digest.ofBytes(Digest.mix(folded, invocation.seed()), invocation.payload());
    return apply(KvRequest.parse(invocation.payload().toUtf8()));
  }

  Result query(Bytes payload) {
    return told(Optional.ofNullable(values.get(payload.toUtf8())));
  }

  Bytes snapshot() {
    BytesWriter out = new BytesWriter(128);
    out.i64(fingerprint).varint(lastIndex).varint(values.size());
    values.forEach((key, value) -> out.text(key).text(value));
    return out.toBytes();
  }

  void restore(Bytes state) {
    BytesReader in = new BytesReader(state);
    fingerprint = in.i64();
    lastIndex = in.varint();
    Map<String, String> restored = new TreeMap<>();
    int size = in.count(1_000);
    for (int i = 0; i < size; i++) {
      restored.put(in.text(100), in.text(100));
    }
    in.requireEnd();
    values = restored;
  }

  /** A fault: the state is not what it should be any more. */
  void corrupt() {
    values.clear();
    fingerprint = ~fingerprint;
  }

  private Result apply(KvRequest request) {
    Optional<String> before = Optional.ofNullable(values.get(request.key()));
    switch (request.verb()) {
      case PUT -> values.put(request.key(), request.value());
      case DELETE -> values.remove(request.key());
      case SWAP -> {
        boolean swaps = before.equals(request.expected());
        if (swaps) {
          values.put(request.key(), request.value());
        }
        return new Result.Returned(Bytes.utf8(swaps ? "yes" : "no"));
      }
      case FAIL -> {
        return new Result.Threw("asked to");
      }
    }
    return told(before);
  }

  private static Result told(Optional<String> value) {
    return new Result.Returned(value.map(text -> Bytes.utf8("=" + text)).orElse(Bytes.EMPTY));
  }
}
