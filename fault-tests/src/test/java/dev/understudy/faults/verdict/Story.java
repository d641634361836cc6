package dev.understudy.faults.verdict;

import dev.understudy.faults.client.Answer;
import dev.understudy.faults.client.Audit;
import dev.understudy.faults.client.Call;
import dev.understudy.faults.client.Outcome;
import dev.understudy.faults.client.Recorded;
import dev.understudy.faults.client.Remnant;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** A history made by hand, call by call. */
final class Story {

  private static final long AFTER_ALL = 1_000_000;

  private final List<Recorded> calls = new ArrayList<>();
  private final Map<String, Optional<String>> values = new TreeMap<>();
  private final List<Remnant> remnants = new ArrayList<>();
  private String epoch = "";
  private final List<Audit> audits = new ArrayList<>();
  private OptionalInt sends = OptionalInt.empty();
  private boolean complete = true;

  /** The mastership of the calls that follow. */
  Story in(String mastership) {
    epoch = mastership;
    return this;
  }

  /** The calls that follow were sent to one server only. */
  Story sentOnce() {
    sends = OptionalInt.of(1);
    return this;
  }

  /** A call that was answered. */
  Story ok(long from, long to, Call call, String result) {
    Optional<String> told = result.equals("none") ? Optional.empty() : Optional.of(result);
    long index = epoch.isEmpty() ? 0 : calls.size() + 1L;
    return add(from, to, call, new Answer(Outcome.OK, "", told, epoch, index, sends));
  }

  /** A call that was answered with its place in the history. */
  Story ok(long from, long to, Call call, long index) {
    return add(from, to, call, new Answer(Outcome.OK, "", Optional.of("1"), epoch, index));
  }

  Story unknown(long from, Call call) {
    return add(from, from + 10, call, answer(Outcome.UNKNOWN, "deadline-exceeded"));
  }

  Story fail(long from, Call call) {
    return add(from, from + 10, call, answer(Outcome.FAIL, "no-master"));
  }

  /** What was found in the end. */
  Story end(String key, String value) {
    values.put(key, value.equals("none") ? Optional.empty() : Optional.of(value));
    return this;
  }

  /** A diverged record that was found in the end. */
  Story remnant(String place, String payload) {
    int at = place.indexOf('@');
    long index = Long.parseLong(place.substring(at + 1));
    remnants.add(
        new Remnant(place.substring(0, at), index, new JsonObject(payload), Optional.empty(), 1));
    return this;
  }

  /** What another process found in the end, before all that is told by {@link #end}. */
  Story alsoRead(String key, String value) {
    Map<String, Optional<String>> found = Map.of(key, Optional.of(value));
    audits.add(new Audit(AFTER_ALL, AFTER_ALL, found, List.of()));
    return this;
  }

  /** Some calls are not in it. */
  Story incomplete() {
    complete = false;
    return this;
  }

  List<Recorded> calls() {
    return List.copyOf(calls);
  }

  Evidence evidence() {
    List<Audit> all = new ArrayList<>(audits);
    all.add(new Audit(AFTER_ALL, AFTER_ALL + 1, values, remnants));
    return new Evidence(calls, complete, all);
  }

  private Story add(long from, long to, Call call, Answer answer) {
    calls.add(new Recorded("c" + calls.size() % 3, call, from, to, answer));
    return this;
  }

  private static Answer answer(Outcome outcome, String code) {
    return new Answer(outcome, code, Optional.empty(), "", 0);
  }
}
