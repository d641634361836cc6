package dev.understudy.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the application wants sent, and what was sent and not answered: numbers it and says what is
 * to be sent when.
 *
 * <p>Guarantees: numbers ascend from 0; none is used that is {@code mostInFlight} or more above the
 * lowest unanswered one; repetitions come in ascending order, after a pause or for a new master;
 * count and bytes are bounded.
 */
final class SendWindow {

  private static final long NEVER = Long.MAX_VALUE;

  private final int mostInFlight;
  private final ClientLimits limits;
  private final Backoff resend;
  private final Backoff refusal;
  private final Line waiting = new Line(pending -> pending.hasEnded() || !pending.isWaiting());
  private final InFlight inFlight = new InFlight();
  private final Deadlines deadlines = new Deadlines();
  private long nextNumber;
  private long bytes;
  private int due;
  private int refused;
  private long silenceMillis;
  private boolean silent;
  private long resendMillis = NEVER;
  private long pausedUntilMillis = Long.MIN_VALUE;

  /**
   * An empty window.
   *
   * @param resend pauses before what was sent is sent again
   * @param refusal pauses before what was refused is sent again
   */
  SendWindow(int mostInFlight, ClientLimits limits, Backoff resend, Backoff refusal) {
    this.mostInFlight = mostInFlight;
    this.limits = limits;
    this.resend = resend;
    this.refusal = refusal;
    this.silenceMillis = resend.next();
  }

  int waiting() {
    return waiting.size();
  }

  int inFlight() {
    return inFlight.size();
  }

  boolean isEmpty() {
    return waiting.isEmpty() && inFlight.isEmpty();
  }

  /** Whether something was sent that may be answered. */
  boolean awaitsAnswers() {
    return inFlight.size() > due + refused;
  }

  /** Every number below is answered or given up. */
  long doneBelow() {
    return inFlight.isEmpty() ? nextNumber : inFlight.first();
  }

  /** The highest number below {@code number} that is neither answered nor given up; -1 if none. */
  long before(long number) {
    return inFlight.below(number);
  }

  /** Takes it unless there is too much already. */
  boolean offer(Pending pending) {
    int length = pending.payload().length();
    if (waiting.size() + inFlight.size() >= limits.pending()
        || bytes + length > limits.pendingBytes()) {
      return false;
    }
    waiting.add(pending);
    deadlines.add(pending);
    bytes += length;
    return true;
  }

  Optional<Pending> find(long number) {
    return inFlight.find(number);
  }

  /** Its answer came. The group answers, so the pauses begin anew. */
  void answered(Pending pending) {
    remove(pending);
    refusal.reset();
    if (silent) {
      silent = false;
      resend.reset();
      silenceMillis = resend.next();
    }
  }

  /** A server was overloaded: this one, and all that was not sent yet, waits for a while. */
  void refused(Pending pending, long nowMillis) {
    if (pending.isRefused()) {
      return;
    }
    if (pending.isDue()) {
      due--;
    }
    pending.becomeRefused();
    refused++;
    if (nowMillis >= pausedUntilMillis) {
      pausedUntilMillis = nowMillis + refusal.next();
    }
  }

  /**
   * It was refused because what goes before it has not arrived: that counts as lost, unless it was
   * sent again since, and waits with it. Its outcome stays unknown.
   */
  void outOfOrder(Pending pending, long nowMillis) {
    refused(pending, nowMillis);
    for (long i = before(pending.number()); i >= 0; i = before(i)) {
      Pending before = inFlight.get(i);
      if (!before.isSent() || before.sentMillis() > pending.sentMillis()) {
        return;
      }
      before.becomeDue();
      before.becomeRefused();
      refused++;
    }
  }

  /** Another master answers: what was sent to the one before is to be sent to it at once. */
  void resendAll() {
    sent().forEach(Pending::becomeDue);
    due = inFlight.size();
    refused = 0;
    resendMillis = NEVER;
    pausedUntilMillis = Long.MIN_VALUE;
  }

  /** Marks as due again what was sent too long ago. */
  void tick(long nowMillis) {
    if (nowMillis < resendMillis) {
      return;
    }
    long oldest = NEVER;
    boolean lapsed = false;
    for (Pending pending : sent()) {
      if (pending.isSent() && nowMillis - pending.sentMillis() >= silenceMillis) {
        pending.becomeDue();
        due++;
        lapsed = true;
      } else if (pending.isSent()) {
        oldest = Math.min(oldest, pending.sentMillis());
      }
    }
    resendMillis = oldest == NEVER ? NEVER : oldest + silenceMillis;
    if (lapsed) {
      silent = true;
      silenceMillis = resend.next();
    }
  }

  /** Gives up what has passed its deadline; each is as it was before. */
  List<Pending> expire(long nowMillis) {
    List<Pending> passed = deadlines.passed(nowMillis);
    passed.forEach(this::remove);
    return passed;
  }

  /** Gives up all that was ever sent; what was not keeps waiting, and numbers begin at 0 again. */
  List<Pending> restart() {
    List<Pending> sent = sent();
    sent.forEach(this::remove);
    nextNumber = 0;
    resendMillis = NEVER;
    return sent;
  }

  /** Gives up everything. */
  List<Pending> clear() {
    List<Pending> all = new ArrayList<>(restart());
    List<Pending> unsent = waiting.all();
    unsent.forEach(this::remove);
    all.addAll(unsent);
    return all;
  }

  boolean hasDue(long nowMillis) {
    return due > 0 || (nowMillis >= pausedUntilMillis && (refused > 0 || hasNew()));
  }

  /** What is to be sent now, ascending by number; counts as sent from now on. */
  List<Pending> take(long nowMillis) {
    List<Pending> taken = new ArrayList<>();
    boolean paused = nowMillis < pausedUntilMillis;
    if (due > 0 || (refused > 0 && !paused)) {
      for (Pending pending : sent()) {
        if (pending.isDue() || (pending.isRefused() && !paused)) {
          pending.send(pending.number(), nowMillis);
          taken.add(pending);
        }
      }
      due = 0;
      refused = paused ? refused : 0;
    }
    while (!paused && hasNew()) {
      Pending pending = waiting.first().orElseThrow();
      pending.send(nextNumber++, nowMillis);
      waiting.leave();
      inFlight.add(pending);
      taken.add(pending);
    }
    if (!taken.isEmpty() && resendMillis == NEVER) {
      resendMillis = nowMillis + silenceMillis;
    }
    return taken;
  }

  /** When a tick is due; {@link Long#MAX_VALUE} if nothing waits for one. */
  long deadlineMillis(long nowMillis) {
    long next = Math.min(deadlines.nextMillis(), resendMillis);
    boolean pauses = nowMillis < pausedUntilMillis && (refused > 0 || hasNew());
    return pauses ? Math.min(next, pausedUntilMillis) : next;
  }

  private boolean hasNew() {
    return !waiting.isEmpty() && nextNumber < doneBelow() + mostInFlight;
  }

  /** All that are in flight, ascending by number. */
  private List<Pending> sent() {
    List<Pending> sent = new ArrayList<>(inFlight.size());
    for (long i = inFlight.first(); i >= 0; i = inFlight.above(i)) {
      sent.add(inFlight.get(i));
    }
    return sent;
  }

  private void remove(Pending pending) {
    bytes -= pending.payload().length();
    pending.end();
    deadlines.remove(pending);
    if (pending.isWaiting()) {
      waiting.leave();
      return;
    }
    inFlight.remove(pending.number());
    if (pending.isDue()) {
      due--;
    } else if (pending.isRefused()) {
      refused--;
    }
  }
}
