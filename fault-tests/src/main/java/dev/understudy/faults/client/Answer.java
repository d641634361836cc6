package dev.understudy.faults.client;

import java.util.Optional;

/**
 * How a call ended.
 *
 * @param code why it did not succeed; empty if it did
 * @param result of a call that succeeded: the value read, the value before a {@link Kind#PUT}
 *     (empty: none), {@code "true"} or {@code "false"} of a {@link Kind#CAS}, the sum of an {@link
 *     Kind#ADD}
 * @param epoch of the mastership that executed a request, like {@code "5/1"}; empty where unknown
 * @param index its place in that history; of a query the last entry that it saw; 0 where unknown
 */
public record Answer(
    Outcome outcome, String code, Optional<String> result, String epoch, long index) {

  static Answer ok(Optional<String> result, String epoch, long index) {
    return new Answer(Outcome.OK, "", result, epoch, index);
  }

  static Answer fail(String code) {
    return new Answer(Outcome.FAIL, code, Optional.empty(), "", 0);
  }

  static Answer unknown(String code) {
    return new Answer(Outcome.UNKNOWN, code, Optional.empty(), "", 0);
  }
}
