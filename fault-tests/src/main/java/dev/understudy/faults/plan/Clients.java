package dev.understudy.faults.plan;

import dev.understudy.app.Patience;
import dev.understudy.faults.client.Transcript;
import dev.understudy.faults.lab.HostProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** The client processes of an arena, and what they wrote down. */
public final class Clients {

  /** Of the calls that are due: what a busy machine is forgiven. */
  private static final double LEAST_MADE = 0.8;

  private final Map<String, Transcript> transcripts = new TreeMap<>();
  private final Map<String, HostProcess> processes = new TreeMap<>();
  private final Map<String, Integer> rates = new TreeMap<>();

  /**
   * Adds some, which ask for nothing yet.
   *
   * @param name of the process; no other has it
   * @param rate calls that it is to make a second
   * @param start starts it, with what hears all that it writes
   */
  void add(String name, int rate, Function<Transcript, HostProcess> start) {
    Transcript transcript = new Transcript();
    transcripts.put(name, transcript);
    rates.put(name, rate);
    processes.put(name, start.apply(transcript));
  }

  /** Waits until all take orders. */
  public void awaitReady(Duration most) {
    await("clients", most, Transcript::isReady);
  }

  /** Gives all an order, and waits until all have done it. */
  public void order(String order, Duration most, Predicate<Transcript> done) {
    processes.values().forEach(client -> client.send(order));
    await(order, most, done);
  }

  /** What they wrote down. */
  public List<Transcript> transcripts() {
    return List.copyOf(transcripts.values());
  }

  /** Calls of all that were due and not made; known once they have stopped. */
  public long skipped() {
    return transcripts.values().stream().mapToLong(Transcript::skipped).sum();
  }

  /**
   * Clients of all processes to which no call was answered that began after this moment; processes
   * of which no call has ended in any way.
   */
  List<String> unansweredSince(long nanos) {
    List<String> unanswered = new ArrayList<>();
    transcripts.forEach(
        (name, transcript) -> {
          if (transcript.isSilent()) {
            unanswered.add(name);
          }
          unanswered.addAll(transcript.unansweredSince(nanos));
        });
    return unanswered;
  }

  /**
   * Which of those that have stopped did not ask as they should: too little, whoever was there to
   * answer, with calls to which a client threw something, or that came to what none should.
   *
   * @param asked for how long they were to ask
   */
  List<String> complaints(Duration asked) {
    List<String> complaints = new ArrayList<>();
    transcripts.forEach(
        (name, transcript) -> {
          long due = Objects.requireNonNull(rates.get(name)) * asked.toMillis() / 1_000;
          if (transcript.begun() < LEAST_MADE * due) {
            complaints.add(name + " made " + transcript.begun() + " of " + due + " calls");
          }
          if (transcript.thrown() > 0) {
            complaints.add(name + " threw at " + transcript.thrown() + " calls");
          }
          transcript.unexpected().forEach((code, calls) -> complaints.add(told(name, calls, code)));
        });
    return complaints;
  }

  private static String told(String name, int calls, String code) {
    return calls + " calls of " + name + " came to what none should: " + code;
  }

  /** What one of them wrote down. */
  public Transcript transcript(String name) {
    return Objects.requireNonNull(transcripts.get(name));
  }

  private void await(String what, Duration most, Predicate<Transcript> done) {
    Patience.await(what, most, () -> transcripts.values().stream().allMatch(done));
  }
}
