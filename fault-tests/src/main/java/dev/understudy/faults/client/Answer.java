package dev.understudy.faults.client;

import dev.understudy.wire.FailureCode;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a call ended.
 *
 * @param code why it did not succeed; empty if it did
 * @param result of a call that succeeded: the value read, the value before a {@link Kind#PUT}
 *     (empty: none), {@code "true"} or {@code "false"} of a {@link Kind#CAS}, the sum of an {@link
 *     Kind#ADD}
 * @param epoch of the mastership that executed a request, like {@code "5/1"}; empty where unknown
 * @param index its place in that history; of a query the last entry that it saw; 0 where unknown
 * @param sends how often it was sent to a server, 0 if never; empty where nobody counted
 */
public record Answer(
    Outcome outcome,
    String code,
    Optional<String> result,
    String epoch,
    long index,
    OptionalInt sends) {

  private static final String UNEXPECTED = "unexpected: ";

  /** Of a call whose sends nobody counted. */
  public Answer(Outcome outcome, String code, Optional<String> result, String epoch, long index) {
    this(outcome, code, result, epoch, index, OptionalInt.empty());
  }

  static Answer ok(Optional<String> result, String epoch, long index) {
    return new Answer(Outcome.OK, "", result, epoch, index);
  }

  static Answer fail(String code) {
    return new Answer(Outcome.FAIL, code, Optional.empty(), "", 0);
  }

  static Answer unknown(String code) {
    return new Answer(Outcome.UNKNOWN, code, Optional.empty(), "", 0);
  }

  /** Nothing that a call should ever come to: no claim is built on it, and it is complained of. */
  static Answer unexpected(Object what) {
    return unknown(UNEXPECTED + what);
  }

  /** Whether nothing that can befall a group explains it: what these clients ask for is valid. */
  boolean isUnexpected() {
    return code.startsWith(UNEXPECTED) || code.equals(FailureCode.INVALID.text());
  }

  /** The same, of a call that was sent so often. */
  Answer sent(int times) {
    return new Answer(outcome, code, result, epoch, index, OptionalInt.of(times));
  }
}
