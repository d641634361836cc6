package dev.understudy.wire;

import dev.understudy.group.Epoch;
import dev.understudy.group.Generation;
import dev.understudy.group.InSync;
import dev.understudy.group.Incarnation;
import dev.understudy.group.Mode;
import dev.understudy.group.Priority;
import dev.understudy.group.RetentionCriterion;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.log.Bytes;
import dev.understudy.log.Command;
import dev.understudy.log.Digest;
import dev.understudy.log.DivergedRecord;
import dev.understudy.log.Entry;
import dev.understudy.log.EntryKey;
import dev.understudy.log.EntryReader;
import dev.understudy.log.EpochHistory;
import dev.understudy.log.Result;
import dev.understudy.log.SessionId;
import dev.understudy.registry.Registration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Values that frames consist of, from a seed; the edges of every range among them. */
class ValueSamples {

  static final int MOST_PAYLOAD = 1_024;

  final SplittableRandom random;

  ValueSamples(long seed) {
    random = new SplittableRandom(seed);
  }

  boolean flag() {
    return random.nextBoolean();
  }

  long natural() {
    return switch (random.nextInt(6)) {
      case 0 -> 0;
      case 1 -> random.nextInt(128);
      case 2 -> EntryReader.HIGHEST;
      default -> random.nextLong(1L << random.nextInt(1, 61));
    };
  }

  int whole() {
    return random.nextInt(5) == 0 ? Integer.MAX_VALUE : random.nextInt(100_000);
  }

  long any() {
    return random.nextLong();
  }

  <T> T oneOf(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  <T> List<T> list(int most, Supplier<T> element) {
    List<T> values = new ArrayList<>();
    int size = random.nextInt(most + 1);
    for (int i = 0; i < size; i++) {
      values.add(element.get());
    }
    return values;
  }

  ServerId server() {
    return switch (random.nextInt(5)) {
      case 0 -> ServerId.NONE;
      case 1 -> new ServerId(ServerId.HIGHEST);
      default -> new ServerId(random.nextInt(7));
    };
  }

  Incarnation incarnation() {
    return random.nextInt(5) == 0
        ? Incarnation.NONE
        : new Incarnation(natural(), random.nextInt(3));
  }

  Epoch epoch() {
    if (random.nextInt(5) == 0) {
      return Epoch.NONE;
    }
    Generation generation =
        random.nextInt(3) == 0 ? new Generation(random.nextInt(1, 9), any()) : Generation.FIRST;
    return new Epoch(generation, natural(), server(), incarnation());
  }

  EntryKey key() {
    return new EntryKey(epoch(), natural());
  }

  SessionId session() {
    return new SessionId(key());
  }

  Digest digest() {
    return new Digest(natural(), any());
  }

  InSync inSync() {
    return new InSync(epoch(), natural(), list(5, this::server));
  }

  Priority priority() {
    return new Priority(list(Priority.MOST_VALUES, this::any));
  }

  Bytes payload() {
    byte[] bytes = new byte[random.nextInt(4) == 0 ? 0 : random.nextInt(100)];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }

  String text() {
    return oneOf(List.of("", "a", "not found", "\u00e9\u4e16\u754c", "x".repeat(512)));
  }

  String group() {
    return oneOf(List.of("a", "counter", "A-z_0.9", "g".repeat(128)));
  }

  Result result() {
    return switch (random.nextInt(6)) {
      case 0 -> Result.NOTHING;
      case 1 -> new Result.Threw(text());
      case 2 -> new Result.TooLarge(whole());
      case 3 -> new Result.SessionUnknown();
      case 4 -> new Result.Superseded();
      default -> new Result.Returned(payload());
    };
  }

  DivergedRecord diverged() {
    return new DivergedRecord(key(), session(), natural(), payload(), result(), server());
  }

  Command command(SessionId session) {
    return switch (random.nextInt(8)) {
      case 0 -> new Command.Empty();
      case 1 -> new Command.OpenSession();
      case 2 -> new Command.Diverged(diverged());
      case 3 -> new Command.Replay(key());
      case 4 -> new Command.Drop(key());
      default -> new Command.Request(session, natural(), natural(), payload());
    };
  }

  /** Entries that follow {@code previous}, none of them of a later epoch than {@code last}. */
  List<Entry> entries(EntryKey previous, Epoch last) {
    List<Entry> entries = new ArrayList<>();
    SessionId session = session();
    Epoch epoch = previous.epoch();
    long clock = 0;
    int size = random.nextInt(6);
    for (int i = 1; i <= size; i++) {
      epoch = random.nextInt(3) == 0 ? last : epoch;
      clock += random.nextInt(1_000);
      entries.add(new Entry(previous.index() + i, epoch, clock, command(session)));
    }
    return entries;
  }

  EpochHistory history() {
    EpochHistory history = EpochHistory.EMPTY;
    Epoch epoch = Epoch.NONE;
    long index = 1;
    int size = random.nextInt(5);
    for (int i = 0; i < size; i++) {
      epoch = epoch.next(server(), incarnation());
      history = history.with(epoch, index);
      index += random.nextInt(1, 1_000);
    }
    return history;
  }

  Registration registration() {
    return new Registration(
        group(),
        server(),
        incarnation(),
        natural(),
        oneOf(List.of(Role.values())),
        epoch(),
        inSync(),
        flag(),
        priority(),
        new Registration.Policy(
            oneOf(List.of(Mode.values())),
            list(4, () -> oneOf(List.of(RetentionCriterion.values()))),
            random.nextInt(1, 4),
            1 + random.nextInt(1_000),
            1 + random.nextInt(10_000)));
  }
}
