package dev.understudy.log;

import dev.understudy.group.Epoch;
import dev.understudy.group.Generation;
import dev.understudy.group.Incarnation;
import dev.understudy.group.ServerId;
import dev.understudy.log.BytesReader.MalformedException;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link EntryWriter} wrote; anything else ends in a {@link MalformedException}. */
public final class EntryReader {

  /** The highest number, so that no sum of two of them overflows. */
  public static final long HIGHEST = 1L << 61;

  private final BytesReader in;
  private final int mostBytes;
  private Epoch lastEpoch = Epoch.NONE;
  private SessionId lastSession = new SessionId(EntryKey.NONE);

  /**
   * @param mostBytes longest payload or result to accept
   */
  public EntryReader(BytesReader in, int mostBytes) {
    this.in = in;
    this.mostBytes = mostBytes;
  }

  public BytesReader in() {
    return in;
  }

  public int mostBytes() {
    return mostBytes;
  }

  public ServerId server() {
    int number = in.count(ServerId.HIGHEST + 1) - 1;
    return number < 0 ? ServerId.NONE : new ServerId(number);
  }

  public Incarnation incarnation() {
    return new Incarnation(within(in.i64()), in.i64());
  }

  /** A number from 0 to {@link #HIGHEST}. */
  public long natural() {
    return within(in.varint());
  }

  public Epoch epoch() {
    if (!flag()) {
      return lastEpoch;
    }
    long generation = natural();
    long random = generation > 0 ? in.i64() : 0;
    lastEpoch = new Epoch(new Generation(generation, random), natural(), server(), incarnation());
    return lastEpoch;
  }

  public EntryKey key() {
    return new EntryKey(epoch(), natural());
  }

  public SessionId session() {
    if (flag()) {
      lastSession = new SessionId(key());
    }
    return lastSession;
  }

  public EpochHistory history() {
    int size = in.count(EpochHistory.MOST_SPANS);
    List<EpochHistory.Span> spans = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      spans.add(new EpochHistory.Span(epoch(), natural()));
    }
    try {
      return EpochHistory.of(spans);
    } catch (IllegalArgumentException e) {
      throw new MalformedException("history: " + e.getMessage());
    }
  }

  public Entry entry() {
    return new Entry(natural(), epoch(), natural(), command());
  }

  public DivergedRecord record() {
    return new DivergedRecord(key(), session(), natural(), in.bytes(mostBytes), result(), server());
  }

  public Result result() {
    int kind = in.u8();
    return switch (kind) {
      case 0 -> Result.NOTHING;
      case 1 -> new Result.Returned(in.bytes(mostBytes));
      case 2 -> new Result.Threw(in.text(4 * Result.Threw.LONGEST_MESSAGE));
      case 3 -> new Result.TooLarge(in.count(Integer.MAX_VALUE));
      case 4 -> new Result.SessionUnknown();
      case 5 -> new Result.Superseded();
      default -> throw new MalformedException("result of kind " + kind);
    };
  }

  public boolean flag() {
    int value = in.u8();
    if (value > 1) {
      throw new MalformedException("a flag of " + value);
    }
    return value == 1;
  }

  private static long within(long value) {
    if (value < 0 || value > HIGHEST) {
      throw new MalformedException("a number out of range");
    }
    return value;
  }

  private Command command() {
    int kind = in.u8();
    return switch (kind) {
      case EntryWriter.EMPTY -> new Command.Empty();
      case EntryWriter.OPEN_SESSION -> new Command.OpenSession();
      case EntryWriter.REQUEST ->
          new Command.Request(session(), natural(), natural(), in.bytes(mostBytes));
      case EntryWriter.DIVERGED -> new Command.Diverged(record());
      case EntryWriter.REPLAY -> new Command.Replay(key());
      case EntryWriter.DROP -> new Command.Drop(key());
      default -> throw new MalformedException("command of kind " + kind);
    };
  }
}
